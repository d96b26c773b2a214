// One-way notices to a client: by which way they go is said before they are sent.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, CLIENT, COUNSELOR, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const SUBJECT = 'Neuer Raum';
const TEXT = 'Ab Montag finden Sie uns\nim ersten Stock.';

async function openMessages(page: Person, words: Words): Promise<void> {
  await page.goto('/members?q=Seestern&whose=all');
  await page.getByRole('link', { name: 'Seestern', exact: true }).click();
  await page.getByRole('button', { name: words.watchlist.more }).click();
  await page.getByRole('menuitem', { name: words.messages.title }).click();
  await expect(page.getByRole('heading', { name: words.messages.title, level: 1 })).toBeVisible();
}

test('an admin is told the way, sends, and the client reads it in the portal', async ({ person, words, server }) => {
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await openMessages(admin, words);
  await expect(admin.getByText(words.messages.byEmail)).toBeVisible();
  await expect(admin.getByText(words.messages.confidential)).toBeVisible();
  await admin.getByRole('button', { name: words.messages.send, exact: true }).click();
  await expect(admin.getByText(words.fillIn).first()).toBeVisible();
  await admin.getByLabel(words.messages.subject, { exact: true }).fill(SUBJECT);
  await admin.getByLabel(words.messages.text, { exact: true }).fill(TEXT);
  await admin.getByRole('button', { name: words.messages.send, exact: true }).click();
  await expect(admin.getByRole('heading', { name: SUBJECT, level: 3 })).toBeVisible();
  await expect(admin.getByLabel(words.messages.subject, { exact: true })).toHaveValue('');
  await expectAccessible(admin);
  await expectNoSidewaysScrolling(admin);
  await keepScreenshot(admin, 'direct-messages');

  // What went out says only that something is there.
  await expect
    .poll(async () => (await admin.request.get(`${server.url}/demo/mails`)).text())
    .toContain('/p/lahntal/messages');
  expect(await (await admin.request.get(`${server.url}/demo/mails`)).text()).not.toContain(SUBJECT);
  await admin.reload();
  await expect(admin.getByText(words.messages.sent).first()).toBeVisible();

  const client = await person();
  await signInClient(client, words, CLIENT);
  await client.getByRole('link', { name: words.messages.portalTitle }).click();
  await expect(client.getByRole('heading', { name: words.messages.portalTitle, level: 1 })).toBeVisible();
  await expect(client.getByText('im ersten Stock.')).toBeVisible();
  await expectAccessible(client);
  await expectNoSidewaysScrolling(client);
  await keepScreenshot(client, 'portal-messages');
  await admin.reload();
  await expect(admin.getByText(words.messages.read)).toBeVisible();
});

test('the facility chooses, and the page warns', async ({ person, words }) => {
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/settings/direct-messages');
  await admin.getByRole('radio', { name: words.messages.inFull }).check();
  await expect(admin.getByText(words.messages.open)).toBeVisible();
  await expectAccessible(admin);
  await keepScreenshot(admin, 'direct-messages-setting');
  await admin.getByRole('button', { name: words.messages.save }).click();
  await expect(admin.getByText(words.messages.saved)).toBeVisible();
  await openMessages(admin, words);
  await expect(admin.getByText(words.messages.open)).toBeVisible();
});

test('counselors have no direct messages', async ({ person, words }) => {
  const counselor = await person();
  await signInStaff(counselor, words, COUNSELOR);
  await counselor.goto('/members?q=Seestern&whose=all');
  await counselor.getByRole('link', { name: 'Seestern', exact: true }).click();
  await counselor.getByRole('button', { name: words.watchlist.more }).click();
  await expect(counselor.getByRole('menuitem', { name: words.watchlist.remember, exact: true })).toBeVisible();
  await expect(counselor.getByRole('menuitem', { name: words.messages.title })).toHaveCount(0);
});
