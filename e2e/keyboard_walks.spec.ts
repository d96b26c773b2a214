// The main tasks with the keyboard alone: at every step something has the focus and shows it, and it is what
// whoever does the task wants next. Monitorings are walked in monitorings.spec.ts, the search in search.spec.ts.

import { beBookable, setBookingRules } from './support/api.ts';
import { expectArrived, expectFocusSeen, pressInMenu, tabAndPress, tabAndType, tabTo, typeInto } from './support/keyboard.ts';
import { ADMIN, CLIENT, COUNSELOR, PORTAL, signInClient, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

const REQUEST = { subject: 'Ich finde keinen Schlaf', text: 'Seit drei Wochen liege ich wach.' };
const ANSWER = 'Guten Tag, danke, dass Sie schreiben.';
const STRANGER = { name: 'Nachteule_5', password: 'ein langer Satz für mich' };

test('a request is written, answered, released, taken over, completed, and left in an instant', async ({ person, words, server }) => {
  const [client, office] = [await person(), await person()];

  await test.step('the client writes, and makes an account', async () => {
    await client.goto(PORTAL);
    await expectArrived(client, words.landing.title);
    await tabAndPress(client, client.getByRole('main').getByRole('link', { name: words.landing.write }).first());
    await expectArrived(client, words.write.title);
    // What is missing is led to.
    await tabAndPress(client, client.getByRole('button', { name: words.write.next, exact: true }));
    const summary = client.getByRole('alert').filter({ hasText: words.checkEntries });
    await expect(summary).toBeFocused();
    await tabAndPress(client, summary.getByRole('link').first());
    await typeInto(client.getByLabel(words.write.subject), REQUEST.subject);
    await tabAndType(client, client.getByLabel(words.write.text), REQUEST.text);
    await tabAndPress(client, client.getByRole('button', { name: words.write.next, exact: true }));
    await expectArrived(client, words.register.title);
    await tabAndType(client, client.getByLabel(words.register.pseudonym), STRANGER.name);
    await tabAndType(client, client.getByLabel(words.register.password, { exact: true }), STRANGER.password);
    await client.keyboard.press('Enter');
    await expectArrived(client, words.ownData.codeTitle);
    await tabAndPress(client, client.getByRole('button', { name: words.ownData.goOn, exact: true }));
    await expectArrived(client, REQUEST.subject);
  });

  const steps = office.getByRole('button', { name: words.steps.menu });
  const entry = (name: string | RegExp) => office.getByRole('menuitem', { name, exact: true });

  await test.step('the counselor signs in, takes it over and answers', async () => {
    await office.goto('/login?next=/mail');
    await expectArrived(office, words.signIn);
    await tabAndType(office, office.getByLabel(words.login.name), COUNSELOR.name);
    await tabAndType(office, office.getByLabel(words.login.password, { exact: true }), COUNSELOR.password);
    await office.keyboard.press('Enter');
    await expectArrived(office, words.mail.title);
    await tabAndPress(office, office.getByRole('link', { name: REQUEST.subject }));
    await expectArrived(office, REQUEST.subject);
    await tabAndPress(office, office.getByRole('button', { name: words.steps.takeOver }));
    await expect(office.getByText(words.steps.mine)).toBeVisible();
    // In the place of the button is the next one, or what else can be done.
    const release = office.getByRole('button', { name: words.steps.release, exact: true });
    await expect(release.or(steps).and(office.locator(':focus'))).toHaveCount(1);
    await expectFocusSeen(office);
    const answer = office.getByRole('textbox', { name: words.mail.answerTo(STRANGER.name) });
    await office.keyboard.press('r');
    await typeInto(answer, ANSWER);
    await tabAndPress(office, office.getByRole('button', { name: words.mail.send, exact: true }));
    await expect(client.getByText(ANSWER)).toBeVisible();
    await expect(answer).toHaveValue('');
    await expectFocusSeen(office);
    await expect(office.locator('body')).not.toBeFocused();
  });

  await test.step('the client reads the answer, and writes back', async () => {
    await tabAndType(client, client.getByRole('textbox', { name: words.requests.reply }), 'Danke. Abends trinke ich Kaffee.');
    const send = client.getByRole('button', { name: words.requests.send, exact: true });
    await tabAndPress(client, send);
    await expect(client.getByRole('article').filter({ hasText: 'Kaffee' })).toBeVisible();
    await expect(send).toBeFocused();
  });

  await test.step('the counselor releases it, takes it over once more and completes it', async () => {
    await expect(office.getByText('Abends trinke ich Kaffee.')).toBeVisible();
    await tabTo(office, steps, 'Shift+Tab');
    await office.keyboard.press('Enter');
    await pressInMenu(office, entry(words.steps.release));
    await expect(office.getByRole('button', { name: words.steps.takeOver })).toBeVisible();
    await expect(steps).toBeFocused();
    await office.keyboard.press('Enter');
    await pressInMenu(office, entry(words.steps.takeOver));
    await expect(office.getByText(words.steps.mine).last()).toBeVisible();
    await expect(steps).toBeFocused();
    // A menu that is left as it is gives the focus back as well.
    await office.keyboard.press('Enter');
    await expect(entry(words.steps.complete)).toBeVisible();
    await office.keyboard.press('Escape');
    await expect(steps).toBeFocused();
    await office.keyboard.press('Enter');
    await pressInMenu(office, entry(words.steps.complete));
    await expect(office.getByText(words.steps.completed)).toBeVisible();
    await expect(steps).toBeFocused();
    await expectFocusSeen(office);
  });

  await test.step('the client is away at once', async () => {
    for (let n = 0; n < 3; n++) await client.keyboard.press('Escape');
    await expect(client).toHaveTitle('elsewhere');
    expect(client.outside.length).toBeGreaterThan(0);
    expect(new URL(client.url()).origin).not.toBe(server.url);
  });
});

test('a client books an appointment and calls it off', async ({ person, words }) => {
  const { booking } = words;
  const page = await person();
  await beBookable(page, COUNSELOR, { atOnce: true });
  await setBookingRules(page, { notice_hours: 0 });
  await signInClient(page, words);
  const go = page.getByRole('button', { name: booking.next, exact: true });
  await page.goto(`${PORTAL}/book`);
  await expectArrived(page, booking.way);
  await tabAndPress(page, page.getByRole('radio', { name: booking.phone }), 'Space');
  await expect(page.getByRole('radio', { name: booking.phone })).toBeChecked();
  await tabAndPress(page, go);
  await expectArrived(page, booking.person);
  await tabTo(page, page.getByRole('main').getByRole('radio').first());
  await page.keyboard.press('Space');
  // Arrows go from one to the next.
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('main').getByRole('radio').nth(1)).toBeFocused();
  await expect(page.getByRole('main').getByRole('radio').nth(1)).toBeChecked();
  await expectFocusSeen(page);
  await tabAndPress(page, go);
  await expectArrived(page, booking.time);
  await tabTo(page, page.getByRole('main').getByRole('radio').first());
  await page.keyboard.press('Space');
  await expect(page.getByRole('main').getByRole('radio').first()).toBeChecked();
  await tabAndPress(page, page.getByRole('button', { name: booking.hold }));
  await expectArrived(page, booking.almost);
  await tabAndType(page, page.getByLabel(booking.note), 'Bitte sprechen Sie langsam.');
  await tabAndPress(page, page.getByRole('button', { name: booking.book, exact: true }));
  await expect(page.getByRole('heading', { name: booking.mine, level: 1 })).toBeVisible();
  // What has just happened is what one hears first.
  await expect(page.locator('#just-booked')).toBeFocused();

  const mine = page.getByRole('listitem').filter({ hasText: 'Bitte sprechen Sie langsam.' });
  const cancel = mine.getByRole('button', { name: booking.cancel });
  const dialog = page.getByRole('dialog', { name: booking.cancelTitle });
  await tabAndPress(page, cancel);
  await expect(dialog.getByRole('button', { name: words.cancel, exact: true }).or(dialog.getByRole('button', { name: words.close }))).not.toHaveCount(0);
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await tabAndType(page, dialog.getByLabel(booking.reason), 'Ich bin krank.');
  await tabAndPress(page, dialog.getByRole('button', { name: booking.cancelVerb, exact: true }));
  await expect(mine.getByText(booking.cancelled, { exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
});

test('an appointment is made in the calendar, moved and called off', async ({ person, words }) => {
  const { bookings } = words;
  const page = await person();
  await signInStaff(page, words);
  // A Monday on which nothing stands in the demo's calendar.
  await page.goto('/bookings?date=2030-01-07');
  // On a phone it says the day that is shown of that week.
  await expectArrived(page, new RegExp(`${bookings.week}|${bookings.monday.source.slice(1)}`));
  const form = page.getByRole('dialog', { name: bookings.newTitle });
  const create = page.getByRole('button', { name: bookings.create });
  await tabAndPress(page, create);
  await expect(form.getByRole('tab', { name: bookings.single })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await expect(create).toBeFocused();
  await page.keyboard.press('Enter');
  // The tabs are one stop, and arrows go from one to the next.
  await tabTo(page, form.getByRole('tab', { name: bookings.single }));
  await page.keyboard.press('ArrowRight');
  await expect(form.getByRole('tab', { name: bookings.group })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(form.getByRole('tab', { name: bookings.single })).toBeFocused();
  await tabAndType(page, form.getByRole('searchbox', { name: bookings.search }), CLIENT.name);
  await tabAndPress(page, form.getByRole('listitem').filter({ hasText: CLIENT.name }).getByRole('button', { name: bookings.choose }));
  await expect(form.getByText(CLIENT.name, { exact: true })).toBeVisible();
  await expect(form.getByRole('group', { name: bookings.search })).toBeFocused();
  await tabAndType(page, form.getByLabel(bookings.from, { exact: true }), '1100');
  await tabAndType(page, form.getByLabel(bookings.until, { exact: true }), '1150');
  await page.keyboard.press('Enter');
  await expect(page.getByText(bookings.created)).toBeVisible();
  await expect(form).toBeHidden();
  await expect(create).toBeFocused();

  const dialog = page.getByRole('dialog', { name: CLIENT.name });
  const entry = page.getByRole('main').getByRole('button', { name: new RegExp(CLIENT.name) });
  await tabAndPress(page, entry);
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(entry).toBeFocused();
  await page.keyboard.press('Enter');

  await test.step('moved by the form, which does what dragging does', async () => {
    const move = dialog.getByRole('button', { name: bookings.move, exact: true });
    await tabAndPress(page, move);
    await expect(dialog.getByLabel(bookings.day, { exact: true })).toBeFocused();
    await tabAndPress(page, dialog.getByRole('button', { name: bookings.back, exact: true }));
    await expect(move).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel(bookings.day, { exact: true })).toBeFocused();
    await tabAndType(page, dialog.getByLabel(bookings.from, { exact: true }), '1400');
    await tabAndType(page, dialog.getByLabel(bookings.until, { exact: true }), '1445');
    await page.keyboard.press('Enter');
    await expect(page.getByText(bookings.moved)).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(entry).toHaveAccessibleName(/14:00.14:45/);
    // It is another element now, in another place.
    await expect(entry).toBeFocused();
    await expectFocusSeen(page);
  });

  await test.step('called off', async () => {
    await page.keyboard.press('Enter');
    await tabAndPress(page, dialog.getByRole('button', { name: bookings.cancel, exact: true }));
    const reason = dialog.getByLabel(bookings.reason);
    await typeInto(reason, 'Ich bin krank.');
    await tabAndPress(page, dialog.getByRole('button', { name: bookings.cancel, exact: true }));
    await expect(page.getByText(bookings.wasCancelled)).toBeVisible();
    await expect(entry).toHaveCount(0);
    // What was pressed is gone; one is still in the calendar.
    await expect(page.getByRole('group', { name: bookings.calendar, exact: true })).toBeFocused();
  });
});

test('a conversation is opened; a message is written, changed and deleted', async ({ person, words }) => {
  const { chats } = words;
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await page.goto('/chats');
  await expect(page.getByRole('main')).toBeFocused();
  const dialog = page.getByRole('dialog', { name: chats.openNew });
  const question = page.getByRole('dialog', { name: chats.deleteTitle });
  const plus = page.getByRole('button', { name: chats.openNew });
  await tabAndPress(page, plus);
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(plus).toBeFocused();
  await page.keyboard.press('Enter');
  await tabAndType(page, dialog.getByRole('searchbox'), CLIENT.name);
  await tabAndPress(page, dialog.getByRole('button', { name: new RegExp(`^${CLIENT.name}`) }));
  await expect(dialog).toBeHidden();
  const field = page.getByRole('textbox', { name: chats.messageTo(CLIENT.name) });
  await typeInto(field, 'Bis el.');
  await tabAndPress(page, page.getByRole('button', { name: chats.send, exact: true }));
  await expect(field).toBeFocused();
  const log = page.getByRole('log', { name: chats.history });
  await expect(log.getByText('Bis el.')).toBeVisible();

  const actions = log.getByRole('button', { name: chats.actions });
  await tabTo(page, actions, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await pressInMenu(page, page.getByRole('menuitem', { name: chats.edit }));
  const edit = page.getByRole('textbox', { name: chats.editLabel });
  await expect(edit).toBeFocused();
  await page.keyboard.press('Control+a');
  await typeInto(edit, 'Bis elf.');
  await tabAndPress(page, page.getByRole('button', { name: words.save, exact: true }));
  await expect(log.getByText('Bis elf.')).toBeVisible();
  await expect(field).toBeFocused();

  await tabTo(page, actions, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await pressInMenu(page, page.getByRole('menuitem', { name: chats.delete }));
  await expect(question.getByRole('button', { name: words.cancel, exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(actions).toBeFocused();
  await page.keyboard.press('Enter');
  await pressInMenu(page, page.getByRole('menuitem', { name: chats.delete }));
  await tabAndPress(page, question.getByRole('button', { name: chats.delete, exact: true }));
  await expect(log.getByText(chats.deleted)).toBeVisible();
  await expect(log).toBeFocused();
  await expectFocusSeen(page);
});

test('an admin invites a counselor, changes a setting and finds a client', async ({ person, words, server }) => {
  const { counselors } = words;
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/counselors');
  await expectArrived(page, counselors.title);
  const dialog = page.getByRole('dialog', { name: counselors.create });
  const create = page.getByRole('button', { name: counselors.create });
  await tabAndPress(page, create);
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(create).toBeFocused();
  await page.keyboard.press('Enter');
  for (const [label, text] of [
    [counselors.firstName, 'Aylin'],
    [counselors.lastName, 'Demir'],
    [counselors.displayName, 'Aylin Demir'],
    [counselors.email, 'a.demir@lahntal.example'],
    [words.profile.loginName, 'a.demir'],
  ] as const) {
    await tabAndType(page, dialog.getByLabel(label), text);
  }
  await page.keyboard.press('Enter');
  await expectArrived(page, 'Aylin Demir');
  const invitations = async () => (await (await fetch(`${server.url}/demo/mails`)).text()).split('a.demir@lahntal.example').length - 1;
  await expect.poll(invitations).toBe(1);
  const invite = page.getByRole('button', { name: counselors.invite, exact: true });
  await tabAndPress(page, invite);
  await expect.poll(invitations).toBe(2);
  await expect(invite).toBeFocused();

  await test.step('a setting', async () => {
    const menu = page.getByRole('button', { name: words.menu, exact: true });
    await tabTo(page, menu, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await pressInMenu(page, page.getByRole('menuitem', { name: words.settings.title }));
    await expectArrived(page, words.settings.title);
    await tabAndPress(page, page.getByRole('main').getByRole('link', { name: words.workingTime.title }).first());
    await expect(page.getByRole('heading', { name: words.workingTime.title, level: 2 })).toBeVisible();
    await expect(page.getByRole('main')).toBeFocused();
    const amount = page.getByLabel(words.workingTime.amount);
    await tabTo(page, amount);
    await page.keyboard.press('Control+a');
    await typeInto(amount, '8');
    const save = page.getByRole('button', { name: words.workingTime.save, exact: true });
    await tabAndPress(page, save);
    await expect(page.getByText(words.workingTime.saved)).toBeVisible();
    await expect(page.locator('body')).not.toBeFocused();
  });

  await test.step('a client', async () => {
    await page.keyboard.press('Control+k');
    await typeInto(page.getByRole('combobox', { name: words.everywhere.title }), CLIENT.name);
    await expect(page.getByRole('dialog', { name: words.everywhere.title }).getByRole('option', { name: CLIENT.name }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expectArrived(page, CLIENT.name);
  });
});
