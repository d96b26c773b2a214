// Video calls: from an appointment, by a link, and from a conversation. The video server is not there: where its
// page would be, there is an empty one.

import type { Page } from '@playwright/test';
import { asAdmin, asStaff, clientId, setBookingRules } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, CLIENT, PORTAL, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

test.use({
  environment: {
    BEISTAND_JITSI_DOMAIN: 'meet.example',
    BEISTAND_JITSI_APP_ID: 'beistand',
    BEISTAND_JITSI_APP_SECRET: '0123456789abcdef0123456789abcdef',
  },
});

async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, { colours: colorScheme === 'dark' });
    await keepScreenshot(page, `${name}.${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The tab that a press opens. */
async function tab(page: Person, press: () => Promise<void>): Promise<Page> {
  const [opened] = await Promise.all([page.context().waitForEvent('page'), press()]);
  return opened;
}

/** Joins; what the token says of whoever did. */
async function join(page: Page, words: Words): Promise<{ moderator: boolean; user: Record<string, string> }> {
  await page.getByRole('button', { name: words.video.join, exact: true }).click();
  await page.waitForURL(/^https:\/\/meet\.example\/[0-9a-f]{40}\?jwt=/);
  const token = new URL(page.url()).searchParams.get('jwt') ?? '';
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return { moderator: claims.moderator, user: claims.context.user };
}

test('an appointment by video is joined by its counselor, its client, and whoever has a link', async ({ person, words }) => {
  const [office, client, guest] = [await person(), await person(), await person()];
  await signInStaff(office, words, ADMIN);
  const starts = new Date(Date.now() + 10 * 60_000);
  const { id } = await asStaff(office, ADMIN, 'POST', '/bookings', {
    client_id: await clientId(office, CLIENT.name),
    channel: 'video',
    starts_at: starts.toISOString(),
    duration_minutes: 30,
  });
  await office.goto('/bookings?view=list');
  await office.getByRole('main').getByRole('button', { name: /Seestern/ }).first().click();
  const dialog = office.getByRole('dialog');
  const links = dialog.getByRole('list', { name: words.video.links }).getByRole('listitem');
  await dialog.getByRole('button', { name: words.video.copyGuest }).click();
  await expect(links).toHaveCount(1);
  await dialog.getByRole('button', { name: words.video.copySeminar }).click();
  await expect(links).toHaveCount(2);
  await look(office, 'video-links');
  const { items } = (await asStaff(office, ADMIN, 'GET', `/video-links?booking_id=${id}`)) as { items: { kind: string; url: string }[] };
  const address = (kind: string) => items.find((one) => one.kind === kind)?.url ?? '';

  const lobby = await tab(office, () => dialog.getByRole('link', { name: words.video.start }).click());
  await expect(lobby.getByRole('heading', { name: words.video.title, level: 1 })).toBeVisible();
  await expect(lobby.getByText(words.video.reachable)).toBeVisible();
  await lobby.getByRole('button', { name: words.video.tryDevices }).click();
  await expect(lobby.getByText(words.video.picture)).toBeVisible();
  await lobby.getByText(words.video.echo, { exact: true }).click();
  await look(lobby, 'video-lobby');
  expect(await join(lobby, words)).toMatchObject({ moderator: true, user: { beistand_role: 'owner' } });

  await signInClient(client, words);
  await client.goto(`${PORTAL}/appointments`);
  const own = client.getByRole('link', { name: words.video.joinCall });
  await expect(own).toBeVisible();
  await look(client, 'video-appointment');
  const theirs = await tab(client, () => own.click());
  expect(await join(theirs, words)).toMatchObject({ moderator: false, user: { beistand_role: 'member', name: CLIENT.name } });

  // Nobody has to sign in for a link. Who only listens is asked for no camera.
  await guest.goto(address('seminar'));
  await expect(guest.getByText(words.video.listens)).toBeVisible();
  await expect(guest.getByText(words.video.camera, { exact: true })).toHaveCount(0);
  await guest.getByLabel(words.video.name).fill('Igel am Bach');
  await look(guest, 'video-seminar');
  expect(await join(guest, words)).toMatchObject({ moderator: false, user: { beistand_role: 'seminar', name: 'Igel am Bach' } });

  await dialog.getByRole('button', { name: words.video.revokeGuest }).click();
  await expect(dialog.getByRole('list', { name: words.video.links }).getByRole('listitem')).toHaveCount(1);
  await guest.goto(address('guest'));
  await expect(guest.getByText(words.video.revoked)).toBeVisible();
  await look(guest, 'video-revoked');
});

test('a video call is started from a conversation, which says how to come in', async ({ person, words }) => {
  const office = await person();
  await signInStaff(office, words, ADMIN);
  const { id } = await asStaff(office, ADMIN, 'POST', '/chats', { with: { client: await clientId(office, CLIENT.name) } });
  await office.goto(`/chats?chat=${id}`);
  const start = office.getByRole('link', { name: words.video.start });
  await expect(start).toBeVisible();
  const lobby = await tab(office, () => start.click());
  expect(await join(lobby, words)).toMatchObject({ moderator: true });
  await expect(office.getByRole('log').getByText(words.video.invitation)).toBeVisible();
  await look(office, 'video-chat');

  await test.step('a link for whoever has no access is made, let in by, and taken back', async () => {
    const open = office.getByRole('button', { name: words.video.links });
    await open.click();
    const dialog = office.getByRole('dialog', { name: words.video.links });
    await dialog.getByRole('button', { name: words.video.copyGuest }).click();
    const links = dialog.getByRole('list', { name: words.video.links }).getByRole('listitem');
    await expect(links).toHaveCount(1);
    // It is the newest that is copied again, not one more that is made.
    await dialog.getByRole('button', { name: words.video.copyGuest }).click();
    await expect(dialog.getByRole('button', { name: words.video.copyGuest })).toBeEnabled();
    await expect(links).toHaveCount(1);
    await look(office, 'video-chat-links');
    const { items } = (await asStaff(office, ADMIN, 'GET', `/video-links?chat_id=${id}`)) as { items: { url: string }[] };
    expect(items).toHaveLength(1);
    const guest = await person();
    await guest.goto(items[0]?.url ?? '');
    await expect(guest.getByRole('button', { name: words.video.join, exact: true })).toBeVisible();
    await dialog.getByRole('button', { name: words.video.revokeGuest }).click();
    await expect(links).toHaveCount(0);
    await guest.reload();
    await expect(guest.getByText(words.video.revoked)).toBeVisible();
    await dialog.getByRole('button', { name: words.close }).last().click();
    await expect(open).toBeFocused();
  });
});

test('who comes too early reads from when on, and gets in then', async ({ person, words }) => {
  const [office, client, guest] = [await person(), await person(), await person()];
  await setBookingRules(office, { video_lead_minutes: 15 });
  const starts = new Date(Date.now() + 45 * 60_000);
  const { id } = await asAdmin(office, 'POST', '/bookings', {
    client_id: await clientId(office, CLIENT.name),
    channel: 'video',
    starts_at: starts.toISOString(),
    duration_minutes: 30,
  });
  const { url } = await asAdmin(office, 'POST', '/video-links', { place: { booking: id }, kind: 'guest' });
  await signInClient(client, words);
  await client.goto(`${PORTAL}/appointments`);
  const theirs = await tab(client, () => client.getByRole('link', { name: words.video.joinCall }).click());
  await guest.goto(url as string);
  for (const page of [theirs, guest]) {
    await expect(page.getByText(words.video.opensAt)).toBeVisible();
    await expect(page.getByRole('button', { name: words.video.join, exact: true })).toHaveCount(0);
    // Whether all is ready can be tried already.
    await expect(page.getByRole('button', { name: words.video.tryDevices })).toBeVisible();
  }
  await look(theirs, 'video-early');
  await theirs.getByRole('button', { name: words.video.tryAgain }).click();
  await expect(theirs.getByText(words.video.opensAt)).toBeVisible();
  await setBookingRules(office, { video_lead_minutes: 60 });
  await theirs.getByRole('button', { name: words.video.tryAgain }).click();
  expect(await join(theirs, words)).toMatchObject({ moderator: false });
});
