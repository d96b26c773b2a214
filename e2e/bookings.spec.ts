// The calendar: what stands in it, how one moves about, and what is done with an entry.

import type { Locator } from '@playwright/test';
import { asAdmin, asStaff, beBookable, clearOffer, clientId, counselorId } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, CLIENT, COLLEAGUE, COUNSELOR, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

// A Monday on which nothing stands in the demo's calendar.
const MONDAY = '2030-01-07';
const WEEK = `/bookings?date=${MONDAY}`;

const isPhone = () => test.info().project.name.startsWith('phone');

async function openCalendar(page: Person, words: Words, address = WEEK): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('group', { name: words.bookings.calendar, exact: true })).toBeVisible();
}

/** The entry of this name in the calendar, whichever view it is. */
const entry = (page: Person, name: string | RegExp) => page.getByRole('main').getByRole('button', { name });

async function fillTimes(dialog: Locator, words: Words, from: string, until: string): Promise<void> {
  await dialog.getByLabel(words.bookings.from, { exact: true }).fill(from);
  await dialog.getByLabel(words.bookings.until, { exact: true }).fill(until);
}

async function chooseClient(dialog: Locator, words: Words, pseudonym: string): Promise<void> {
  await dialog.getByRole('searchbox', { name: words.bookings.search }).fill(pseudonym);
  const found = dialog.getByRole('listitem').filter({ hasText: pseudonym });
  await found.getByRole('button', { name: words.bookings.choose }).click();
  await expect(dialog.getByText(pseudonym, { exact: true })).toBeVisible();
}

/** Where there are a mouse and keys, the window is wide, whatever the project. */
const atADesk = (page: Person) => page.setViewportSize({ width: 1440, height: 900 });

/** Chooses a view by the bar, or by the menu where that has no room. */
async function chooseView(page: Person, words: Words, view: keyof Words['bookings']['views']): Promise<void> {
  const name = words.bookings.views[view];
  if (isPhone()) {
    await page.getByRole('button', { name: /^(Ansicht|View)/ }).click();
    await page.getByRole('menuitemradio', { name }).click();
  } else {
    await page.getByRole('button', { name, exact: true }).click();
  }
}

async function book(office: Person, client: string, from: string, minutes: number, more: Record<string, unknown> = {}): Promise<void> {
  await asAdmin(office, 'POST', '/bookings', {
    client_id: await clientId(office, client),
    counselor_id: await counselorId(office, COUNSELOR.displayName),
    channel: 'on_site',
    starts_at: from,
    duration_minutes: minutes,
    ...more,
  });
}

test('a counselor makes an appointment with a client, looks at it and calls it off', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openCalendar(page, words);
  await page.getByRole('button', { name: words.bookings.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.bookings.submit }).click();
  await expect(dialog.getByText(words.bookings.clientMissing).first()).toBeVisible();
  await chooseClient(dialog, words, 'Seestern');
  await fillTimes(dialog, words, '11:00', '11:50');
  await expect(dialog.getByRole('status').getByText(words.bookings.free)).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'booking-dialog');
  await dialog.getByRole('button', { name: words.bookings.submit }).click();
  await expect(page.getByText(words.bookings.created)).toBeVisible();

  const seestern = entry(page, /Seestern/);
  await expect(seestern).toContainText('11:00–11:50');
  await expect(seestern).toHaveAttribute('data-state', 'confirmed');
  await seestern.click();
  await expect(dialog.getByText(words.bookings.dayTitle)).toBeVisible();
  await expect(dialog.getByText(words.bookings.confirmed)).toBeVisible();
  await expect(dialog.getByRole('link', { name: /Seestern/ })).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'booking-details');
  await dialog.getByRole('button', { name: words.bookings.cancel }).click();
  await dialog.getByLabel(words.bookings.reason).fill('Ich bin krank.');
  await dialog.getByRole('button', { name: words.bookings.cancel }).click();
  await expect(page.getByText(words.bookings.wasCancelled)).toBeVisible();
  await expect(seestern).toHaveCount(0);
});

