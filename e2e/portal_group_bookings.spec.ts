// Group appointments as clients meet them: open ones are joined and left, full ones say so.

import { asStaff, clientId } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { CLIENT, COUNSELOR, expectNoReload, markDocument, newClient, PORTAL, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

const TITLE = 'Trennungsgruppe am Abend';

/** A group appointment in three weeks, at an hour at which nothing stands in anybody's calendar. */
async function group(office: Person, more: Record<string, unknown>): Promise<string> {
  const day = new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10);
  const made = await asStaff(office, COUNSELOR, 'POST', '/group-bookings', {
    title: TITLE,
    remarks: 'Kamera freiwillig.',
    channel: 'video',
    starts_at: `${day}T01:00:00Z`,
    ends_at: `${day}T02:30:00Z`,
    bookable: true,
    ...more,
  });
  return made.id as string;
}

const row = (page: Person) => page.getByRole('listitem').filter({ hasText: TITLE });

test('a client takes part in a group appointment and gives the place up to who waits for it', async ({ person, words }) => {
  const { groupOffers: offers, booking, waiting } = words;
  const page = await person();
  const second = await person();
  const office = await person();
  const id = await group(office, { max_participants: 1 });
  await signInClient(page, words);
  await page.goto(`${PORTAL}/appointments`);
  await page.getByRole('main').getByRole('link', { name: offers.title }).click();
  await expect(page.getByRole('heading', { name: offers.title, level: 1 })).toBeVisible();
  await expect(row(page)).toContainText('Kamera freiwillig.');
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'group-offers');
  await newClient(second, words, 'Zweite_Welle');
  await second.goto(`${PORTAL}/group-appointments`);
  await expect(row(second).getByRole('button', { name: offers.join })).toBeVisible();

  await row(page).getByRole('button', { name: offers.join }).click();
  await expect(row(page).getByText(offers.joined)).toBeVisible();
  await expect(row(page).getByRole('button', { name: offers.join })).toHaveCount(0);
  await expectAccessible(page);
  await keepScreenshot(page, 'group-offers-joined');

  // There was one place.
  await row(second).getByRole('button', { name: offers.join }).click();
  await expect(row(second).getByText(offers.wasLast)).toBeVisible();
  await expect(row(second).getByText(offers.full)).toBeVisible();
  await expectAccessible(second);
  await keepScreenshot(second, 'group-offers-full');
  await row(second).getByRole('button', { name: offers.wait }).click();
  await expect(row(second).getByText(waiting.waits)).toBeVisible();
  await expectAccessible(second);
  await keepScreenshot(second, 'group-offers-waiting');
  await second.goto(`${PORTAL}/appointments`);
  await expect(second.getByRole('heading', { name: booking.mine, level: 1 })).toBeVisible();
  await expect(row(second).getByText(waiting.waits)).toBeVisible();
  await expectAccessible(second);
  await expectNoSidewaysScrolling(second);
  await keepScreenshot(second, 'appointments-waiting-group');
  await signInStaff(office, words);
  await office.goto(`/bookings/${id}?part=participants`);
  const queue = office.getByRole('table', { name: waiting.title });
  await expect(queue.getByRole('row').filter({ hasText: 'Zweite_Welle' })).toBeVisible();
  await expectAccessible(office);
  await expectNoSidewaysScrolling(office);
  await keepScreenshot(office, 'group-booking-queue');

  // Among what is one's own it can be given up, and neither moved nor called off.
  await row(page).getByRole('link', { name: booking.mine }).click();
  await expect(row(page).getByText(booking.confirmed, { exact: true })).toBeVisible();
  await expect(row(page)).toContainText('Kamera freiwillig.');
  await expect(row(page).getByRole('link', { name: booking.move })).toHaveCount(0);
  await expect(row(page).getByRole('button', { name: booking.cancel })).toHaveCount(0);
  await keepScreenshot(page, 'appointments-group');
  await row(page).getByRole('button', { name: offers.leave }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(TITLE)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: offers.leaveVerb }).click();
  await expect(page.getByText(offers.left)).toBeVisible();
  await expect(row(page)).toHaveCount(0);

  // It is held for who waits, and nobody else gets in between.
  await expect(row(second).getByText(waiting.offered)).toBeVisible();
  await expect(row(second).getByText(waiting.left)).toBeVisible();
  await expect(queue.getByText(offers.heldUntil)).toBeVisible();
  await expectAccessible(second);
  await keepScreenshot(second, 'appointments-group-place');
  await page.goto(`${PORTAL}/group-appointments`);
  await expect(row(page).getByText(offers.full)).toBeVisible();
  await row(second).getByRole('button', { name: offers.accept }).click();
  await expect(row(second).getByText(booking.confirmed, { exact: true })).toBeVisible();
  await second.goto(`${PORTAL}/group-appointments`);
  await expect(row(second).getByText(offers.joined)).toBeVisible();
  await row(second).getByRole('button', { name: offers.leave }).click();
  await second.getByRole('dialog').getByRole('button', { name: offers.leaveVerb }).click();
  await expect(row(second).getByRole('button', { name: offers.join })).toBeVisible();
});

test('whom the centre takes out or puts in sees that at once', async ({ person, words }) => {
  const { groupOffers: offers } = words;
  const page = await person();
  const office = await person();
  const id = await group(office, {});
  const client = await clientId(office, CLIENT.name);
  await signInClient(page, words);
  await page.goto(`${PORTAL}/group-appointments`);
  const join = row(page).getByRole('button', { name: offers.join });
  await expect(join).toBeVisible();
  await markDocument(page);
  await asStaff(office, COUNSELOR, 'POST', `/group-bookings/${id}/participants`, { client_ids: [client] });
  await expect(row(page).getByText(offers.joined)).toBeVisible();
  await asStaff(office, COUNSELOR, 'DELETE', `/group-bookings/${id}/participants/${client}`);
  await expect(join).toBeVisible();
  await expectNoReload(page);
});

test('what clients cannot book is not there for them', async ({ person, words }) => {
  const page = await person();
  const office = await person();
  await group(office, { title: 'Teamsitzung', bookable: false });
  await signInClient(page, words);
  await page.goto(`${PORTAL}/group-appointments`);
  await expect(page.getByText(words.groupOffers.none)).toBeVisible();
  await expectAccessible(page);
});
