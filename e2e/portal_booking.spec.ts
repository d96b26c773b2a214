// A client finds an appointment, holds it, books it, moves it and calls it off; nobody gets what somebody else holds.

import { asAdmin, asStaff, beBookable, clearOffer, clientId, setBookingRules } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { COUNSELOR, expectNoReload, markDocument, NEW_PASSWORD, newClient, PORTAL, signInClient } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

/** Somebody in whose calendar nothing stands yet. */
const CLIENT_NAME = 'Leuchtturm_7';

const step = (page: Person, title: string) => expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
const next = (page: Person, words: Words) => page.getByRole('button', { name: words.booking.next, exact: true }).click();

/** Leads to the times of whoever has time, by phone. */
async function toTimes(page: Person, words: Words): Promise<void> {
  const { booking } = words;
  await page.goto(`${PORTAL}/book`);
  await step(page, booking.way);
  await page.getByRole('radio', { name: booking.phone }).check();
  await next(page, words);
  await step(page, booking.person);
  await page.getByRole('radio', { name: booking.anyone }).check();
  await next(page, words);
  await step(page, booking.time);
}

/** Holds the first time there is, and says which it was. */
async function holdFirst(page: Person, words: Words): Promise<string> {
  const slot = page.getByRole('main').getByRole('radio').first();
  await slot.check();
  const chosen = (await page.locator('.actionbar b').textContent()) ?? '';
  await page.getByRole('button', { name: words.booking.hold }).click();
  await step(page, words.booking.almost);
  return chosen;
}

