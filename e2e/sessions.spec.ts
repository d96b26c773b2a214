// Where one is signed in, and signing out there.

import { PORTAL, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

async function openFromMenu(page: Person, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: words.sessions.title }).click();
  await expect(page.getByRole('heading', { name: words.sessions.title, level: 1 })).toBeVisible();
}

test('staff see their devices and sign one of them out', async ({ person, words }) => {
  const lost = await person();
  await signInStaff(lost, words);
  const page = await person();
  await signInStaff(page, words);
  await openFromMenu(page, words);
  const devices = page.getByRole('list', { name: words.sessions.list }).getByRole('listitem');
  await expect(devices).toHaveCount(2);
  await expect(devices.filter({ hasText: words.sessions.this })).toHaveCount(1);
  await devices.getByRole('button', { name: words.sessions.end }).click();
  await expect(devices).toHaveCount(1);
  await page.reload();
  await expect(devices).toHaveCount(1);

  await lost.goto('/members');
  await expect(lost.getByRole('heading', { name: words.signIn, level: 1 })).toBeVisible();
});

test('a client signs all other devices out', async ({ person, words }) => {
  const [first, second, page] = [await person(), await person(), await person()];
  for (const one of [first, second, page]) await signInClient(one, words);
  await page.goto(`${PORTAL}/my-data`);
  const devices = page.getByRole('list', { name: words.sessions.list }).getByRole('listitem');
  await expect(devices).toHaveCount(3);
  await page.getByRole('button', { name: words.sessions.endOthers }).click();
  await expect(devices).toHaveCount(1);
  for (const one of [first, second]) {
    await one.goto(`${PORTAL}/requests`);
    await expect(one.getByRole('heading', { name: words.signIn, level: 1 })).toBeVisible();
  }
  await page.goto(`${PORTAL}/requests`);
  await expect(page.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
});