test('what is taken is said before it is tried, and refused when it is', async ({ person, words }) => {
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await signInStaff(page, words);
  await book(office, 'Seestern', `${MONDAY}T10:00:00Z`, 50, { follow_up_minutes: 10 });
  await openCalendar(page, words);
  await expect(entry(page, /Seestern/)).toBeVisible();
  await page.getByRole('button', { name: words.bookings.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: words.bookings.blocker }).click();
  await dialog.getByLabel(words.bookings.blockerTitle).fill('Mittagspause');
  await fillTimes(dialog, words, '13:00', '12:00');
  await dialog.getByRole('button', { name: words.bookings.block }).click();
  await expect(dialog.getByText(words.bookings.endBefore).first()).toBeVisible();
  // The last minutes are the follow-up.
  await fillTimes(dialog, words, '11:55', '13:00');
  await expect(dialog.getByRole('status').getByText(words.bookings.taken)).toBeVisible();
  await dialog.getByRole('button', { name: words.bookings.block }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByLabel(words.bookings.blockerTitle)).toHaveValue('Mittagspause');
  await fillTimes(dialog, words, '12:00', '13:00');
  await dialog.getByRole('button', { name: words.bookings.block }).click();
  const blocker = entry(page, /Mittagspause/);
  await expect(blocker).toHaveAttribute('data-state', 'blocker');
  await blocker.click();
  await dialog.getByRole('button', { name: words.bookings.remove }).click();
  await expect(blocker).toHaveCount(0);
});

test('an appointment repeats, all of it or nothing, and what is in the way is named', async ({ person, words }) => {
  const { bookings, series } = words;
  const page = await person();
  const office = await person();
  await signInStaff(page, words);
  // In the way of the second.
  await book(office, CLIENT.name, '2030-01-21T10:00:00Z', 50);
  await openCalendar(page, words);
  await page.getByRole('button', { name: bookings.create }).click();
  const dialog = page.getByRole('dialog');
  await chooseClient(dialog, words, 'Seestern');
  await fillTimes(dialog, words, '11:00', '11:50');
  await dialog.getByRole('switch', { name: series.repeat }).check();
  await dialog.getByLabel(series.rhythm).selectOption(series.everyTwo);
  await dialog.getByLabel(series.count).fill('27');
  await dialog.getByRole('button', { name: bookings.submit }).click();
  await expect(dialog.getByRole('alert').getByText(series.bounds)).toBeVisible();
  await dialog.getByLabel(series.count).fill('3');
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'booking-dialog-series');
  await dialog.getByRole('button', { name: bookings.submit }).click();
  await expect(dialog.getByText(series.taken).first()).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'booking-dialog-series-taken');
  await expect(entry(page, /Seestern/)).toHaveCount(0);
  await fillTimes(dialog, words, '12:00', '12:50');
  await dialog.getByRole('button', { name: bookings.submit }).click();
  await expect(page.getByText(series.created)).toBeVisible();
  await expect(entry(page, /Seestern/)).toContainText('12:00–12:50');
  await openCalendar(page, words, '/bookings?date=2030-02-04');
  await expect(entry(page, /Seestern/)).toContainText('12:00–12:50');

  // From the second on they are called off together.
  await openCalendar(page, words, '/bookings?date=2030-01-21');
  await entry(page, /Seestern/).filter({ hasText: '12:00–12:50' }).click();
  await dialog.getByRole('button', { name: bookings.cancel }).click();
  await expect(dialog.getByLabel(series.onlyThis)).toBeChecked();
  await dialog.getByLabel(series.andFollowing).check();
  await expectAccessible(page);
  await keepScreenshot(page, 'booking-series-cancel');
  await dialog.getByRole('button', { name: bookings.cancel }).click();
  await expect(page.getByText(series.cancelled)).toBeVisible();
  await expect(entry(page, /Seestern/)).toHaveCount(1);
  await openCalendar(page, words, '/bookings?date=2030-02-04');
  await expect(entry(page, /Seestern/)).toHaveCount(0);
  await openCalendar(page, words);
  await expect(entry(page, /Seestern/)).toContainText('12:00–12:50');
});

