// Pages are fetched when they are first visited.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { expectNoReload, markDocument, PORTAL, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const PEOPLE = '**/staff-people-*.wasm';

async function goToMembers(page: Person, words: Words): Promise<void> {
  const link = page.getByRole('navigation', { name: words.navigation.name }).getByRole('link', { name: words.navigation.members });
  await link.click();
  await expect(page).toHaveURL(/\/members$/);
}

async function expectMembers(page: Person, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { name: words.members.title, level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveTitle(words.navigation.members);
}

test('while a page is fetched, its place is held', async ({ person, words }) => {
  const page = await person();
  let arrive = () => {};
  const arrived = new Promise<void>((done) => (arrive = done));
  await page.route(PEOPLE, async (route) => {
    await arrived;
    await route.continue();
  });
  await signInStaff(page, words);
  await markDocument(page);
  await goToMembers(page, words);
  await expect(page.getByRole('main').locator('.skeleton')).toBeVisible();
  arrive();
  await expectMembers(page, words);
  await expectNoReload(page);
});

test('a page that does not come says so, and comes when it is asked for again', async ({ person, words }) => {
  const page = await person();
  await page.route(PEOPLE, (route) => route.abort());
  await signInStaff(page, words);
  await markDocument(page);
  await goToMembers(page, words);
  await expect(page.getByRole('heading', { name: words.notPossible, level: 1 })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(words.pageMissing);
  await expectAccessible(page);
  await keepScreenshot(page, 'page-missing');
  // Still nothing; the rest of the app goes on.
  await page.getByRole('button', { name: words.retry }).click();
  await expect(page.getByRole('alert')).toContainText(words.pageMissing);
  await page.getByRole('navigation', { name: words.navigation.name }).getByRole('link', { name: words.navigation.mail }).click();
  await expect(page.getByRole('heading', { name: words.mail.title, level: 1 })).toBeVisible();

  await goToMembers(page, words);
  await expect(page.getByRole('alert')).toContainText(words.pageMissing);
  await page.unroute(PEOPLE);
  await page.getByRole('button', { name: words.retry }).click();
  await expectMembers(page, words);
  await expectNoReload(page);
});

test('where the server has a newer version, asking again loads that', async ({ person, words }) => {
  const page = await person();
  await page.route(PEOPLE, (route) => route.fulfill({ status: 404 }));
  await signInStaff(page, words);
  await markDocument(page);
  await goToMembers(page, words);
  await expect(page.getByRole('alert')).toContainText(words.pageMissing);
  await page.unroute(PEOPLE);
  await page.getByRole('button', { name: words.retry }).click();
  await expectMembers(page, words);
  expect(await page.evaluate(() => document.documentElement.dataset.marked)).toBeUndefined();
});

test('the portal has its first page at once and the others when they are asked for', async ({ person, words }) => {
  const page = await person();
  await page.route('**/portal-*-*.wasm', (route) => route.abort());
  await page.goto(PORTAL);
  await expect(page.getByRole('heading', { name: words.landing.title, level: 1 })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: words.landing.write }).first().click();
  await expect(page.getByRole('heading', { name: words.notPossible, level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/portal-*-*.wasm');
  await page.getByRole('button', { name: words.retry }).click();
  await expect(page.getByRole('heading', { name: words.write.title, level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
});
