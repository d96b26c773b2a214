// The facility's clients, as staff see them.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { ADMIN, COUNSELOR, PORTAL, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const NEW_CLIENT = { pseudonym: 'Kranich_7', password: 'weit-fliegt-der-vogel', email: 'kranich@mail.example' };

async function openMembers(page: Person, words: Words): Promise<void> {
  await page.goto('/members');
  await expect(page.getByRole('heading', { name: words.members.title, level: 1 })).toBeVisible();
}

test('the table lists clients and finds one by name', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openMembers(page, words);
  const row = page.getByRole('row').filter({ hasText: 'Seestern' });
  await expect(row).toContainText(/K-\d+/);
  await page.getByRole('searchbox', { name: words.members.search }).fill('Seest');
  await expect(page).toHaveURL(/q=Seest/);
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
  await expect(row).toBeVisible();
});

test('staff make an account for a client, who signs in with it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openMembers(page, words);
  await page.getByRole('button', { name: words.members.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.members.pseudonym).fill(NEW_CLIENT.pseudonym);
  await dialog.getByLabel(words.members.password, { exact: true }).fill(NEW_CLIENT.password);
  await dialog.getByLabel(words.members.email).fill(NEW_CLIENT.email);
  await expectAccessible(page);
  await keepScreenshot(page, 'members-create');
  await dialog.getByRole('button', { name: words.members.submit }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: NEW_CLIENT.pseudonym })).toContainText(NEW_CLIENT.email);

  const client = await person();
  await client.goto(`${PORTAL}/sign-in`);
  await client.getByLabel(words.clientSignIn.name).fill(NEW_CLIENT.email);
  await client.getByLabel(words.clientSignIn.password, { exact: true }).fill(NEW_CLIENT.password);
  await client.getByRole('main').getByRole('button', { name: words.signIn, exact: true }).click();
  await expect(client.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
});

test('a taken pseudonym is said at the field, and what was typed stays', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openMembers(page, words);
  await page.getByRole('button', { name: words.members.create }).click();
  const dialog = page.getByRole('dialog');
  const pseudonym = dialog.getByLabel(words.members.pseudonym);
  await pseudonym.fill('seestern');
  await dialog.getByLabel(words.members.password, { exact: true }).fill(NEW_CLIENT.password);
  await dialog.getByRole('button', { name: words.members.submit }).click();
  await expect(dialog.getByText(words.pseudonymTaken).first()).toBeVisible();
  await expect(pseudonym).toHaveAttribute('aria-invalid', 'true');
  await expect(pseudonym).toHaveValue('seestern');
  await expect(dialog.getByLabel(words.members.password, { exact: true })).toHaveValue(NEW_CLIENT.password);
  await expectAccessible(page);

  await pseudonym.fill(NEW_CLIENT.pseudonym);
  await dialog.getByRole('button', { name: words.members.submit }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: NEW_CLIENT.pseudonym })).toBeVisible();
});

test('Escape closes the dialog and gives the focus back', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openMembers(page, words);
  const create = page.getByRole('button', { name: words.members.create });
  await create.click();
  await expect(page.getByRole('dialog').getByLabel(words.members.pseudonym)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(create).toBeFocused();
});

test('admins see how to reach a client, counselors do not', async ({ person, words }) => {
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await openMembers(admin, words);
  await expect(admin.getByRole('row').filter({ hasText: 'Seestern' })).toContainText('@');

  const counselor = await person();
  const answers: string[] = [];
  counselor.on('response', async (response) => {
    if (response.url().includes('/api/v1/clients')) answers.push(await response.text().catch(() => ''));
  });
  await signInStaff(counselor, words, COUNSELOR);
  await openMembers(counselor, words);
  await expect(counselor.getByRole('row').filter({ hasText: 'Seestern' })).toBeVisible();
  await expect(counselor.getByRole('main')).not.toContainText('@');
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.join()).not.toContain('@');
});
