// The settings of a facility: for admins, and for nobody else.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { ADMIN, fillStaffSignIn, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('only admins find the settings', async ({ person, words }) => {
  const counselor = await person();
  await signInStaff(counselor, words);
  await counselor.getByRole('button', { name: words.menu, exact: true }).click();
  await expect(counselor.getByRole('menuitem', { name: words.signOut })).toBeVisible();
  await expect(counselor.getByRole('menuitem', { name: words.settings.title })).toHaveCount(0);
  for (const part of ['api-tokens', 'audit', 'outgoing-mails', 'access']) {
    await counselor.goto(`/settings/${part}`);
    await expect(counselor.getByRole('heading', { name: words.noSuchPage, level: 1 })).toBeVisible();
  }

  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.getByRole('button', { name: words.menu, exact: true }).click();
  await admin.getByRole('menuitem', { name: words.settings.title }).click();
  await admin.getByRole('main').getByRole('link', { name: words.tokens.title, exact: true }).first().click();
  await expect(admin.getByRole('heading', { name: words.tokens.title, level: 2 })).toBeVisible();
});

test('an API token is shown once, works, and is revoked', async ({ person, words, server }) => {
  const page = await person();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/api-tokens');
  await page.getByRole('button', { name: words.tokens.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.tokens.name, { exact: true }).fill('Jahresstatistik');
  await dialog.getByRole('button', { name: words.tokens.create }).click();
  await expect(dialog.getByText(words.tokens.scopesMissing)).toBeVisible();
  await dialog.getByLabel(words.tokens.scope).check();
  await dialog.getByRole('button', { name: words.tokens.create }).click();
  await expect(dialog.getByText(words.tokens.once)).toBeVisible();
  const field = dialog.getByLabel(words.tokens.token, { exact: true });
  await expect(field).toBeFocused();
  const token = await field.inputValue();
  expect(token).toMatch(/^beistand_/);
  await expectAccessible(page);
  await keepScreenshot(page, 'api-token-created');
  await dialog.getByRole('button', { name: words.tokens.copy }).click();
  await expect(page.getByText(words.tokens.copied)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  await dialog.getByRole('button', { name: words.tokens.done }).click();
  await expect(dialog).toBeHidden();
  expect(await page.content()).not.toContain(token);

  const call = () => fetch(`${server.url}/api/v1/clients`, { headers: { authorization: `Bearer ${token}` } });
  expect((await call()).status).toBe(200);
  const row = page.getByRole('row').filter({ hasText: 'Jahresstatistik' });
  await keepScreenshot(page, 'api-tokens');
  await row.getByRole('button').click();
  await expectAccessible(page);
  await keepScreenshot(page, 'api-token-revoke');
  await dialog.getByRole('button', { name: words.tokens.revoke('Jahresstatistik') }).click();
  await expect(row.getByText(words.tokens.revoked, { exact: true })).toBeVisible();
  expect((await call()).status).toBe(401);
});

test('the audit log tells of a refused sign-in, is filtered, and can be taken along', async ({ person, words }) => {
  const stranger = await person();
  await stranger.goto('/login');
  await fillStaffSignIn(stranger, words, { name: 'm.brandt', password: 'a wrong password' });
  await expect(stranger.getByRole('alert')).toContainText(words.wrongCredentials);

  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/audit');
  await expect(page.getByText(words.audit.intact)).toBeVisible();
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows.filter({ hasText: words.audit.signIn }).first()).toBeVisible();
  await page.getByLabel(words.audit.action, { exact: true }).selectOption({ label: words.audit.refused });
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText(words.audit.refused);
  expect(page.url()).toContain('action=refuse_sign_in');

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: words.audit.export }).click();
  const lines = await (await saved).createReadStream();
  let csv = '';
  for await (const part of lines) csv += part;
  expect(csv).toContain('refuse_sign_in');
  expect(csv).not.toContain('sign_in_counselor');

  await page.getByLabel(words.audit.from, { exact: true }).fill('2099-01-01');
  await expect(page.getByText(words.audit.empty, { exact: true })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: words.audit.clear }).first().click();
  await page.getByLabel(words.audit.person, { exact: true }).selectOption({ label: ADMIN.displayName });
  await expect(rows.first()).toContainText(ADMIN.displayName);
  await expect(rows.filter({ hasText: words.audit.refused })).toHaveCount(0);
});

test('the access table shows every level of openness', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/access');
  await expect(page.getByText(words.access.holds)).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: words.access.answer });
  await page.getByLabel(words.access.fullyOpen, { exact: true }).check();
  await expect(page.getByText(words.access.doesNotHold)).toBeVisible();
  await expect(row.getByRole('cell').nth(2)).not.toContainText(words.access.only);
  await page.getByLabel(words.access.stronglyRestricted, { exact: true }).check();
  await expect(row.getByRole('cell').nth(2)).toContainText(words.access.only);
});