/** From another device, a client holds the last of the times instead of what they hold. */
async function holdAnother(page: Person): Promise<void> {
  const ask = async <T>(path: string, token?: string, body?: object): Promise<T> => {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const how = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${page.home}/api/v1${path}`, how);
    expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
    return (await answer.json()) as T;
  };
  const who = { name: CLIENT_NAME, password: NEW_PASSWORD };
  const { access_token: token } = await ask<{ access_token: string }>('/facilities/lahntal/sign-in', undefined, who);
  const [from, until] = [2, 9].map((ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString());
  type Slot = { counselor_id: string; service_id: string; starts_at: string };
  const { items } = await ask<{ items: Slot[] }>(`/slots?from=${from}&until=${until}&channel=phone`, token);
  const slot = items.at(-1);
  if (!slot) throw new Error('nothing is free');
  const { counselor_id, service_id, starts_at } = slot;
  await ask('/reservations', token, { counselor_id, service_id, starts_at });
}

type Entry = { id: string; version: number; starts_at: string; counselor: { id: string } };

/** What stands in the calendar for a client. */
async function appointmentOf(office: Person, name: string): Promise<Entry> {
  const now = new Date();
  const month = new Date(now.getTime() + 40 * 86_400_000);
  const period = `from=${now.toISOString()}&until=${month.toISOString()}&client_id=${await clientId(office, name)}`;
  const { items } = (await asStaff(office, COUNSELOR, 'GET', `/bookings?${period}`)) as { items: Entry[] };
  const [made] = items;
  if (!made) throw new Error(`${name} has no appointment`);
  return made;
}

/** Holds the first time there is, and books it. */
async function bookFirst(page: Person, words: Words): Promise<string> {
  await toTimes(page, words);
  const when = await holdFirst(page, words);
  await page.getByRole('button', { name: words.booking.book, exact: true }).click();
  await step(page, words.booking.mine);
  return when;
}

test('where nothing can be booked, the page says so and leads on', async ({ person, words }) => {
  const page = await person();
  await clearOffer(page);
  await signInClient(page, words);
  await page.goto(`${PORTAL}/book`);
  await expect(page.getByText(words.booking.nothing)).toBeVisible();
  await expectAccessible(page);
});

test('a client chooses, holds, books, and calls it off', async ({ person, words }) => {
  const { booking } = words;
  const page = await person();
  await beBookable(page, COUNSELOR);
  await newClient(page, words, CLIENT_NAME);
  await page.goto(PORTAL);
  await page.getByRole('main').getByRole('link', { name: booking.title }).click();
  await step(page, booking.way);
  await next(page, words);
  await expect(page.getByText(booking.chooseFirst)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: booking.phone }).check();
  await next(page, words);
  await step(page, booking.person);
  await keepScreenshot(page, 'book-person');
  // "Back" is the question before.
  await page.goBack();
  await step(page, booking.way);
  await page.goForward();
  await page.getByRole('radio', { name: new RegExp(COUNSELOR.displayName) }).check();
  await next(page, words);
  await step(page, booking.time);
  await expect(page.getByText('Zum Kennenlernen, ganz in Ruhe.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('radio').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  const when = await holdFirst(page, words);
  await expect(page.getByText(booking.heldUntil)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'book-held');
  // It is found again after a reload.
  await page.reload();
  await step(page, booking.almost);
  await page.getByLabel(booking.note).fill('Bitte sprechen Sie langsam.');
  await page.getByRole('button', { name: booking.book, exact: true }).click();
  await step(page, booking.mine);
  await expect(page.getByText(booking.bookedFor)).toContainText(when);
  const mine = page.getByRole('listitem').filter({ hasText: when });
  await expect(mine.getByText(booking.requested)).toBeVisible();
  await expect(mine).toContainText('Bitte sprechen Sie langsam.');
  await expect(mine.getByText(booking.call)).toHaveCount(0);
  await expectAccessible(page);
  await keepScreenshot(page, 'appointments');

  // Once it is confirmed, it says where to call.
  const id = await clientId(page, CLIENT_NAME);
  const now = new Date();
  const month = new Date(now.getTime() + 40 * 86_400_000);
  const period = `from=${now.toISOString()}&until=${month.toISOString()}&client_id=${id}`;
  const { items } = (await asStaff(page, COUNSELOR, 'GET', `/bookings?${period}`)) as { items: { id: string; version: number; counselor: { id: string } }[] };
  const [made] = items;
  const path = `/counselors/${made?.counselor.id}/channels`;
  const { version } = (await asStaff(page, COUNSELOR, 'GET', path)) as { version: number };
  await asStaff(page, COUNSELOR, 'PATCH', path, { offered: ['phone'], phone: '06421 123456' }, version);
  await asStaff(page, COUNSELOR, 'POST', `/bookings/${made?.id}/confirm`, undefined, made?.version);
  await page.reload();
  await expect(mine.getByText(booking.confirmed, { exact: true })).toBeVisible();
  await expect(mine.getByRole('link', { name: '06421 123456' })).toHaveAttribute('href', 'tel:06421123456');
  await expectAccessible(page);

  await mine.getByRole('button', { name: booking.cancel }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(booking.reason).fill('Ich bin krank.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: booking.cancelVerb, exact: true }).click();
  await expect(mine.getByText(booking.cancelled, { exact: true })).toBeVisible();
  await expect(mine).toContainText('Ich bin krank.');
  await expect(mine.getByRole('button', { name: booking.cancel })).toHaveCount(0);
});

test('of two who want the same time, the second is offered the next ones', async ({ person, words }) => {
  const { booking } = words;
  const first = await person();
  await beBookable(first, COUNSELOR, { from: '09:00', until: '11:00' });
  await newClient(first, words, CLIENT_NAME);
  await toTimes(first, words);
  await expect(first.getByRole('main').getByRole('radio').first()).toBeVisible();

  const second = await person();
  await newClient(second, words, 'Zweite_Welle');
  await toTimes(second, words);
  await second.getByRole('main').getByRole('radio').first().check();
  const when = await holdFirst(first, words);
  await expect(second.locator('.actionbar')).toContainText(when);
  await second.getByRole('button', { name: booking.hold }).click();
  const taken = second.locator('#not-reserved');
  await expect(taken.getByText(booking.taken)).toBeVisible();
  await expect(taken).toBeFocused();
  await expectAccessible(second);
  await keepScreenshot(second, 'book-taken');
  // What is held is nobody else's.
  await expect(second.getByRole('main').getByRole('radio').first()).not.toBeChecked();
  await taken.getByRole('button', { name: booking.reserveInstead }).first().click();
  await step(second, booking.almost);
  await second.getByRole('button', { name: booking.book, exact: true }).click();
  await step(second, booking.mine);

  // Whoever gives theirs back has it free for others.
  await first.getByRole('button', { name: booking.release }).click();
  await expect(first.getByText(booking.released)).toBeVisible();
  await step(first, booking.time);
  await first.getByRole('main').getByRole('radio').first().check();
  await expect(first.locator('.actionbar')).toContainText(when);
});

test('what runs out can be held again, and what was typed stays', async ({ person, words }) => {
  const { booking } = words;
  const page = await person();
  await beBookable(page, COUNSELOR);
  await newClient(page, words, CLIENT_NAME);
  await page.clock.install();
  await toTimes(page, words);
  await holdFirst(page, words);
  const note = page.getByLabel(booking.note);
  await note.fill('Ich rufe aus der Pause an.');
  // Seconds are shown and not read out.
  const said = page.getByRole('main').getByRole('status').filter({ hasText: /2/ });
  await expect(said).toHaveCount(0);
  await page.clock.fastForward('13:30');
  await expect(said).toHaveCount(1);
  await page.clock.fastForward('02:00');
  await step(page, booking.runOut);
  await expectAccessible(page);
  // The clock of the server stood still. It lets go of what is held as soon as something else is.
  await holdAnother(page);
  const held = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/reservations'));
  await page.getByRole('button', { name: booking.holdAgain }).click();
  expect((await held).ok()).toBe(true);
  // For the clock on this wall, what is held anew has run out as well.
  await page.clock.setSystemTime(new Date());
  await page.reload();
  await step(page, booking.almost);
});

test('a topic comes first where services are about one, and the next free time is found', async ({ person, words, language }) => {
  const { booking } = words;
  const page = await person();
  await beBookable(page, COUNSELOR);
  const { items: services } = (await asStaff(page, COUNSELOR, 'GET', '/services')) as { items: { id: string; version: number }[] };
  const { items: fields } = (await asAdmin(page, 'GET', '/counselling-fields')) as { items: { id: string; labels: Record<string, string> }[] };
  const [service, field] = [services[0], fields[0]];
  await asStaff(page, COUNSELOR, 'PATCH', `/services/${service?.id}`, { counselling_field_id: field?.id }, service?.version);
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  await asStaff(page, COUNSELOR, 'POST', '/absences', { period: { unit: 'days', from: day(0), until: day(9) }, label: '' });
  await newClient(page, words, CLIENT_NAME);
  await page.goto(`${PORTAL}/book`);
  await step(page, booking.topic);
  await expectAccessible(page);
  await page.getByRole('radio', { name: field?.labels[language] ?? '' }).check();
  await next(page, words);
  await step(page, booking.way);
  await page.getByRole('radio', { name: booking.phone }).check();
  await next(page, words);
  await page.getByRole('radio', { name: booking.anyone }).check();
  await next(page, words);
  await step(page, booking.time);
  await page.getByRole('button', { name: booking.search }).click();
  await expect(page.getByRole('main').getByRole('radio').first()).toBeVisible();
});

test('who has as many as they can have is told so', async ({ person, words }) => {
  const { booking } = words;
  const page = await person();
  await setBookingRules(page, { max_open_bookings: 1, notice_hours: 336 });
  await beBookable(page, COUNSELOR, { atOnce: true });
  await newClient(page, words, CLIENT_NAME);
  await toTimes(page, words);
  await holdFirst(page, words);
  await page.goto(`${PORTAL}/appointments`);
  await page.getByRole('link', { name: booking.goOn }).click();
  await page.getByRole('button', { name: booking.book, exact: true }).click();
  await step(page, booking.mine);
  await expect(page.getByText(booking.confirmed, { exact: true })).toBeVisible();
  await expect(page.getByText(booking.tooNear)).toBeVisible();
  await expect(page.getByRole('button', { name: booking.cancel })).toHaveCount(0);
  await expect(page.getByRole('link', { name: booking.move })).toHaveCount(0);
  await toTimes(page, words);
  await page.getByRole('main').getByRole('radio').first().check();
  await page.getByRole('button', { name: booking.hold }).click();
  await expect(page.getByText(booking.limit)).toBeVisible();
  await expectAccessible(page);
});

test('a client moves an appointment; of a time that somebody else took, the next are offered', async ({ person, words }) => {
  const { booking } = words;
  const page = await person();
  const office = await person();
  await beBookable(office, COUNSELOR, { from: '09:00', until: '11:00' });
  // What can be booked just now can be moved still.
  await setBookingRules(office, { notice_hours: 0 });
  await newClient(page, words, CLIENT_NAME);
  const when = await bookFirst(page, words);
  const mine = page.getByRole('listitem').filter({ hasText: when });
  const made = await appointmentOf(office, CLIENT_NAME);
  await asStaff(office, COUNSELOR, 'POST', `/bookings/${made.id}/confirm`, undefined, made.version);
  await expect(mine.getByText(booking.confirmed, { exact: true })).toBeVisible();
  await mine.getByRole('link', { name: booking.move }).click();
  await step(page, booking.moveTitle);
  // Day and beginning of what holds until then.
  const [day, time] = [when.slice(0, when.lastIndexOf(',')), /\d{2}:\d{2}/.exec(when)?.[0] ?? ''];
  await expect(page.getByRole('definition')).toContainText(day);
  await expect(page.getByRole('definition')).toContainText(time);
  await expect(page.getByText(booking.confirmAgain)).toBeVisible();
  await page.getByRole('main').getByRole('radio').first().check();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'move-appointment');

  // Meanwhile somebody else takes exactly that.
  const now = new Date();
  const week = new Date(now.getTime() + 7 * 86_400_000);
  const { items: free } = (await asStaff(office, COUNSELOR, 'GET', `/slots?from=${now.toISOString()}&until=${week.toISOString()}`)) as { items: Entry[] };
  await asStaff(office, COUNSELOR, 'POST', '/bookings', {
    client_id: await clientId(office, 'Seestern'),
    channel: 'phone',
    starts_at: free[0]?.starts_at,
    duration_minutes: 30,
  });
  const submit = page.getByRole('button', { name: booking.moveTitle, exact: true });
  await submit.click();
  const refused = page.locator('#not-moved');
  await expect(refused.getByText(booking.taken)).toBeVisible();
  await expect(refused).toBeFocused();
  await expectAccessible(page);
  await keepScreenshot(page, 'move-appointment-taken');
  expect((await appointmentOf(office, CLIENT_NAME)).starts_at).toBe(made.starts_at);
  await refused.getByRole('button', { name: booking.moveInstead }).first().click();
  await step(page, booking.mine);
  const moved = page.getByText(booking.movedTo);
  await expect(moved).toBeVisible();
  await expect(page.locator('#just-booked')).toBeFocused();
  await expect(page.getByRole('listitem').getByText(booking.requested)).toBeVisible();
  await expect(mine).toHaveCount(0);
  expect((await appointmentOf(office, CLIENT_NAME)).starts_at).not.toBe(made.starts_at);
  await expectAccessible(page);
  await keepScreenshot(page, 'appointments-moved');

  // What is too near is moved by nobody here, even at an address that one kept.
  await setBookingRules(office, { notice_hours: 336 });
  await page.goto(`${PORTAL}/appointments/${made.id}/move`);
  await expect(page.getByText(booking.notMovable)).toBeVisible();
  await expect(page.getByText(booking.tooNear)).toBeVisible();
  await expectAccessible(page);
});

test('what changes is seen at once, and what is typed meanwhile stays', async ({ person, words }) => {
  const { booking } = words;
  const page = await person();
  const office = await person();
  await beBookable(office, COUNSELOR);
  await setBookingRules(office, { notice_hours: 0 });
  await newClient(page, words, CLIENT_NAME);
  const when = await bookFirst(page, words);
  const mine = page.getByRole('listitem').filter({ hasText: when });
  await expect(mine.getByText(booking.requested)).toBeVisible();
  await markDocument(page);
  await mine.getByRole('button', { name: booking.cancel }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(booking.reason).fill('Ich habe Spätschicht.');
  const made = await appointmentOf(office, CLIENT_NAME);
  await asStaff(office, COUNSELOR, 'POST', `/bookings/${made.id}/confirm`, undefined, made.version);
  await expect(page.getByText(booking.confirmed, { exact: true })).toBeVisible();
  await expect(dialog.getByLabel(booking.reason)).toHaveValue('Ich habe Spätschicht.');
  // It goes with what the appointment has become.
  await dialog.getByRole('button', { name: booking.cancelVerb, exact: true }).click();
  await expect(mine.getByText(booking.cancelled, { exact: true })).toBeVisible();
  await expect(mine).toContainText('Ich habe Spätschicht.');
  await expectNoReload(page);
});

test('the page for booking is for clients who are signed in', async ({ person, words }) => {
  const page = await person();
  await page.goto(`${PORTAL}/book`);
  await expect(page.getByRole('heading', { name: words.signIn, level: 1 })).toBeVisible();
});
