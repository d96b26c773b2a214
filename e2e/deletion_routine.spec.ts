// When what was deleted is really erased: said before it is saved.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { ADMIN, COUNSELOR, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('an admin sees what a shorter period would erase, and saves it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/deletion-routine');
  await expect(page.getByRole('heading', { name: words.deletion.title, level: 2 })).toBeVisible();
  await expect(page.getByText(words.deletion.nothing)).toBeVisible();
  await expect(page.getByText(words.deletion.nothingErased)).toBeVisible();
  const days = page.getByLabel(words.deletion.days);
  await days.fill('5');
  // Herbstwind was deleted six days ago.
  await expect(page.getByText(words.deletion.oneClient)).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'deletion-routine');
  await days.fill('0');
  await page.getByRole('button', { name: words.deletion.save, exact: true }).click();
  await expect(days).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await days.fill('5');
  await page.getByRole('button', { name: words.deletion.save, exact: true }).click();
  await expect(page.getByText(words.deletion.saved)).toBeVisible();
  // For how long something is kept while its client stays is asked for below.
  const documents = page.getByLabel(words.deletion.keptDocuments);
  await documents.fill('361');
  await page.getByRole('button', { name: words.deletion.save, exact: true }).click();
  await expect(documents).toHaveAttribute('aria-invalid', 'true');
  await documents.fill('120');
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await page.getByRole('button', { name: words.deletion.save, exact: true }).click();
  await saved;
  await page.reload();
  await expect(documents).toHaveValue('120');
  await expect(days).toHaveValue('5');
});

test('an admin puts a client under a legal hold, and ends it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/members?whose=all');
  await page.getByRole('link', { name: 'Seestern', exact: true }).click();
  const menu = page.getByRole('button', { name: words.members.more, exact: true });
  await menu.click();
  await page.getByRole('menuitem', { name: words.deletion.hold }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await keepScreenshot(page, 'legal-hold');
  await dialog.getByLabel(words.deletion.holdReason, { exact: true }).fill('Verfahren 12');
  await dialog.getByRole('button', { name: words.deletion.hold }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(words.deletion.held)).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'legal-hold-client');
  const client = page.url();
  await page.goto('/settings/deletion-routine');
  await expect(page.getByText(words.deletion.oneHeld)).toBeVisible();
  await page.goto(client);
  await menu.click();
  await page.getByRole('menuitem', { name: words.deletion.endHold }).click();
  await dialog.getByRole('button', { name: words.deletion.endHold }).click();
  await expect(page.getByText(words.deletion.holdEnded)).toBeVisible();
  await expect(page.getByText(words.deletion.held)).toBeHidden();
});

test('counselors do not find it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await page.goto('/settings/deletion-routine');
  await expect(page.getByRole('heading', { name: words.noSuchPage, level: 1 })).toBeVisible();
});
