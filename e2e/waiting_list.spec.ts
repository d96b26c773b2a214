// The waiting list: a client who finds no time waits, is offered what becomes free, and takes it or not; staff see who waits.

import { asStaff, beBookable, setBookingRules } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { COUNSELOR, expectNoReload, markDocument, newClient, PORTAL, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const CLIENT_NAME = 'Leuchtturm_7';

const step = (page: Person, title: string) => expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();

/** Has the counselor be bookable and away for as long as can be booked; answers what ends that. */
async function away(office: Person): Promise<() => Promise<void>> {
  await beBookable(office, COUNSELOR);
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const period = { unit: 'days', from: day(0), until: day(70) };
  const { id } = await asStaff(office, COUNSELOR, 'POST', '/absences', { period, label: '' });
  return async () => {
    await asStaff(office, COUNSELOR, 'DELETE', `/absences/${id as string}`);
  };
}

/** Leads to the times of whoever has time, by phone. */
async function toTimes(page: Person, words: Words): Promise<void> {
  const { booking } = words;
  await page.goto(`${PORTAL}/book`);
  await page.getByRole('radio', { name: booking.phone }).check();
  await page.getByRole('button', { name: booking.next, exact: true }).click();
  await step(page, booking.person);
  await page.getByRole('radio', { name: booking.anyone }).check();
  await page.getByRole('button', { name: booking.next, exact: true }).click();
  await step(page, booking.time);
}

/** Goes onto the waiting list from there. */
async function wait(page: Person, words: Words): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: words.waiting.open }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(words.waiting.lead)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.waiting.open }).click();
  await step(page, words.booking.mine);
}

const entry = (page: Person, words: Words) => page.getByRole('listitem').filter({ hasText: words.waiting.what });

test('who waits is offered what becomes free, sees for how long, and takes it', async ({ person, words }) => {
  const { booking, waiting } = words;
  const [page, office] = [await person(), await person()];
  const comeBack = await away(office);
  await newClient(page, words, CLIENT_NAME);
  await toTimes(page, words);
  await keepScreenshot(page, 'book-nothing-free');
  await wait(page, words);
  await expect(entry(page, words).getByText(waiting.waits)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'waiting-list');
  await markDocument(page);

  await comeBack();
  const offered = entry(page, words);
  await expect(offered.getByText(waiting.offered)).toBeVisible();
  await expect(offered.getByText(waiting.left)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'waiting-list-offered');
  await offered.getByRole('button', { name: waiting.accept }).click();
  await expect(page.getByText(booking.requested)).toBeVisible();
  await expect(entry(page, words)).toHaveCount(0);
  await expectNoReload(page);
  await expectAccessible(page);
});

test('what does not suit is given back, and one leaves the list', async ({ person, words }) => {
  const { waiting } = words;
  const [page, office] = [await person(), await person()];
  const comeBack = await away(office);
  await newClient(page, words, CLIENT_NAME);
  await toTimes(page, words);
  await wait(page, words);
  // Once is enough.
  await toTimes(page, words);
  await page.getByRole('main').getByRole('button', { name: waiting.open }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: waiting.open }).click();
  await expect(dialog.getByText(waiting.known)).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${PORTAL}/appointments`);
  await expect(entry(page, words).getByText(waiting.waits)).toBeVisible();

  await comeBack();
  const time = entry(page, words).locator('time');
  await expect(time).toBeVisible();
  const first = await time.getAttribute('datetime');
  await entry(page, words).getByRole('button', { name: waiting.decline }).click();
  await expect(page.getByText(waiting.declined)).toBeVisible();
  // The next is free, too, and is offered; never the same again.
  await expect(time).not.toHaveAttribute('datetime', first ?? '');
  await entry(page, words).getByRole('button', { name: waiting.leave }).click();
  await expect(entry(page, words)).toHaveCount(0);
  // There are times again, so that one chooses instead of waiting.
  await toTimes(page, words);
  await page.getByRole('main').getByRole('button', { name: waiting.open }).click();
  await dialog.getByRole('button', { name: waiting.open }).click();
  await expect(dialog.getByText(waiting.slotsFree)).toBeVisible();
});

test('staff see who waits, and take somebody off', async ({ person, words }) => {
  const { waiting, bookings } = words;
  const [page, office, staff] = [await person(), await person(), await person()];
  await setBookingRules(office, { max_open_bookings: 3 });
  await away(office);
  await newClient(page, words, CLIENT_NAME);
  await toTimes(page, words);
  await wait(page, words);
  await signInStaff(staff, words);
  await staff.goto('/bookings');
  await staff.getByRole('button', { name: bookings.setUp }).click();
  await staff.getByRole('menuitem', { name: waiting.title }).click();
  const dialog = staff.getByRole('dialog');
  const row = dialog.getByRole('listitem').filter({ hasText: CLIENT_NAME });
  await expect(row).toContainText('Erstgespräch');
  await expectAccessible(staff);
  await expectNoSidewaysScrolling(staff);
  await keepScreenshot(staff, 'waiting-list-staff');
  await row.getByRole('button', { name: waiting.takeOff }).click();
  await expect(dialog.getByText(waiting.sure)).toBeVisible();
  await expectAccessible(staff);
  await row.getByRole('button', { name: waiting.takeOff }).click();
  await expect(dialog.getByText(waiting.none)).toBeVisible();
  await expect(entry(page, words)).toHaveCount(0);
});
