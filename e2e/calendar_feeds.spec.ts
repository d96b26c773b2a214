// One's calendar as an address: made, shown once, replaced and made void.

import { asStaff } from './support/api.ts';
import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { COUNSELOR, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

async function openFeed(page: Person, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.bookings.setUp }).click();
  await page.getByRole('menuitem', { name: words.feed.open }).click();
}

test('a counselor subscribes to the calendar, replaces the address and revokes it', async ({ person, words, server }) => {
  const { feed } = words;
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  // At an hour at which nothing stands in the demo's calendar.
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await asStaff(office, COUNSELOR, 'POST', '/blockers', { title: 'Fachtag', starts_at: `${day}T01:00:00Z`, ends_at: `${day}T02:00:00Z` });
  await signInStaff(page, words);
  await page.goto('/bookings');
  await openFeed(page, words);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: feed.busy })).toBeChecked();
  await dialog.getByRole('radio', { name: feed.pseudonyms }).check();
  await expectAccessible(page);
  await keepScreenshot(page, 'calendar-feed');
  await dialog.getByRole('button', { name: feed.create }).click();
  await expect(dialog.getByText(feed.once)).toBeVisible();
  const field = dialog.getByLabel(feed.address);
  await expect(field).toBeFocused();
  const first = await field.inputValue();
  const read = async (address: string) => {
    const answer = await fetch(address);
    return { status: answer.status, text: await answer.text() };
  };
  expect((await read(first)).text).toContain('SUMMARY:Fachtag');
  await expectAccessible(page);
  await keepScreenshot(page, 'calendar-feed-created');
  await dialog.getByRole('button', { name: feed.copy }).click();
  await expect(page.getByText(feed.copied)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first);
  await dialog.getByRole('button', { name: feed.done }).click();
  await expect(dialog).toBeHidden();

  // It is not shown again.
  await openFeed(page, words);
  await expect(dialog.getByText(feed.there)).toBeVisible();
  expect(await page.content()).not.toContain(first);
  await expect(dialog.getByRole('radio', { name: feed.pseudonyms })).toBeChecked();
  await dialog.getByRole('radio', { name: feed.busy }).check();
  await dialog.getByRole('button', { name: feed.renew }).click();
  await expect(dialog.getByText(feed.voids)).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'calendar-feed-renew');
  await dialog.getByRole('button', { name: feed.replace }).click();
  const second = await field.inputValue();
  expect(second).not.toBe(first);
  expect((await read(first)).status).toBe(404);
  const now = await read(second);
  expect(now.status).toBe(200);
  expect(now.text).not.toContain('Fachtag');
  await dialog.getByRole('button', { name: feed.done }).click();

  await openFeed(page, words);
  await dialog.getByRole('button', { name: feed.revoke, exact: true }).click();
  // Whoever thinks better of it has lost nothing.
  await dialog.getByRole('button', { name: words.cancel }).click();
  await expect(dialog.getByText(feed.voids)).toHaveCount(0);
  expect((await read(second)).status).toBe(200);
  await dialog.getByRole('button', { name: feed.revoke, exact: true }).click();
  await dialog.getByRole('button', { name: feed.revokeVerb }).click();
  await expect(page.getByText(feed.revoked)).toBeVisible();
  expect((await read(second)).status).toBe(404);
  await openFeed(page, words);
  await expect(dialog.getByRole('button', { name: feed.create })).toBeVisible();
});
