// Groups of clients: made, filled, described, and taken apart by those who may.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const GROUP = 'Montagsgruppe';

async function makeGroup(page: Person, words: Words): Promise<void> {
  await page.goto('/members/groups');
  await page.getByRole('button', { name: words.groups.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.groups.submit, exact: true }).click();
  await expect(dialog.getByText(words.fillIn).first()).toBeVisible();
  await dialog.getByLabel(words.groups.name, { exact: true }).fill(GROUP);
  await dialog.getByLabel(words.groups.description, { exact: true }).fill('Wir sprechen über Trennung.');
  await dialog.getByRole('button', { name: words.groups.submit, exact: true }).click();
  await expect(page.getByRole('heading', { name: GROUP, level: 1 })).toBeVisible();
}

test('a counselor makes a group, fills it, describes it, and deletes it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await makeGroup(page, words);
  await expect(page.getByText(words.groups.none)).toBeVisible();
  await page.getByRole('searchbox', { name: words.groups.find }).fill('Seest');
  await page.getByRole('button', { name: words.groups.add('Seestern') }).click();
  const row = page.getByRole('row').filter({ hasText: 'Seestern' });
  await expect(row).toContainText(/K-\d+/);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'group');

  await page.getByRole('link', { name: words.groups.description }).click();
  await page.getByLabel(words.groups.description, { exact: true }).fill('Wir sprechen über Neuanfänge.');
  await page.getByRole('button', { name: words.groups.save }).click();
  await expect(page.getByText(words.groups.saved, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/members/groups');
  const listed = page.getByRole('row').filter({ hasText: GROUP });
  await expect(listed).toContainText('Neuanfänge');
  await expect(listed).toContainText(COUNSELOR.displayName);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'groups');
  await page.getByRole('searchbox').fill('gibt es nicht');
  await expect(page.getByText(words.groups.nothingFound)).toBeVisible();
  await page.getByRole('searchbox').fill('montags');
  await page.getByRole('link', { name: GROUP }).click();

  await page.getByRole('button', { name: words.groups.remove('Seestern') }).click();
  await expect(page.getByText(words.groups.none)).toBeVisible();
  await page.getByRole('button', { name: words.groups.more }).click();
  await page.getByRole('menuitem', { name: words.groups.delete }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.groups.delete }).click();
  await expect(page).toHaveURL(/\/members\/groups$/);
  await expect(page.getByRole('row').filter({ hasText: GROUP })).toHaveCount(0);
});

test("a colleague cannot delete it, an admin can", async ({ person, words }) => {
  const counselor = await person();
  await signInStaff(counselor, words, COUNSELOR);
  await makeGroup(counselor, words);
  const address = new URL(counselor.url()).pathname;

  const colleague = await person();
  await signInStaff(colleague, words, COLLEAGUE);
  await colleague.goto(address);
  await expect(colleague.getByRole('heading', { name: GROUP, level: 1 })).toBeVisible();
  await expect(colleague.getByRole('button', { name: words.groups.more })).toHaveCount(0);

  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.goto(address);
  await admin.getByRole('button', { name: words.groups.more }).click();
  await admin.getByRole('menuitem', { name: words.groups.delete }).click();
  await admin.getByRole('dialog').getByRole('button', { name: words.groups.delete }).click();
  await expect(admin).toHaveURL(/\/members\/groups$/);
});