test('time is kept free again and again', async ({ person, words }) => {
  const { bookings, series } = words;
  const page = await person();
  await signInStaff(page, words);
  await openCalendar(page, words);
  await page.getByRole('button', { name: bookings.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: bookings.blocker }).click();
  await dialog.getByLabel(bookings.blockerTitle).fill('Mittagspause');
  await fillTimes(dialog, words, '12:00', '13:00');
  await dialog.getByRole('switch', { name: series.repeat }).check();
  await dialog.getByLabel(series.count).fill('3');
  await expectAccessible(page);
  await keepScreenshot(page, 'booking-dialog-blocker-series');
  await dialog.getByRole('button', { name: bookings.block }).click();
  await expect(page.getByText(series.created)).toBeVisible();
  await openCalendar(page, words, '/bookings?date=2030-01-21');
  await expect(entry(page, /Mittagspause/)).toContainText('12:00–13:00');
});

test('a press on a day and time opens the form with them', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openCalendar(page, words);
  const day = page.getByRole('group', { name: words.bookings.monday });
  const area = await day.boundingBox();
  // Eleven hours from eight on: an hour and a half further down is half past nine.
  await day.click({ position: { x: 40, y: ((area?.height ?? 0) * 1.6) / 11 } });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(words.bookings.from, { exact: true })).toHaveValue('09:30');
  await expect(dialog.getByLabel(words.bookings.until, { exact: true })).toHaveValue('10:00');
  await expect(dialog.getByLabel(words.bookings.day, { exact: true })).toHaveValue(MONDAY);
});

