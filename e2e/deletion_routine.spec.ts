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
  await page.reload();
  await expect(days).toHaveValue('5');
});

test('counselors do not find it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await page.goto('/settings/deletion-routine');
  await expect(page.getByRole('heading', { name: words.noSuchPage, level: 1 })).toBeVisible();
});
