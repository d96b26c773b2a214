// What is set up for appointments: channels, services, booking times, absences, and the rules of the facility.

import { asStaff, clearOffer, counselorId } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const save = (page: Person, words: Words) => page.getByRole('button', { name: words.appointments.save, exact: true }).click();
const part = (page: Person, title: string) => expect(page.getByRole('heading', { name: title, level: 2 })).toBeVisible();

async function makeService(page: Person, words: Words, name: string, minutes: string): Promise<void> {
  await page.getByRole('button', { name: words.services.new, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: words.services.new });
  await dialog.getByLabel(words.services.name, { exact: true }).fill(name);
  await dialog.getByLabel(words.services.duration, { exact: true }).fill(minutes);
  await dialog.getByRole('button', { name: words.appointments.save, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a counselor says by which means they counsel, within what the facility offers', async ({ person, words }) => {
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/settings/channels');
  await part(admin, words.channels.title);
  await admin.getByLabel(words.channels.chat, { exact: true }).uncheck();
  await save(admin, words);
  await expect(admin.getByText(words.appointments.saved, { exact: true })).toBeVisible();
  await expectAccessible(admin);

  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await page.getByRole('button', { name: words.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: words.appointments.title }).click();
  await page.getByRole('link', { name: words.channels.title, exact: true }).click();
  await part(page, words.channels.title);
  await expect(page.getByText(words.channels.notOffered)).toBeVisible();
  await expect(page.getByLabel(words.channels.chat, { exact: true })).toHaveCount(0);
  await page.getByLabel(words.channels.address).fill('Bahnhofstraße 3\n35037 Marburg');
  await page.getByLabel(words.channels.number).fill('06421 123456');
  await page.getByLabel(words.channels.external).check();
  const link = page.getByLabel(words.channels.link, { exact: true });
  await link.fill('http://video.example/brandt');
  await save(page, words);
  await expect(link).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText(words.channels.linkBad).first()).toBeVisible();
  await expectAccessible(page);
  await link.fill('https://video.example/brandt');
  await save(page, words);
  await expect(page.getByText(words.appointments.saved, { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(words.channels.number)).toHaveValue('06421 123456');
  await expect(link).toHaveValue('https://video.example/brandt');
  await keepScreenshot(page, 'channels');

  // An admin finds and changes it too, and nobody loses what they typed.
  const desk = await person();
  const id = await counselorId(desk, COUNSELOR.displayName);
  await admin.goto(`/appointments/channels?of=${id}`);
  await expect(admin.getByRole('heading', { name: words.appointments.of(COUNSELOR.displayName), level: 1 })).toBeVisible();
  const number = admin.getByLabel(words.channels.number);
  await expect(number).toHaveValue('06421 123456');
  await number.fill('06421 654321');
  await page.getByLabel(words.channels.number).fill('06421 222222');
  await save(admin, words);
  await expect(admin.getByText(words.appointments.saved, { exact: true })).toBeVisible();
  await save(page, words);
  await expect(page.getByText(words.appointments.changedElsewhere)).toBeVisible();
  const theirs = page.getByRole('row').filter({ hasText: '06421 654321' });
  await expect(theirs).toContainText('06421 222222');
  await expectAccessible(page);
  await page.getByRole('button', { name: words.appointments.keepMine }).click();
  await expect(page.getByText(words.appointments.changedElsewhere)).toBeHidden();
  await page.reload();
  await expect(page.getByLabel(words.channels.number)).toHaveValue('06421 222222');

  const colleague = await person();
  await signInStaff(colleague, words, COLLEAGUE);
  await colleague.goto(`/appointments/channels?of=${id}`);
  await expect(colleague.getByRole('heading', { name: words.noSuchPage, level: 1 })).toBeVisible();
  await colleague.goto('/settings/channels');
  await expect(colleague.getByRole('heading', { name: words.noSuchPage, level: 1 })).toBeVisible();
});

test('services are made, changed and deleted', async ({ person, words }) => {
  const page = await person();
  const desk = await person();
  await clearOffer(desk);
  await signInStaff(page, words, ADMIN);
  await page.goto('/appointments/services');
  await expect(page.getByText(words.services.empty, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: words.services.new, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: words.services.new });
  await dialog.getByLabel(words.services.name, { exact: true }).fill('Erstgespräch');
  await dialog.getByLabel(words.services.forWhom).selectOption({ label: words.services.forAll });
  await dialog.getByLabel(words.services.duration, { exact: true }).fill('4');
  await dialog.getByLabel(words.services.followUp).fill('15');
  await dialog.getByRole('button', { name: words.appointments.save, exact: true }).click();
  await expect(dialog.getByText(words.services.bounds).first()).toBeVisible();
  await dialog.getByLabel(words.services.duration, { exact: true }).fill('30');
  await expect(dialog.getByText(words.services.blocks)).toBeVisible();
  await dialog.getByLabel(words.services.channel, { exact: true }).selectOption({ label: words.channels.phone });
  await dialog.getByLabel(words.services.description).fill('Zum Kennenlernen.');
  await dialog.getByLabel(words.services.atOnce).check();
  await expectAccessible(page);
  await keepScreenshot(page, 'service-dialog');
  await dialog.getByRole('button', { name: words.appointments.save, exact: true }).click();
  await expect(dialog).toBeHidden();
  await makeService(page, words, 'Kurzes Gespräch', '20');
  const shared = page.getByRole('listitem').filter({ hasText: 'Erstgespräch' });
  await expect(shared).toContainText(words.services.blocks);
  await expect(page.getByRole('heading', { name: words.services.shared, level: 3 })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);

  // A colleague uses the facility's and does not change it; another's own is not there.
  const colleague = await person();
  await signInStaff(colleague, words, COUNSELOR);
  await colleague.goto('/appointments/services');
  await expect(colleague.getByText('Erstgespräch')).toBeVisible();
  await expect(colleague.getByText('Kurzes Gespräch')).toHaveCount(0);
  await expect(colleague.getByRole('button', { name: words.services.edit('Erstgespräch') })).toHaveCount(0);

  // Somebody saves while the dialog is open.
  await page.getByRole('button', { name: words.services.edit('Erstgespräch') }).click();
  const editing = page.getByRole('dialog').filter({ has: page.getByLabel(words.services.duration, { exact: true }) });
  const { items } = (await asStaff(desk, ADMIN, 'GET', '/services')) as { items: { id: string; name: string; version: number }[] };
  const known = items.find((one) => one.name === 'Erstgespräch');
  await asStaff(desk, ADMIN, 'PATCH', `/services/${known?.id}`, { duration_minutes: 60 }, known?.version);
  await editing.getByLabel(words.services.name, { exact: true }).fill('Erstes Gespräch');
  await editing.getByRole('button', { name: words.appointments.save, exact: true }).click();
  await expect(editing.getByText(words.appointments.changedElsewhere)).toBeVisible();
  await editing.getByRole('button', { name: words.appointments.takeTheirs }).click();
  await expect(editing.getByLabel(words.services.duration, { exact: true })).toHaveValue('60');
  await editing.getByRole('button', { name: words.appointments.cancel, exact: true }).click();

  await page.getByRole('button', { name: words.services.delete('Kurzes Gespräch') }).click();
  const asks = page.getByRole('dialog').filter({ hasText: 'Kurzes Gespräch' });
  await expectAccessible(page);
  await asks.getByRole('button', { name: words.services.delete('Kurzes Gespräch') }).click();
  await expect(page.getByText(words.services.deleted)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Kurzes Gespräch' })).toHaveCount(0);
});

test('a week of booking times is typed, checked and kept', async ({ person, words }) => {
  const page = await person();
  const desk = await person();
  await clearOffer(desk);
  await signInStaff(page, words, COUNSELOR);
  const { bookingTimes } = words;
  await page.goto('/appointments/times');
  await expect(page.getByText(bookingTimes.empty, { exact: true })).toBeVisible();
  await page.goto('/appointments/services');
  await makeService(page, words, 'Gespräch', '30');
  await page.goto('/appointments/times');
  await part(page, bookingTimes.title);
  const monday = page.getByRole('region', { name: bookingTimes.monday });
  // What is switched on begins with a row.
  await page.getByRole('switch', { name: bookingTimes.monday }).uncheck();
  await page.getByRole('switch', { name: bookingTimes.monday }).check();
  await expect(monday.getByLabel(bookingTimes.from(bookingTimes.monday))).toHaveValue('09:00');
  await monday.getByRole('button', { name: bookingTimes.add(bookingTimes.monday) }).click();
  const second = monday.getByLabel(bookingTimes.until(bookingTimes.monday)).nth(1);
  await second.fill('8 Uhr');
  await save(page, words);
  await expect(monday.getByText(bookingTimes.timesBad)).toBeVisible();
  await expect(monday.getByLabel(bookingTimes.from(bookingTimes.monday)).nth(1)).toBeFocused();
  await expectAccessible(page);
  await second.fill('14:00');
  await monday.getByLabel(bookingTimes.from(bookingTimes.monday)).nth(1).fill('11:00');
  await save(page, words);
  await expect(monday.getByText(bookingTimes.overlaps)).toBeVisible();
  await keepScreenshot(page, 'booking-times-refused');
  await monday.getByLabel(bookingTimes.from(bookingTimes.monday)).nth(1).fill('13:00');
  await monday.getByRole('button', { name: bookingTimes.takeOver(bookingTimes.monday) }).click();
  const friday = page.getByRole('region', { name: bookingTimes.friday });
  await expect(friday.getByLabel(bookingTimes.from(bookingTimes.friday)).nth(1)).toHaveValue('13:00');
  await friday.getByRole('button', { name: bookingTimes.remove }).first().click();
  await page.getByLabel(bookingTimes.weeks, { exact: true }).selectOption({ label: bookingTimes.twoWeeks });
  await expectNoSidewaysScrolling(page);

  // Leaving asks first.
  await page.getByRole('link', { name: words.absences.title, exact: true }).click();
  await expect(page.getByRole('dialog', { name: words.appointments.leave })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: words.appointments.stay }).click();
  await save(page, words);
  await expect(page.getByText(words.appointments.saved, { exact: true })).toBeVisible();
  await page.reload();
  await expect(monday.getByLabel(bookingTimes.until(bookingTimes.monday)).nth(1)).toHaveValue('14:00');
  await expect(friday.getByLabel(bookingTimes.from(bookingTimes.friday))).toHaveValue('13:00');
  await expect(page.getByRole('switch', { name: bookingTimes.saturday })).not.toBeChecked();
  await keepScreenshot(page, 'booking-times');

  // Switching a day off keeps its rows.
  await page.getByRole('switch', { name: bookingTimes.monday }).uncheck();
  await save(page, words);
  await expect(page.getByText(words.appointments.saved, { exact: true }).last()).toBeVisible();
  await page.reload();
  await page.getByRole('switch', { name: bookingTimes.monday }).check();
  await expect(monday.getByLabel(bookingTimes.until(bookingTimes.monday))).toHaveCount(2);
});

test('an admin sets a colleague’s booking times with the facility’s services', async ({ person, words }) => {
  const page = await person();
  const desk = await person();
  await clearOffer(desk);
  await signInStaff(page, words, ADMIN);
  const { bookingTimes } = words;
  const shared = { shared: true, name: 'Für alle', duration_minutes: 45, channel: 'phone' };
  await asStaff(desk, ADMIN, 'POST', '/services', shared);
  await asStaff(desk, ADMIN, 'POST', '/services', { ...shared, shared: false, name: 'Nur für mich' });
  const id = await counselorId(desk, COUNSELOR.displayName);
  await page.goto(`/counselors/${id}`);
  await page.getByRole('link', { name: words.appointments.title }).click();
  await expect(page.getByRole('heading', { name: words.appointments.of(COUNSELOR.displayName), level: 1 })).toBeVisible();
  await page.getByRole('switch', { name: bookingTimes.tuesday }).uncheck();
  await page.getByRole('switch', { name: bookingTimes.tuesday }).check();
  const service = page.getByLabel(bookingTimes.service(bookingTimes.tuesday));
  await expect(service.getByRole('option')).toHaveCount(1);
  await save(page, words);
  await expect(page.getByText(words.appointments.saved, { exact: true })).toBeVisible();
  const stored = (await asStaff(desk, COUNSELOR, 'GET', `/counselors/${id}/booking-times`)) as { week: { rows: unknown[] }[] };
  expect(stored.week[1]?.rows).toHaveLength(1);
});

test('absences are entered for days and for hours, changed and deleted', async ({ person, words }) => {
  const page = await person();
  const desk = await person();
  await clearOffer(desk);
  await signInStaff(page, words, COUNSELOR);
  const { absences } = words;
  await page.goto('/appointments/absences');
  await expect(page.getByText(absences.empty, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: absences.new, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: absences.new });
  await dialog.getByLabel(absences.from, { exact: true }).fill('2099-12-21');
  await dialog.getByLabel(absences.until, { exact: true }).fill('2099-12-20');
  await dialog.getByRole('button', { name: words.appointments.save, exact: true }).click();
  await expect(dialog.getByText(absences.periodBad).first()).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(absences.until, { exact: true }).fill('2100-01-03');
  await dialog.getByLabel(absences.label).fill('Urlaub');
  await dialog.getByRole('button', { name: words.appointments.save, exact: true }).click();
  await expect(page.getByText(absences.days)).toBeVisible();

  await page.getByRole('button', { name: absences.new, exact: true }).click();
  await dialog.getByLabel(absences.inTimes).check();
  await dialog.getByLabel(absences.from, { exact: true }).fill('2099-12-01');
  await dialog.getByLabel(absences.until, { exact: true }).fill('2099-12-01');
  await dialog.getByLabel(absences.fromTime, { exact: true }).fill('10 Uhr');
  await dialog.getByLabel(absences.untilTime, { exact: true }).fill('12:30');
  await dialog.getByRole('button', { name: words.appointments.save, exact: true }).click();
  await expect(dialog.getByLabel(absences.fromTime, { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel(absences.fromTime, { exact: true }).fill('10:00');
  await dialog.getByRole('button', { name: words.appointments.save, exact: true }).click();
  await expect(page.getByText(absences.times)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'absences');

  // The hours are the facility's, whatever the browser's zone.
  const id = await counselorId(desk, COUNSELOR.displayName);
  const { items } = (await asStaff(desk, COUNSELOR, 'GET', `/absences?counselor_id=${id}`)) as { items: { starts_at: string }[] };
  expect(items.map((one) => one.starts_at)).toContain('2099-12-01T09:00:00Z');

  const holiday = page.getByRole('listitem').filter({ hasText: 'Urlaub' });
  await holiday.getByRole('button', { name: absences.edit }).click();
  const editing = page.getByRole('dialog').filter({ has: page.getByLabel(absences.label) });
  await editing.getByLabel(absences.label).fill('Elternzeit');
  await editing.getByRole('button', { name: words.appointments.save, exact: true }).click();
  const renamed = page.getByRole('listitem').filter({ hasText: 'Elternzeit' });
  await renamed.getByRole('button', { name: absences.delete }).click();
  await page.getByRole('dialog').getByRole('button', { name: absences.deleteVerb, exact: true }).click();
  await expect(page.getByText(absences.deleted)).toBeVisible();
  await expect(renamed).toHaveCount(0);
});

test('an admin sets the rules by which clients book', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/bookings');
  await part(page, words.bookingRules.title);
  const open = page.getByLabel(words.bookingRules.open, { exact: true });
  await expect(open).toHaveValue('3');
  await open.fill('0');
  await save(page, words);
  await expect(page.getByText(words.bookingRules.bounds).first()).toBeVisible();
  await expectAccessible(page);
  await open.fill('5');
  await page.getByLabel(words.bookingRules.lead, { exact: true }).fill('48');
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'booking-settings');
  await save(page, words);
  await expect(page.getByText(words.appointments.saved, { exact: true })).toBeVisible();
  await page.reload();
  await expect(open).toHaveValue('5');
  await open.fill('6');
  await page.getByRole('button', { name: words.appointments.discard, exact: true }).click();
  await expect(open).toHaveValue('5');
  await expect(page.getByRole('button', { name: words.appointments.save, exact: true })).toHaveCount(0);

  const counselor = await person();
  await signInStaff(counselor, words, COUNSELOR);
  await counselor.goto('/settings/bookings');
  await expect(counselor.getByRole('heading', { name: words.noSuchPage, level: 1 })).toBeVisible();
});