test('the calendar is moved about by keys', async ({ person, words }) => {
  const page = await person();
  await atADesk(page);
  await signInStaff(page, words);
  await openCalendar(page, words);
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toContainText(words.bookings.week);
  await page.keyboard.press('ArrowDown');
  await expect(title).toContainText(words.bookings.nextWeek);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('d');
  await expect(title).toContainText(words.bookings.dayTitle);
  await page.keyboard.press('m');
  await expect(title).toContainText(words.bookings.month);
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByText(words.bookings.empty, { exact: true })).toBeVisible();
  await page.keyboard.press('w');
  await expect(page).toHaveURL(WEEK);
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog').getByLabel(words.bookings.day, { exact: true })).toHaveValue(MONDAY);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: words.bookings.pickDate }).press('Enter');
  const picker = page.getByRole('dialog', { name: words.bookings.pickDate });
  await expect(picker.getByRole('button', { pressed: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(title).toContainText(words.bookings.nextWeek);
  await page.keyboard.press('t');
  await expect(page).toHaveURL('/bookings');
});

/** Whoever hears a view hears of the entry where it stands: on which day, when, how and with whom. */
async function expectNamed(page: Person, words: Words, view: keyof Words['bookings']['views']): Promise<void> {
  const { confirmed, monday, phone, calendar, dayTitle, month } = words.bookings;
  const main = page.getByRole('main');
  const said = new RegExp(`^${confirmed}, ${monday.source.slice(1)}[^:]*, ${phone}: `);
  if (view === 'list') {
    const day = main.getByRole('region', { name: dayTitle });
    await expect(day.getByRole('heading', { name: dayTitle, level: 2 })).toBeVisible();
    const row = day.getByRole('listitem').getByRole('button', { name: 'Seestern' });
    await expect(row).toHaveAccessibleName(new RegExp(`09:00.09:50.*Seestern.*${confirmed}.*${phone}`));
  } else if (view === 'month') {
    const table = main.getByRole('table', { name: month });
    await expect(table.getByRole('columnheader')).toHaveCount(7);
    const day = table.getByRole('cell').filter({ has: page.getByRole('link', { name: dayTitle }) });
    await expect(day.getByRole('button', { name: said })).toHaveAccessibleName(/09:00 Seestern/);
  } else {
    const day = main.getByRole('group', { name: calendar, exact: true }).getByRole('group', { name: monday });
    await expect(day.getByRole('button', { name: said })).toHaveAccessibleName(/Seestern, 09:00.09:50/);
  }
}

test('every view shows the same entries, and a filter leaves out what it says', async ({ person, words }) => {
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await signInStaff(page, words);
  await book(office, 'Seestern', `${MONDAY}T08:00:00Z`, 50, { channel: 'phone' });
  await book(office, 'Nachtfalter_23', `${MONDAY}T12:00:00Z`, 50);
  await asAdmin(office, 'POST', '/blockers', { title: 'Dienstbesprechung', starts_at: `${MONDAY}T09:00:00Z`, ends_at: `${MONDAY}T10:00:00Z` });
  await asAdmin(office, 'POST', '/absences', {
    counselor_id: await counselorId(office, COUNSELOR.displayName),
    period: { unit: 'days', from: '2030-01-11', until: '2030-01-11' },
    label: 'Fortbildung',
  });
  await openCalendar(page, words);
  for (const view of ['week', 'day', 'month', 'list'] as const) {
    await chooseView(page, words, view);
    await expect(entry(page, /Seestern/), view).toBeVisible();
    await expect(entry(page, /Nachtfalter_23/), view).toBeVisible();
    // That one is the admin's.
    await expect(entry(page, /Dienstbesprechung/), view).toHaveCount(0);
    await expectNamed(page, words, view);
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page);
    await keepScreenshot(page, `calendar-${view}`);
  }
  await page.getByRole('button', { name: words.bookings.channel }).click();
  await page.getByRole('menuitemradio', { name: words.bookings.phone }).click();
  await expect(entry(page, /Nachtfalter_23/)).toHaveCount(0);
  await expect(entry(page, /Seestern/)).toBeVisible();
  await page.goto(`${WEEK}&view=list`);
  await page.getByRole('button', { name: words.bookings.all, exact: true }).click();
  await expect(entry(page, /Dienstbesprechung/)).toContainText(ADMIN.displayName);
  await page.getByRole('button', { name: words.bookings.colleagues }).click();
  await page.getByRole('menuitemcheckbox', { name: ADMIN.displayName }).click();
  await expect(entry(page, /Dienstbesprechung/)).toBeVisible();
  await expect(entry(page, /Seestern/)).toHaveCount(0);
  await page.goto(`${WEEK}&view=month`);
  await expect(page.getByText(/Fortbildung/)).toBeVisible();
});

test('an entry is dragged to another day and time, and stretched', async ({ person, words }) => {
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await atADesk(page);
  await signInStaff(page, words);
  await book(office, 'Seestern', `${MONDAY}T08:00:00Z`, 60);
  await asAdmin(office, 'POST', '/blockers', {
    counselor_id: await counselorId(office, COUNSELOR.displayName),
    title: 'Mittagspause',
    starts_at: '2030-01-08T12:00:00Z',
    ends_at: '2030-01-08T13:00:00Z',
  });
  await openCalendar(page, words);
  const seestern = entry(page, /Seestern/);
  await expect(seestern).toContainText('09:00–10:00');
  const from = await seestern.boundingBox();
  const there = await page.getByRole('group', { name: words.bookings.tuesday }).boundingBox();
  if (!from || !there) throw new Error('nothing is there');
  const hour = there.height / 11;
  await page.mouse.move(from.x + 30, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.move(there.x + 40, from.y + 10 + 2 * hour, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText(words.bookings.moved)).toBeVisible();
  const tuesday = page.getByRole('group', { name: words.bookings.tuesday });
  const moved = tuesday.getByRole('button', { name: /Seestern/ });
  await expect(moved).toContainText('11:00–12:00');
  // The press that ended it opened nothing.
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const now = await moved.boundingBox();
  if (!now) throw new Error('nothing is there');
  await page.mouse.move(now.x + 30, now.y + now.height - 3);
  await page.mouse.down();
  await page.mouse.move(now.x + 30, now.y + now.height + 10);
  await page.mouse.move(now.x + 30, now.y + now.height + hour / 2 - 3, { steps: 3 });
  await page.mouse.up();
  await expect(moved).toContainText('11:00–12:30');

  // Onto the blocker at one: refused, and it stays where it was.
  const last = await moved.boundingBox();
  if (!last) throw new Error('nothing is there');
  await page.mouse.move(last.x + 30, last.y + 10);
  await page.mouse.down();
  await page.mouse.move(last.x + 30, last.y + 30);
  await page.mouse.move(last.x + 30, last.y + 10 + 1.5 * hour, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText(words.bookings.slotTaken).first()).toBeVisible();
  await expect(moved).toContainText('11:00–12:30');
});

test('an entry is moved by its form', async ({ person, words }) => {
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await signInStaff(page, words);
  await book(office, 'Seestern', `${MONDAY}T08:00:00Z`, 60, { internal_note: 'Kommt mit Hund.' });
  await openCalendar(page, words);
  await entry(page, /Seestern/).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Kommt mit Hund.')).toBeVisible();
  await dialog.getByRole('button', { name: words.bookings.move }).click();
  await fillTimes(dialog, words, '10:00', '10:45');
  await expect(dialog.getByRole('status').getByText(words.bookings.free)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.bookings.moveSubmit }).click();
  await expect(page.getByText(words.bookings.moved)).toBeVisible();
  await expect(entry(page, /Seestern/)).toContainText('10:00–10:45');
});

test('the note for the team is written, and nobody replaces it unseen', async ({ person, words }) => {
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await signInStaff(page, words);
  const made = await asAdmin(office, 'POST', '/bookings', {
    client_id: await clientId(office, 'Seestern'),
    counselor_id: await counselorId(office, COUNSELOR.displayName),
    channel: 'on_site',
    starts_at: `${MONDAY}T08:00:00Z`,
    duration_minutes: 60,
  });
  const path = `/bookings/${made.id as string}`;
  const now = async () => (await asAdmin(office, 'GET', path)) as { version: number; internal_note?: string };
  await openCalendar(page, words);
  await entry(page, /Seestern/).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.bookings.addNote }).click();
  const field = dialog.getByLabel(words.bookings.note);
  await expect(field).toBeFocused();
  await field.fill('Kommt mit Hund.');
  await expectAccessible(page);
  await keepScreenshot(page, 'booking-note');
  // Another change of the appointment takes nothing of what is typed, and asks nothing.
  await asAdmin(office, 'POST', `${path}/reschedule`, { starts_at: `${MONDAY}T09:00:00Z` }, (await now()).version);
  await expect(dialog.getByText(/^.*10:00.*11:00/)).toBeVisible();
  await expect(field).toHaveValue('Kommt mit Hund.');
  await dialog.getByRole('button', { name: words.bookings.saveNote }).click();
  await expect(page.getByText(words.bookings.noteSaved)).toBeVisible();
  await expect(dialog.getByText('Kommt mit Hund.')).toBeVisible();
  expect((await now()).internal_note).toBe('Kommt mit Hund.');

  // Another note is shown beside one's own.
  await dialog.getByRole('button', { name: words.bookings.editNote }).click();
  await expect(field).toHaveValue('Kommt mit Hund.');
  await field.fill('Kommt mit Hund und Dolmetscherin.');
  await asAdmin(office, 'PUT', `${path}/note`, { internal_note: 'Kommt zehn Minuten später.' }, (await now()).version);
  await dialog.getByRole('button', { name: words.bookings.saveNote }).click();
  const theirs = dialog.locator('#note-of-others');
  await expect(theirs).toContainText(words.bookings.noteChanged);
  await expect(theirs).toContainText('Kommt zehn Minuten später.');
  await expect(theirs).toBeFocused();
  await expect(field).toHaveValue('Kommt mit Hund und Dolmetscherin.');
  expect((await now()).internal_note).toBe('Kommt zehn Minuten später.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.bookings.saveNote }).click();
  await expect(dialog.getByText('Kommt mit Hund und Dolmetscherin.')).toBeVisible();

  // An empty field is no note.
  await dialog.getByRole('button', { name: words.bookings.editNote }).click();
  await field.fill('');
  await dialog.getByRole('button', { name: words.bookings.saveNote }).click();
  await expect(dialog.getByRole('button', { name: words.bookings.addNote })).toBeVisible();
  expect((await now()).internal_note).toBeUndefined();

  // The reason for a step stays as well.
  await dialog.getByRole('button', { name: words.bookings.cancel }).click();
  await dialog.getByLabel(words.bookings.reason).fill('Ich bin krank.');
  await asAdmin(office, 'PUT', `${path}/note`, { internal_note: 'Ruft an.' }, (await now()).version);
  await expect(dialog.getByText('Ruft an.')).toBeVisible();
  await expect(dialog.getByLabel(words.bookings.reason)).toHaveValue('Ich bin krank.');
  await dialog.getByRole('button', { name: words.bookings.cancel }).click();
  await expect(page.getByText(words.bookings.wasCancelled)).toBeVisible();
});

