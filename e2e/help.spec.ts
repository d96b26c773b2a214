// The help: every page of the staff's app has answers, no link leads nowhere, and one finds what one
// looks for.

import { readFileSync, readdirSync } from 'node:fs';

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { COUNSELOR, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

const FRONTEND = new URL('../frontend/', import.meta.url);

/** The addresses of the staff's app, with `:id` for what is any. */
function routes(): string[] {
  const table = readFileSync(new URL('src/bin/staff.rs', FRONTEND), 'utf8');
  const patterns = [...table.matchAll(/^ {8}\[([^\]]*)\] =>/gm)].map(([, parts]) => parts ?? '');
  return patterns.map((parts) => `/${parts.split(', ').map((part) => (part === '' || part.startsWith('"') ? part.slice(1, -1) : ':id')).join('/')}`);
}

const answers = (language: string): string =>
  readdirSync(new URL(`help/${language}/`, FRONTEND))
    .map((file) => readFileSync(new URL(`help/${language}/${file}`, FRONTEND), 'utf8'))
    .join('\n');

const isRoute = (address: string, all: string[]): boolean =>
  all.some((route) => {
    const [wanted, parts] = [route.split('/'), address.split('/')];
    return wanted.length === parts.length && wanted.every((part, index) => part === ':id' || part === parts[index]);
  });

test('every page has help, and what the help names is there', () => {
  const all = routes();
  expect(all.length).toBeGreaterThan(40);
  for (const language of ['de', 'en']) {
    const text = answers(language);
    const named = [...text.matchAll(/^## .*\{#.* pages=([^ }]+)/gm)].flatMap(([, pages]) => pages?.split(',') ?? []);
    expect(all.filter((route) => !named.includes(route)), 'pages without help').toEqual([]);
    expect(named.filter((page) => !all.includes(page)), 'help of pages that are not there').toEqual([]);
    const links = [...text.matchAll(/\]\((\/[^)#?]*)/g)].map(([, address]) => address ?? '');
    expect(links.filter((address) => !isRoute(address, all)), 'links that lead nowhere').toEqual([]);
  }
});

test('a counselor finds what belongs to a page, and what they look for', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  if (test.info().project.name.startsWith('phone')) {
    await page.getByRole('button', { name: words.menu }).click();
    await page.getByRole('menuitem', { name: words.help.title }).click();
  } else {
    await page.getByRole('link', { name: words.help.ofPage }).click();
  }
  await expect(page.getByRole('heading', { name: words.help.title, level: 1 })).toBeVisible();
  const ofPage = page.getByRole('region', { name: words.help.here });
  await expect(ofPage.getByRole('group').first()).toBeVisible();
  await page.getByRole('searchbox', { name: words.help.search }).fill(words.help.word);
  await expect(ofPage).toHaveCount(0);
  const question = page.getByText(words.help.question);
  await question.click();
  await expect(page.getByText(words.help.answer)).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
  await keepScreenshot(page, 'help-found');
  await page.getByRole('searchbox', { name: words.help.search }).fill('xyzxyz');
  await expect(page.getByText(words.help.nothing)).toBeVisible();
  await page.goto('/help?answer=sign-in-fails');
  await expect(page.locator('#question-sign-in-fails')).toBeFocused();
  await expect(page.locator('details[open]')).toHaveCount(1);
  await keepScreenshot(page, 'help');
});
