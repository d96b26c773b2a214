// The chat: a counselor and a client, the connection gone and back, a long history, groups.

import { readFile } from 'node:fs/promises';
import { asStaff, clientId, counselorId } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, CLIENT, COLLEAGUE, COUNSELOR, PORTAL, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const log = (page: Person, words: Words) => page.getByRole('log', { name: words.chats.history });

const bubble = (page: Person, words: Words, text: string) => log(page, words).locator('.bubble').filter({ hasText: text });

async function look(page: Person, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, { colours: colorScheme === 'dark' });
    await keepScreenshot(page, `${name}.${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Writes and sends by whatever this device has for it. */
async function write(page: Person, words: Words, to: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: words.chats.messageTo(to) }).fill(text);
  await page.getByRole('button', { name: words.chats.send, exact: true }).click();
}

/** Opens the conversation with somebody by the plus. */
async function openWith(page: Person, words: Words, name: string): Promise<void> {
  await page.goto('/chats');
  await page.getByRole('button', { name: words.chats.openNew }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
}

test('a counselor and a client write to each other, and see what was read', async ({ person, words }) => {
  const [office, client] = [await person(), await person()];
  const own = await counselorId(office, COUNSELOR.displayName);
  const { version } = (await asStaff(office, COUNSELOR, 'GET', `/counselors/${own}`)) as { version: number };
  await asStaff(office, COUNSELOR, 'PATCH', `/counselors/${own}`, { video_requests: true }, version);
  await signInStaff(office, words, COUNSELOR);
  await openWith(office, words, CLIENT.name);
  await look(office, 'chat-new');
  await write(office, words, CLIENT.name, 'Guten Morgen! Wie war die Nacht?');
  const mine = bubble(office, words, 'Wie war die Nacht?');
  await expect(mine).toContainText(words.chats.sent);

  await signInClient(client, words);
  await client.goto(`${PORTAL}/chats`);
  await client.getByRole('link', { name: /Miriam Brandt/ }).click();
  await expect(bubble(client, words, 'Wie war die Nacht?')).toBeVisible();
  await expect(mine).toContainText(words.chats.read);
  await write(client, words, COUNSELOR.displayName, 'Ging so. Siehe https://beratung.example/schlaf. 🙂');
  const answer = bubble(office, words, 'Ging so.');
  await expect(answer).toBeVisible();
  const link = answer.getByRole('link', { name: 'https://beratung.example/schlaf', exact: true });
  await expect(link).toHaveAttribute('rel', /noopener noreferrer/);

  // Who is there and who is writing is seen; what a counselor chooses holds at once, and what was
  // begun is still there when they can be written to again.
  const field = client.getByRole('textbox', { name: words.chats.messageTo(COUNSELOR.displayName) });
  await expect(office.locator('.chat-who p')).toContainText(words.presence.online);
  await field.fill('Ich wollte');
  await expect(log(office, words).getByText(words.presence.writes(CLIENT.name))).toBeVisible();
  await keepScreenshot(office, 'chat-typing');
  const status = office.getByRole('button', { name: words.presence.change });
  await status.click();
  await keepScreenshot(office, 'presence-menu');
  await office.getByRole('menuitemradio', { name: words.presence.unavailable }).click();
  await expect(status).toHaveAccessibleName(words.presence.unavailable);
  await expect(client.getByText(words.presence.unreachable(COUNSELOR.displayName))).toBeVisible();
  await expect(field).toBeHidden();
  await look(client, 'portal-chat-unreachable');
  await status.press('Enter');
  await office.getByRole('menuitemradio', { name: words.presence.online }).first().press('Enter');
  await expect(field).toHaveValue('Ich wollte');
  await field.fill('');

  // Who is asked for video may be: the question is the client's to send.
  await client.getByRole('button', { name: words.chats.askForVideo }).press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(words.chats.videoQuestion);
  await client.getByRole('button', { name: words.chats.send, exact: true }).click();
  await expect(bubble(office, words, words.chats.videoQuestion)).toBeVisible();

  // Elsewhere one is told how many wait, on each device.
  await office.goto('/mail');
  const device = await person();
  await signInStaff(device, words, COUNSELOR);
  const navOf = (page: Person) => page.getByRole('navigation', { name: words.navigation.name }).getByRole('link', { name: words.chats.nav });
  const nav = navOf(office);
  await expect(nav).not.toContainText('1');
  await write(client, words, COUNSELOR.displayName, 'Sind Sie noch da?');
  await expect(nav).toContainText('1');
  await expect(navOf(device)).toContainText('1');
  await nav.click();
  await office.getByRole('link', { name: new RegExp(CLIENT.name) }).click();
  await expect(log(office, words).getByText(words.chats.new, { exact: true })).toBeVisible();
  await expect(nav).not.toContainText('1');
  // What is read on one is read on the other.
  await expect(navOf(device)).not.toContainText('1');

  // Changed within five minutes, and deleted with a trace.
  await write(office, words, CLIENT.name, 'Ja, bis el.');
  const slip = bubble(office, words, 'Ja, bis el.');
  await slip.hover();
  await slip.getByRole('button', { name: words.chats.actions }).click();
  await office.getByRole('menuitem', { name: words.chats.edit }).click();
  await office.getByRole('textbox', { name: words.chats.editLabel }).fill('Ja, bis elf.');
  await office.getByRole('button', { name: words.save, exact: true }).click();
  await expect(bubble(client, words, 'Ja, bis elf.')).toContainText(words.chats.edited);
  await look(client, 'portal-chat');
  const fixed = bubble(office, words, 'Ja, bis elf.');
  await fixed.hover();
  await fixed.getByRole('button', { name: words.chats.actions }).click();
  await office.getByRole('menuitem', { name: words.chats.delete }).click();
  await office.getByRole('dialog').getByRole('button', { name: words.chats.delete, exact: true }).click();
  for (const page of [office, client]) {
    await expect(bubble(page, words, words.chats.deleted)).toBeVisible();
    await expect(bubble(page, words, 'Ja, bis elf.')).toHaveCount(0);
  }
  await look(office, 'chat');
});

/** Shows what stands beside a conversation: a tab where there is room, an entry of the menu elsewhere. */
async function beside(page: Person, words: Words, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name, exact: true });
  if (await tab.isVisible()) return tab.click();
  await page.getByRole('button', { name: words.chats.groupActions }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

test('a document is sent, saved and deleted, and the conversation recorded and taken along', async ({ person, words }) => {
  const [office, client] = [await person(), await person()];
  await signInStaff(office, words, COUNSELOR);
  await openWith(office, words, CLIENT.name);
  await signInClient(client, words);
  await client.goto(`${PORTAL}/chats`);
  await client.getByRole('button', { name: /Miriam Brandt/ }).click();
  const chooser = client.waitForEvent('filechooser');
  await client.getByRole('button', { name: words.attachments.attach }).click();
  await (await chooser).setFiles({ name: 'Karte.txt', mimeType: 'text/plain', buffer: Buffer.from('Nur die erste Karte.') });
  const ready = client.getByRole('list', { name: words.attachments.title }).getByText('Karte.txt');
  await expect(ready).toBeVisible();
  await look(client, 'portal-chat-file');
  await client.getByRole('button', { name: words.chats.send, exact: true }).click();
  const sent = bubble(office, words, 'Karte.txt');
  const download = office.waitForEvent('download');
  await sent.getByRole('button', { name: /Karte\.txt/ }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe('Nur die erste Karte.');
  await write(office, words, CLIENT.name, 'Danke, das reicht.');

  await beside(office, words, words.chats.statistics);
  await look(office, 'chat-statistics');
  await office.getByRole('complementary').getByRole('link', { name: words.chats.record }).click();
  await expect(office.getByLabel(words.chats.minutes)).toHaveValue('5');
  await office.getByLabel(words.chats.subject).fill('Prüfungsangst');
  await office.getByRole('button', { name: words.save, exact: true }).click();
  await expect(office.getByRole('heading', { level: 1, name: 'Prüfungsangst' })).toBeVisible();

  await openWith(office, words, CLIENT.name);
  await beside(office, words, words.chats.statistics);
  await expect(office.getByRole('complementary').getByRole('link', { name: 'Prüfungsangst' })).toBeVisible();
  await beside(office, words, words.chats.docs);
  await look(office, 'chat-docs');
  await office.getByRole('button', { name: words.chats.actionsForFile('Karte.txt') }).click();
  await office.getByRole('menuitem', { name: words.chats.delete }).click();
  await office.getByRole('dialog').getByRole('button', { name: words.chats.deleteFile }).click();
  await expect(bubble(client, words, words.chats.fileDeleted)).toBeVisible();
  await client.getByRole('button', { name: words.chats.docs }).click();
  await expect(client.getByRole('dialog').getByRole('listitem')).toHaveCount(0);

  await office.goto(office.url());
  await office.getByRole('button', { name: words.chats.groupActions }).click();
  const table = office.waitForEvent('download');
  await office.getByRole('menuitem', { name: words.chats.export }).click();
  expect((await table).suggestedFilename()).toBe(`Chat ${CLIENT.name}.csv`);
});

test('what is written without a connection waits, and is there once', async ({ person, words }) => {
  const [office, client] = [await person(), await person()];
  await signInStaff(office, words, COUNSELOR);
  await openWith(office, words, CLIENT.name);
  await signInClient(client, words);
  await client.goto(`${PORTAL}/chats`);
  await client.getByRole('button', { name: /Miriam Brandt/ }).click();
  await expect(log(client, words)).toBeVisible();
  const field = client.getByRole('textbox');

  // On a phone the keyboard takes half of the window: where one writes stays in sight, and what was said last.
  const size = client.viewportSize();
  await client.setViewportSize({ width: 360, height: 330 });
  await field.focus();
  await write(client, words, COUNSELOR.displayName, 'Null');
  await expect(log(client, words).getByText('Null')).toBeInViewport({ ratio: 1 });
  await expect(field).toBeInViewport({ ratio: 1 });
  await expect(client.getByRole('button', { name: words.chats.send, exact: true })).toBeInViewport({ ratio: 1 });
  await expect(field).toBeFocused();
  await expectNoSidewaysScrolling(client);
  await keepScreenshot(client, 'portal-chat-keyboard');
  await field.fill('Angefangen');
  await client.reload();
  await expect(field).toHaveValue('Angefangen');
  await field.fill('');
  if (size) await client.setViewportSize(size);

  await client.context().setOffline(true);
  for (const text of ['Eins', 'Zwei', 'Drei']) await write(client, words, COUNSELOR.displayName, text);
  const waiting = log(client, words).locator('.bubble[data-state=queued]');
  await expect(waiting).toHaveCount(3);
  await keepScreenshot(client, 'portal-chat-offline');
  // What was begun is there again after another page.
  await field.fill('Vier');
  await client.goBack();
  await expect(log(client, words)).toHaveCount(0);
  await client.context().setOffline(false);
  const sent = log(office, words).locator('.bubble');
  await expect(sent.filter({ hasText: /Eins|Zwei|Drei/ })).toHaveCount(3);
  await expect(sent.locator('.bubble-text')).toHaveText(['Null', 'Eins', 'Zwei', 'Drei']);
  await client.goto(`${PORTAL}/chats`);
  await client.getByRole('link', { name: /Miriam Brandt/ }).click();
  await expect(log(client, words).locator('.bubble-text')).toHaveText(['Null', 'Eins', 'Zwei', 'Drei']);
  await expect(field).toHaveValue('Vier');
});

test('a long history is read from its end, and nothing jumps', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  const client = await clientId(page, CLIENT.name);
  const { id } = (await asStaff(page, COUNSELOR, 'POST', '/chats', { with: { client } })) as { id: string };
  for (let n = 1; n <= 130; n += 1) {
    await asStaff(page, COUNSELOR, 'PUT', `/chats/${id}/messages/${crypto.randomUUID()}`, { text: `Nachricht ${n}.` });
  }
  await page.goto(`/chats?chat=${id}`);
  await expect(bubble(page, words, 'Nachricht 130.')).toBeInViewport();
  await expect(log(page, words).locator('.bubble').first()).not.toContainText('Nachricht 1.');
  // Up by the keyboard: older ones come, and what one sees stays where it is.
  await log(page, words).focus();
  const first = page.locator('.bubble').first();
  const before = await first.getAttribute('id');
  await first.scrollIntoViewIfNeeded();
  await expect(page.locator('.bubble').first()).not.toHaveAttribute('id', before ?? '');
  await expect(page.locator(`[id="${before}"]`)).toBeInViewport();
  const place = async () => (await page.locator(`[id="${before}"]`).boundingBox())?.y ?? -1;
  const there = await place();
  await asStaff(page, COUNSELOR, 'PUT', `/chats/${id}/messages/${crypto.randomUUID()}`, { text: 'Nachricht 131.' });
  await expect(page.locator('.bubble-text', { hasText: 'Nachricht 131.' })).toHaveCount(1);
  expect(Math.abs((await place()) - there)).toBeLessThanOrEqual(2);
  await page.getByRole('button', { name: words.chats.toNewest }).click();
  await expect(bubble(page, words, 'Nachricht 131.')).toBeInViewport();
});

test('a group chat: its creator stays, clients see its name and not what it is for', async ({ person, words }) => {
  const [office, client, colleague] = [await person(), await person(), await person()];
  await signInStaff(office, words, ADMIN);
  await office.goto('/chats?with=groups');
  await office.getByRole('button', { name: words.chats.openNew }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByRole('button', { name: words.chats.createGroup }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel(words.chats.groupName).fill('Montagsgruppe');
  await dialog.getByLabel(words.chats.groupDescription).fill('Nach dem Kurs, nur fürs Team');
  await look(office, 'chat-new-group');
  await dialog.getByRole('button', { name: words.chats.createGroup }).click();
  await expect(office.getByRole('heading', { name: 'Montagsgruppe', level: 2 })).toBeVisible();

  await office.getByRole('button', { name: words.chats.groupActions }).click();
  await office.getByRole('menuitem', { name: words.chats.groupMembers }).click();
  const members = dialog.getByRole('list', { name: words.chats.groupMembers }).getByRole('listitem');
  await expect(members).toHaveCount(1);
  await expect(members.getByRole('button')).toHaveCount(0);
  for (const [button, name] of [
    [words.chats.clients, CLIENT.name],
    [words.chats.colleagues, COLLEAGUE.displayName],
  ] as const) {
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.getByRole('searchbox').fill(name);
    await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(members.filter({ hasText: name })).toBeVisible();
    await dialog.getByRole('button', { name: button, exact: true }).click();
  }
  await look(office, 'chat-members');
  await office.keyboard.press('Escape');
  await write(office, words, 'Montagsgruppe', 'Willkommen in der Gruppe');

  await signInClient(client, words);
  await client.goto(`${PORTAL}/chats`);
  await client.getByRole('link', { name: /Montagsgruppe/ }).click();
  await expect(bubble(client, words, 'Willkommen in der Gruppe')).toContainText(ADMIN.displayName);
  await expect(client.getByText('nur fürs Team')).toHaveCount(0);
  await signInStaff(colleague, words, COLLEAGUE);
  await colleague.goto('/chats?with=groups');
  await expect(colleague.getByRole('link', { name: /Montagsgruppe/ })).toBeVisible();

  await office.getByRole('button', { name: words.chats.groupActions }).click();
  await office.getByRole('menuitem', { name: words.chats.groupMembers }).click();
  await dialog.getByRole('button', { name: words.chats.remove(CLIENT.name) }).click();
  await expect(members).toHaveCount(2);
  await expect(client.getByRole('alert')).toContainText(words.notFound);
  await office.keyboard.press('Escape');
  await office.getByRole('button', { name: words.chats.groupActions }).click();
  await office.getByRole('menuitem', { name: words.chats.deleteGroup }).click();
  await dialog.getByRole('button', { name: words.chats.deleteGroup, exact: true }).click();
  await expect(office.getByText(words.chats.groupDeleted)).toBeVisible();
  await expect(colleague.getByRole('link', { name: /Montagsgruppe/ })).toHaveCount(0);
});
