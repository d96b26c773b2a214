// The search over everything: by keyboard or by the button, with what is found followed.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, CLIENT, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

const ANSWERS = '**/api/v1/search?*';

async function look(page: Person, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, { colours: true });
    await keepScreenshot(page, `${name}.${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('whatever there is can be found and gone to without leaving the keyboard', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: words.everywhere.title });
  const field = dialog.getByRole('combobox', { name: words.everywhere.title });
  await expect(field).toBeFocused();
  // Before anything is typed: where the bars lead to.
  const options = dialog.getByRole('option');
  await expect(options.first()).toBeVisible();

  await field.pressSequentially(CLIENT.name.slice(0, 3));
  const clients = dialog.getByRole('group', { name: words.everywhere.clients });
  await expect(clients.getByRole('option', { name: CLIENT.name })).toBeVisible();
  await expect(dialog.getByRole('group', { name: words.everywhere.requests })).toBeVisible();
  await expect(options.nth(0)).toHaveAttribute('aria-selected', 'true');
  await field.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id')) ?? '');
  await field.press('ArrowUp');
  await field.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(options.last()).toBeInViewport();
  await field.press('ArrowDown');
  await look(page, 'search');

  // Enter before the answer is here waits for it.
  await field.fill(CLIENT.name);
  await field.press('Enter');
  await expect(page).toHaveURL(/\/members\/[^/]+$/);
  await expect(page.getByRole('heading', { name: CLIENT.name, level: 1 })).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main')).toBeFocused();

  // Escape gives the focus back.
  const button = page.getByRole('button', { name: words.everywhere.button });
  await button.click();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('pages and answers are found, an older answer never replaces a newer one, and failing can be mended', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  const button = page.getByRole('button', { name: words.everywhere.button });
  const dialog = page.getByRole('dialog', { name: words.everywhere.title });
  const field = dialog.getByRole('combobox', { name: words.everywhere.title });
  await button.click();
  await field.fill(words.everywhere.setting);
  await dialog.getByRole('group', { name: words.everywhere.pages }).getByRole('option', { name: words.everywhere.setting }).click();
  await expect(page).toHaveURL(/\/settings\/working-time$/);
  await button.click();
  await field.fill(words.everywhere.question.slice(0, 12));
  await dialog.getByRole('option', { name: words.everywhere.question }).click();
  await expect(page).toHaveURL(/\/help\?answer=overview$/);

  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  let held = () => {};
  const isHeld = new Promise<void>((done) => (held = done));
  await page.route(ANSWERS, async (route) => {
    if (!route.request().url().endsWith('q=Kas')) return route.continue();
    held();
    await released;
    // By now nobody waits for it.
    return route.continue().catch(() => undefined);
  });
  await button.click();
  await field.fill('Kas');
  await isHeld;
  await field.fill(CLIENT.name);
  const found = dialog.getByRole('group', { name: words.everywhere.clients }).getByRole('option');
  await expect(found).toHaveText([new RegExp(CLIENT.name)]);
  release();
  await field.fill('xyzxyz');
  await expect(dialog.getByText(words.everywhere.nothing)).toBeVisible();
  await look(page, 'search-nothing');
  await page.unroute(ANSWERS);

  await page.route(ANSWERS, (route) => route.abort());
  await field.fill(CLIENT.name);
  await expect(dialog.getByRole('alert')).toBeVisible();
  await page.unroute(ANSWERS);
  await dialog.getByRole('button', { name: words.retry }).click();
  await expect(found).toHaveText([new RegExp(CLIENT.name)]);
});