test('a group appointment is made, filled, changed and called off', async ({ person, words }) => {
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await signInStaff(page, words);
  const group = await asAdmin(office, 'POST', '/groups', { name: 'Montagsgruppe', description: '' });
  await asAdmin(office, 'PUT', `/groups/${group.id as string}/members/${await clientId(office, 'Mondlicht')}`);
  await openCalendar(page, words);
  await page.getByRole('button', { name: words.bookings.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: words.bookings.group }).click();
  await dialog.getByLabel(words.bookings.blockerTitle).fill('Trennungsgruppe');
  await dialog.getByLabel(words.bookings.remarks).fill('Kamera freiwillig.');
  await fillTimes(dialog, words, '17:00', '18:30');
  await dialog.getByLabel(words.bookings.max).fill('2');
  await expectAccessible(page);
  await keepScreenshot(page, 'booking-dialog-group');
  await dialog.getByRole('button', { name: words.bookings.submit }).click();
  await expect(page.getByText(words.bookings.groupCreated)).toBeVisible();
  const shown = entry(page, /Trennungsgruppe/);
  await expect(shown).toHaveAttribute('data-state', 'group');
  await expect(shown).toContainText(words.bookings.places(0, 2));
  await shown.click();
  await dialog.getByRole('link', { name: words.bookings.openGroup }).click();
  await expect(page.getByRole('heading', { name: 'Trennungsgruppe', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: words.bookings.participants }).click();
  await page.getByRole('searchbox', { name: words.bookings.find }).fill('Seest');
  await page.getByRole('button', { name: words.bookings.add('Seestern') }).click();
  await expect(page.getByText(words.bookings.places(1, 2))).toBeVisible();
  await page.getByLabel(words.bookings.wholeGroup).selectOption('Montagsgruppe');
  await page.getByRole('button', { name: words.bookings.addGroup }).click();
  await expect(page.getByText(words.bookings.places(2, 2))).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Mondlicht' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'group-booking-participants');
  // There is no third place.
  await page.getByRole('searchbox', { name: words.bookings.find }).fill('Nachtf');
  await page.getByRole('button', { name: words.bookings.add('Nachtfalter_23') }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Nachtfalter_23' })).toHaveCount(0);
  await page.getByRole('button', { name: words.bookings.removeOne('Seestern') }).click();
  await expect(page.getByText(words.bookings.places(1, 2))).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: /^(Überblick|Overview)/ }).click();
  await page.getByLabel(words.bookings.blockerTitle).fill('Neuanfang');
  await expectAccessible(page);
  await keepScreenshot(page, 'group-booking');
  await page.getByRole('button', { name: words.bookings.save }).click();
  await expect(page.getByText(words.bookings.saved, { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Neuanfang', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: words.bookings.cancel }).click();
  await dialog.getByLabel(words.bookings.reason).fill('Der Raum ist belegt.');
  await dialog.getByRole('button', { name: words.bookings.cancel, exact: true }).click();
  await expect(page.getByText(words.bookings.groupCancelled)).toBeVisible();
  await expect(page.getByText('Der Raum ist belegt.')).toBeVisible();
});

test('a change by somebody else is shown without anybody asking', async ({ person, words }) => {
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await signInStaff(page, words);
  await openCalendar(page, words);
  const colleague = await person();
  await signInStaff(colleague, words, COLLEAGUE);
  await openCalendar(colleague, words, `${WEEK}&of=all`);
  await book(office, 'Seestern', `${MONDAY}T10:00:00Z`, 50);
  await expect(entry(page, /Seestern/)).toBeVisible();
  await expect(entry(colleague, /11:00–11:50/)).toBeVisible();
});

test('what a client has requested is confirmed', async ({ person, words }) => {
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await signInStaff(page, words);
  const { counselor, starts_at } = await requested(office);
  await page.goto(`/bookings?date=${starts_at.slice(0, 10)}&of=${counselor}`);
  const seestern = entry(page, /Seestern/).and(page.locator('[data-state=booked]')).first();
  await seestern.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Ich komme mit dem Rollstuhl.')).toBeVisible();
  await expect(dialog.getByText(words.bookings.booked, { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: words.bookings.confirm }).click();
  await expect(page.getByText(words.bookings.wasConfirmed)).toBeVisible();
  await expect(entry(page, /Seestern/).and(page.locator('[data-state=confirmed]')).first()).toBeVisible();
});

/** What the demo's client asks of its counselor, on the first slot. */
async function requested(page: Person): Promise<{ counselor: string; starts_at: string }> {
  const counselor = await counselorId(page, COUNSELOR.displayName);
  await beBookable(page, COUNSELOR);
  const signIn = await page.request.post('/api/v1/facilities/lahntal/sign-in', { data: CLIENT });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() };
  const from = new Date(Date.now() + 2 * 86_400_000).toISOString();
  const until = new Date(Date.now() + 9 * 86_400_000).toISOString();
  const answer = await page.request.get(`/api/v1/slots?from=${from}&until=${until}&counselor_id=${counselor}`, { headers });
  const [slot] = ((await answer.json()) as { items: { starts_at: string; service_id: string }[] }).items;
  if (!slot) throw new Error('nothing is free');
  const { starts_at, service_id } = slot;
  const held = await page.request.post('/api/v1/reservations', { headers, data: { counselor_id: counselor, service_id, starts_at } });
  expect(held.ok(), await held.text()).toBe(true);
  const { id, version } = (await held.json()) as { id: string; version: number };
  const booked = await page.request.post(`/api/v1/bookings/${id}/book`, {
    headers: { ...headers, 'if-match': `"v${version}"` },
    data: { note: 'Ich komme mit dem Rollstuhl.' },
  });
  expect(booked.ok(), await booked.text()).toBe(true);
  return { counselor, starts_at };
}

test('what is one\'s own to offer is offered in one\'s own calendar alone', async ({ person, words }) => {
  const page = await person();
  const office = await person();
  for (const shared of [true, false]) {
    const name = shared ? 'Für alle' : 'Nur meine';
    await asAdmin(office, 'POST', '/services', { shared, name, duration_minutes: 40, channel: 'phone', description: '' });
  }
  await signInStaff(page, words, ADMIN);
  await openCalendar(page, words);
  await page.getByRole('button', { name: words.bookings.create }).click();
  const dialog = page.getByRole('dialog');
  const service = dialog.getByLabel(words.bookings.service);
  const own = service.getByRole('option', { name: /^Nur meine/ });
  await service.selectOption({ label: (await own.textContent()) ?? '' });
  await expect(dialog.getByLabel(words.bookings.until, { exact: true })).toHaveValue('09:40');
  await dialog.getByLabel(words.bookings.counselor).selectOption(COUNSELOR.displayName);
  await expect(own).toHaveCount(0);
  await expect(service).toHaveValue('');
  await expect(service.getByRole('option', { name: /^Für alle/ })).toHaveCount(1);
});

test('what was there stays where the calendar cannot be asked again', async ({ person, words }) => {
  const page = await person();
  const office = await person();
  await signInStaff(page, words);
  await book(office, 'Seestern', `${MONDAY}T10:00:00Z`, 50);
  await openCalendar(page, words);
  await expect(entry(page, /Seestern/)).toBeVisible();
  await page.route('**/api/v1/closed-days*', (route) => route.abort());
  await page.getByRole('button', { name: words.bookings.all, exact: true }).click();
  await expect(page.getByText(words.unreachable)).toBeVisible();
  await expect(entry(page, /Seestern/)).toBeVisible();
  await page.unroute('**/api/v1/closed-days*');
  await page.getByRole('button', { name: words.retry }).click();
  await expect(page.getByText(words.unreachable)).toHaveCount(0);
  await expect(entry(page, /Seestern/)).toBeVisible();

  // A thousand in a week are drawn at once because each is one element; it still says all, and opens.
  await atADesk(page);
  await page.route('**/api/v1/bookings?*', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { items: Record<string, unknown>[] };
    const items = Array.from({ length: 1000 }, (_, n) => {
      const begins = Date.parse(`${MONDAY}T07:00:00Z`) + (n % 5) * 86_400_000 + (Math.floor(n / 5) % 20) * 1_800_000;
      const [starts_at, ends_at] = [begins, begins + 1_800_000].map((at) => new Date(at).toISOString());
      return { ...answer.items[0], id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`, starts_at, ends_at, blocks_until: ends_at };
    });
    await route.fulfill({ response, json: { ...answer, items } });
  });
  await openCalendar(page, words, `${WEEK}&of=all`);
  const entries = page.locator('.cal .ev[data-narrow]');
  await expect(entries).toHaveCount(1000);
  expect(await entries.locator('*').count()).toBe(0);
  await expect(entries.first()).toHaveAccessibleName(/08:00.08:30/);
  // Another week takes none of them along, and whoever comes back finds each once.
  await page.keyboard.press('ArrowDown');
  await expect(entries).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await expect(entries).toHaveCount(1000);
  await entries.first().hover();
  await expect(entries.first()).toHaveAttribute('title', /Seestern.*08:00/);
  // Ten beside each other are no targets for a finger: there the list does the same.
  await keepScreenshot(page, 'calendar-thousand');
  await entries.first().click();
  await expect(page.getByRole('dialog').getByText('Seestern').first()).toBeVisible();
});

test('the calendar says why a counselor is not offered', async ({ person, words }) => {
  const page = await person();
  // Signed in elsewhere, so that this browser stays the counselor's.
  const office = await person();
  await signInStaff(page, words);
  await clearOffer(office);
  await openCalendar(page, words, '/bookings');
  const ask = async () => {
    await page.getByRole('button', { name: words.bookings.setUp }).click();
    await page.getByRole('menuitem', { name: words.bookings.why }).click();
  };
  const dialog = page.getByRole('dialog');
  await ask();
  await expect(dialog.getByText(words.bookings.noTimes)).toBeVisible();
  await expect(dialog.getByRole('link', { name: words.bookings.toTimes })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await beBookable(office, COUNSELOR);
  const days = [-7, 30].map((by) => new Date(Date.now() + by * 86_400_000).toISOString().slice(0, 10));
  await asStaff(office, COUNSELOR, 'POST', '/absences', { period: { unit: 'days', from: days[0], until: days[1] }, label: 'Urlaub' });
  await ask();
  await expect(dialog.getByText(words.bookings.absent)).toBeVisible();
  await keepScreenshot(page, 'slot-diagnosis');
});
