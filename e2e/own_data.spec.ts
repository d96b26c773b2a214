// What clients do with their own data: keeping a code, changing, taking along and deleting.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, PORTAL, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

async function check(page: Person, name: string): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, name);
}

const WHO = { name: 'Libelle', password: 'ein Boot am Teich' };
const NEW = 'ein anderes Boot am Teich';

test('a client keeps a recovery code, and gets in with it without the password', async ({ person, words }) => {
  const [page, later] = [await person(), await person()];
  const t = words.ownData;
  await page.goto(`${PORTAL}/register`);
  await page.getByLabel(words.register.pseudonym).fill(WHO.name);
  await page.getByLabel(words.register.password, { exact: true }).fill(WHO.password);
  await page.getByRole('button', { name: words.booking.createAccess }).click();
  await expect(page.getByRole('heading', { name: t.codeTitle, level: 1 })).toBeVisible();
  const code = await page.getByLabel(t.code, { exact: true }).inputValue();
  expect(code).toMatch(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/);
  await check(page, 'portal-recovery-code');
  await page.getByRole('button', { name: t.goOn, exact: true }).click();
  await expect(page.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();

  // It is shown once: going back shows nothing of it.
  await page.goto(`${PORTAL}/recovery-code`);
  await expect(page.getByRole('heading', { name: t.title, level: 1 })).toBeVisible();

  await later.goto(`${PORTAL}/forgot`);
  await later.getByRole('link', { name: t.withCode }).click();
  await expect(later.getByRole('heading', { name: t.recover, level: 1 })).toBeVisible();
  await later.getByLabel(words.clientSignIn.name).fill(WHO.name);
  await later.getByLabel(t.code, { exact: true }).fill(code.slice(0, 28));
  await later.getByLabel(words.passwords.new, { exact: true }).fill(NEW);
  await later.getByRole('button', { name: words.passwords.save }).click();
  await expect(later.getByText(t.codeWrong).first()).toBeVisible();
  await check(later, 'portal-recover');
  await later.getByLabel(t.code, { exact: true }).fill(code.toLowerCase());
  await later.getByRole('button', { name: words.passwords.save }).click();
  await expect(later.getByRole('heading', { name: t.codeTitle, level: 1 })).toBeVisible();
  expect(await later.getByLabel(t.code, { exact: true }).inputValue()).not.toBe(code);
  await later.getByRole('button', { name: t.goOn, exact: true }).click();
  await expect(later.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
  // The other browser is signed out.
  await page.goto(`${PORTAL}/requests`);
  await expect(page.getByRole('heading', { name: words.signIn, level: 1 })).toBeVisible();
});

test('a client changes their name, takes their data along and deletes their access', async ({ person, words }) => {
  const [page, admin] = [await person(), await person()];
  const t = words.ownData;
  await page.goto(`${PORTAL}/register`);
  await page.getByLabel(words.register.pseudonym).fill(WHO.name);
  await page.getByLabel(words.register.password, { exact: true }).fill(WHO.password);
  await page.getByRole('button', { name: words.booking.createAccess }).click();
  await page.getByRole('button', { name: t.goOn, exact: true }).click();
  await page.goto(`${PORTAL}/my-data`);
  await page.getByRole('button', { name: t.change }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t.pseudonym, { exact: true }).fill('Eisvogel');
  await dialog.getByLabel(t.email).fill('eisvogel@mail.example');
  await dialog.getByLabel(t.ownPassword, { exact: true }).fill('nicht dieses');
  await dialog.getByRole('button', { name: words.save, exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText(words.passwords.wrong);
  await check(page, 'portal-my-data-change');
  await dialog.getByLabel(t.ownPassword, { exact: true }).fill(WHO.password);
  await dialog.getByRole('button', { name: words.save, exact: true }).click();
  await expect(page.getByText(t.saved)).toBeVisible();
  await expect(page.getByText('eisvogel@mail.example')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: t.download }).click();
  expect((await download).suggestedFilename()).toBe('beratung.zip');

  await page.getByRole('button', { name: t.delete, exact: true }).click();
  await dialog.getByLabel(t.ownPassword, { exact: true }).fill(WHO.password);
  await check(page, 'portal-my-data-delete');
  await dialog.getByRole('button', { name: t.deleteNow }).click();
  await expect(page.getByText(t.deleted)).toBeVisible();
  await page.goto(`${PORTAL}/requests`);
  await expect(page.getByRole('heading', { name: words.signIn, level: 1 })).toBeVisible();

  await signInStaff(admin, words, ADMIN);
  await admin.goto('/members?whose=all');
  await admin.getByRole('searchbox', { name: words.members.search }).fill('Eisvogel');
  await admin.getByRole('link', { name: 'Eisvogel', exact: true }).click();
  await expect(admin.getByText(t.deletedByClient)).toBeVisible();
});
