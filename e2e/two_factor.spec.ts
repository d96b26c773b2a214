// The second step of signing in.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COUNSELOR, STAFF_PASSWORD, expectOverview, fillStaffSignIn, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import { totp } from './support/totp.ts';
import type { Words } from './support/words.ts';

async function check(page: Person, name: string): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, name);
}

/** Sets it up on the page that is open, from the password on; answers the secret and the codes. */
async function setUp(page: Person, words: Words, picture: string): Promise<{ secret: string; codes: string[] }> {
  const main = page.getByRole('main');
  await main.getByLabel(words.twoFactor.password, { exact: true }).fill(STAFF_PASSWORD);
  await main.getByRole('button', { name: words.twoFactor.setUp }).click();
  await expect(page.getByRole('img', { name: words.twoFactor.qrCode })).toBeVisible();
  await check(page, `${picture}-scan`);
  const line = await main.getByText(words.twoFactor.secret).textContent();
  const secret = /((?:[A-Z2-7]{4} ?){8})/.exec(line ?? '')?.[1] ?? '';
  await main.getByLabel(words.twoFactor.code).fill(totp(secret));
  await main.getByRole('button', { name: words.twoFactor.confirm }).click();
  const list = page.getByRole('list', { name: words.twoFactor.recoveryCodes });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  await check(page, `${picture}-codes`);
  const codes = await list.getByRole('listitem').allTextContents();
  await main.getByRole('button', { name: words.twoFactor.kept }).click();
  return { secret, codes };
}

async function firstStep(page: Person, words: Words): Promise<void> {
  await page.goto('/login');
  await fillStaffSignIn(page, words, COUNSELOR);
  await expect(page.getByRole('heading', { name: words.twoFactor.secondStep, level: 1 })).toBeVisible();
}

test('a counselor sets the second step up, signs in with it, and switches it off', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await page.goto('/sessions');
  await page.getByRole('button', { name: words.twoFactor.setUp }).click();
  const { secret, codes } = await setUp(page, words, 'two-factor');
  await expect(page.getByText(words.twoFactor.left(10))).toBeVisible();

  const other = await person();
  await firstStep(other, words);
  await check(other, 'login-second-step');
  await other.getByLabel(words.twoFactor.signInCode, { exact: true }).fill('12345');
  await other.getByRole('button', { name: words.twoFactor.goOn }).click();
  await expect(other.getByRole('alert')).toContainText(words.twoFactor.codeLength);
  // The code that confirmed it was used by that.
  await other.getByLabel(words.twoFactor.signInCode, { exact: true }).fill(totp(secret, -1));
  await other.getByRole('button', { name: words.twoFactor.goOn }).click();
  await expect(other.getByRole('alert')).toContainText(words.twoFactor.wrongCode);
  await other.getByLabel(words.twoFactor.signInCode, { exact: true }).fill(totp(secret, 1));
  await other.getByRole('button', { name: words.twoFactor.goOn }).click();
  await expectOverview(other, words);

  const third = await person();
  await firstStep(third, words);
  await third.getByRole('button', { name: words.twoFactor.useRecovery }).click();
  await third.getByLabel(words.twoFactor.recoveryCode).fill(codes[0] ?? '');
  await third.getByRole('button', { name: words.twoFactor.goOn }).click();
  await expectOverview(third, words);
  await third.goto('/sessions');
  await expect(third.getByText(words.twoFactor.left(9))).toBeVisible();

  await third.getByRole('button', { name: words.twoFactor.renew }).click();
  await third.getByLabel(words.twoFactor.password, { exact: true }).fill(STAFF_PASSWORD);
  await third.getByRole('button', { name: words.twoFactor.renew }).click();
  await expect(third.getByRole('list', { name: words.twoFactor.recoveryCodes }).getByRole('listitem')).toHaveCount(10);
  await third.getByRole('button', { name: words.twoFactor.kept }).click();

  await third.getByRole('button', { name: words.twoFactor.switchOff }).click();
  await third.getByLabel(words.twoFactor.password, { exact: true }).fill(STAFF_PASSWORD);
  await third.getByRole('button', { name: words.twoFactor.switchOff }).click();
  await expect(third.getByRole('button', { name: words.twoFactor.setUp })).toBeVisible();
  await signInStaff(await person(), words);
});

test('an admin asks it of everybody, and a counselor is led to set it up', async ({ person, words }) => {
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/settings/sign-in');
  const require = admin.getByRole('switch', { name: words.twoFactor.require });
  await expect(require).not.toBeChecked();
  await check(admin, 'settings-sign-in');
  await require.click();
  await expect(admin.getByRole('alert')).toContainText(words.twoFactor.ownFirst);
  await expect(require).not.toBeChecked();

  await admin.goto('/sessions');
  await admin.getByRole('button', { name: words.twoFactor.setUp }).click();
  await setUp(admin, words, 'two-factor-admin');
  await admin.goto('/settings/sign-in');
  await require.click();
  await expect(admin.getByText(words.twoFactor.saved)).toBeVisible();
  await expect(require).toBeChecked();

  const page = await person();
  await page.goto('/login?next=/members');
  await fillStaffSignIn(page, words, COUNSELOR);
  const due = page.getByRole('heading', { name: words.twoFactor.due, level: 1 });
  await expect(due).toBeVisible();
  await page.goto('/members');
  await expect(due).toBeVisible();
  await check(page, 'two-factor-due');
  await setUp(page, words, 'two-factor-due');
  await page.goto('/members');
  await expect(page.getByRole('heading', { name: words.members.title, level: 1 })).toBeVisible();
  await page.goto('/sessions');
  await expect(page.getByText(words.twoFactor.left(10))).toBeVisible();
  await expect(page.getByRole('button', { name: words.twoFactor.switchOff })).toHaveCount(0);
});
