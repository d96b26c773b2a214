// Monitorings: written down alone, of a client, of a mail request and of an appointment; shown, changed, deleted; and what a
// facility wants to know in them.

import type { Locator } from '@playwright/test';
import { asAdmin, asStaff, clientId, counselorId } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { expectArrived, expectFocusSeen, pressInMenu, tabAndPress, tabAndType, tabTo, typeInto } from './support/keyboard.ts';
import { ADMIN, CLIENT, COLLEAGUE, COUNSELOR, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

const WORDS = {
  de: {
    title: 'Monitorings',
    tab: /^Monitoring/,
    new: 'Monitoring eintragen',
    edit: 'Monitoring ändern',
    date: 'Datum',
    minutes: 'Dauer in Minuten',
    minutesBad: 'Geben Sie eine Zahl von 1 bis 1.440 an.',
    dateBad: 'Wählen Sie heute oder einen Tag davor.',
    subject: 'Thema',
    channel: /^Kanal/,
    phone: 'Telefon',
    counselor: 'Berater:in',
    find: 'Klient:in suchen',
    pick: 'Auswählen',
    without: 'Ohne Person eintragen',
    noPerson: 'ohne Person',
    fields: /^Beratungsfelder/,
    addiction: 'Sucht',
    place: /^Wohnort/,
    remark: /^Bemerkung/,
    save: 'Speichern',
    saved: 'Das Monitoring ist gespeichert.',
    actions: /^Aktionen zum Monitoring/,
    change: 'Ändern',
    delete: 'Löschen',
    deleteTitle: 'Monitoring löschen?',
    deleteSubmit: 'Monitoring löschen',
    deleted: 'Das Monitoring ist gelöscht.',
    caption: 'Monitorings, neueste zuerst',
    filter: 'Monitorings filtern',
    until: 'bis',
    nothing: 'Kein Monitoring gefunden',
    showAll: 'Alle zeigen',
    takeStated: 'In ein Monitoring übernehmen',
    isStated: 'Was mit der Anfrage angegeben wurde, steht unter den Stammdaten.',
    requestMenu: 'Weitere Aktionen zur Anfrage',
    requestData: 'Daten der Anfrage',
    minutesShown: /^35\sMin\.$/,
    settings: 'Monitoring-Felder',
    newField: 'Feld anlegen',
    nameDe: 'Name auf Deutsch',
    nameEn: 'Name auf Englisch',
    kind: 'Art der Antwort',
    kinds: { one: 'Eines von mehreren', several: 'Mehrere von mehreren', yesNo: 'Ja oder Nein', number: 'Zahl', text: 'Text' },
    addOption: 'Auswahl hinzufügen',
    option: (word: string, n: number) => `${word}, Auswahl ${n}`,
    noOption: 'Geben Sie mindestens eine Auswahl an, die gewählt werden kann.',
    mandatory: 'Pflichtangabe',
    isMandatory: /Pflichtangabe/,
    active: 'Wird gefragt',
    inactive: /deaktiviert/,
    editField: (name: string) => `„${name}“ ändern`,
    up: (name: string) => `„${name}“ nach oben`,
    list: 'Felder in ihrer Reihenfolge',
    addSet: 'Hinzufügen Satz „Sucht“',
    setAdded: 'Der Satz ist hinzugefügt.',
    mandatoryTitle: 'Pflichtangaben und kleine Zahlen',
    part: 'Kanal',
    settingSaved: 'Gespeichert',
    fillIn: 'Bitte füllen Sie dieses Feld aus',
    own: { one: 'Konstellation', several: 'Beteiligte', yesNo: 'Mit Dolmetscher:in', number: 'Personen', text: 'Stichwort' },
    options: { alone: 'allein', pair: 'zu zweit' },
    keepMine: 'Ihre Angaben behalten',
  },
  en: {
    title: 'Monitorings',
    tab: /^Monitoring/,
    new: 'Record a monitoring',
    edit: 'Change the monitoring',
    date: 'Date',
    minutes: 'Duration in minutes',
    minutesBad: 'Enter a number from 1 to 1,440.',
    dateBad: 'Choose today or a day before.',
    subject: 'Subject',
    channel: /^Channel/,
    phone: 'Phone',
    counselor: 'Counselor',
    find: 'Find a client',
    pick: 'Choose',
    without: 'Record without a person',
    noPerson: 'no person',
    fields: /^Counselling fields/,
    addiction: 'Addiction',
    place: /^Place of residence/,
    remark: /^Remark/,
    save: 'Save',
    saved: 'The monitoring is saved.',
    actions: /^Actions for the monitoring/,
    change: 'Change',
    delete: 'Delete',
    deleteTitle: 'Delete the monitoring?',
    deleteSubmit: 'Delete the monitoring',
    deleted: 'The monitoring is deleted.',
    caption: 'Monitorings, newest first',
    filter: 'Filter monitorings',
    until: 'until',
    nothing: 'No monitoring found',
    showAll: 'Show all',
    takeStated: 'Take into a monitoring',
    isStated: 'What was stated with the request stands among the master data.',
    requestMenu: 'More actions on the request',
    requestData: 'Data of the request',
    minutesShown: /^35\smin$/,
    settings: 'Monitoring fields',
    newField: 'Add a field',
    nameDe: 'Name in German',
    nameEn: 'Name in English',
    kind: 'Kind of answer',
    kinds: { one: 'One of several', several: 'Several of several', yesNo: 'Yes or no', number: 'Number', text: 'Text' },
    addOption: 'Add an option',
    option: (word: string, n: number) => `${word}, option ${n}`,
    noOption: 'Give at least one option that can be chosen.',
    mandatory: 'Mandatory',
    isMandatory: /Mandatory/,
    active: 'Is asked',
    inactive: /deactivated/,
    editField: (name: string) => `Change “${name}”`,
    up: (name: string) => `Move “${name}” up`,
    list: 'Fields in their order',
    addSet: 'Add set “Addiction”',
    setAdded: 'The set is added.',
    mandatoryTitle: 'Mandatory parts and small counts',
    part: 'Channel',
    settingSaved: 'Saved',
    fillIn: 'Please fill in this field',
    own: { one: 'Constellation', several: 'Involved', yesNo: 'With an interpreter', number: 'Persons', text: 'Keyword' },
    options: { alone: 'alone', pair: 'two' },
    keepMine: 'Keep your entries',
  },
};

type T = (typeof WORDS)['de'] | (typeof WORDS)['en'];

const heading = (page: Person, name: string | RegExp) => expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
const save = (page: Person, t: T) => page.getByRole('main').getByRole('button', { name: t.save, exact: true }).click();
const rowOf = (page: Person, subject: string) => page.getByRole('row').filter({ hasText: subject });

async function openMenu(page: Person, t: T, within: Locator, item: string): Promise<void> {
  await within.getByRole('button', { name: t.actions }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Writes one down as somebody, by the API. */
async function record(page: Person, who: typeof COUNSELOR, subject: string, more: Record<string, unknown> = {}): Promise<{ id: string; version: number }> {
  const body = { date: '2026-01-15', minutes: 35, subject, ...more };
  return (await asStaff(page, who, 'POST', '/monitorings', body)) as { id: string; version: number };
}

async function chooseClient(page: Person, t: T, pseudonym: string): Promise<void> {
  await page.getByRole('searchbox', { name: t.find }).fill(pseudonym);
  await page.getByRole('listitem').filter({ hasText: pseudonym }).getByRole('button', { name: t.pick }).click();
}

test('with the keyboard alone a monitoring is written down, changed and deleted', async ({ person, words, language }) => {
  const t = WORDS[language];
  const page = await person();
  await signInStaff(page, words);
  await page.goto('/monitorings');
  await expectArrived(page, t.title);
  await tabAndPress(page, page.getByRole('link', { name: t.new }));
  await expectArrived(page, t.new);

  await test.step('with a client who is found while one types', async () => {
    await tabAndType(page, page.getByRole('searchbox', { name: t.find }), CLIENT.name);
    await tabAndPress(page, page.getByRole('listitem').filter({ hasText: CLIENT.name }).getByRole('button', { name: t.pick }));
    await expect(page.getByRole('main').getByText(CLIENT.name, { exact: true })).toBeVisible();
    await expect(page.locator('body')).not.toBeFocused();
    await expectFocusSeen(page);
    // Month, day and year, as the browser of the tests has them.
    await tabTo(page, page.getByLabel(t.date));
    await page.keyboard.type('1');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('152026');
    await expect(page.getByLabel(t.date)).toHaveValue('2026-01-15');
    await tabAndType(page, page.getByLabel(t.minutes), '35');
    await tabAndType(page, page.getByLabel(t.subject), 'Schlaf und Arbeit');
    await tabTo(page, page.getByLabel(t.channel));
    await page.keyboard.type(t.phone.slice(0, 3));
    await tabAndPress(page, page.getByRole('group', { name: t.fields }).getByLabel(t.addiction, { exact: true }), 'Space');
    await expect(page.getByRole('group', { name: t.fields }).getByLabel(t.addiction, { exact: true })).toBeChecked();
    await tabAndPress(page, page.getByRole('main').getByRole('button', { name: t.save, exact: true }));
    await expectArrived(page, 'Schlaf und Arbeit');
    await expect(page.getByRole('main').getByText(t.phone, { exact: true })).toBeVisible();
  });

  const actions = page.getByRole('main').getByRole('button', { name: t.actions });
  await tabAndPress(page, actions);
  await pressInMenu(page, page.getByRole('menuitem', { name: t.change }));
  await expectArrived(page, t.edit);
  await tabTo(page, page.getByLabel(t.minutes));
  await page.keyboard.press('Control+a');
  await typeInto(page.getByLabel(t.minutes), '50');
  await page.keyboard.press('Enter');
  await expectArrived(page, 'Schlaf und Arbeit');
  await expect(page.getByText(/^50\s[Mm]in/)).toBeVisible();

  await tabAndPress(page, actions);
  await pressInMenu(page, page.getByRole('menuitem', { name: t.delete }));
  const dialog = page.getByRole('dialog', { name: t.deleteTitle });
  await expect(dialog.getByRole('button', { name: words.cancel, exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(actions).toBeFocused();
  await page.keyboard.press('Enter');
  await pressInMenu(page, page.getByRole('menuitem', { name: t.delete }));
  await tabAndPress(page, dialog.getByRole('button', { name: t.deleteSubmit }));
  await expect(page.getByText(t.deleted)).toBeVisible();
  await expectArrived(page, t.title);
});

test('a counselor records a walk-in, looks at it, changes it and deletes it', async ({ person, words, language }) => {
  const t = WORDS[language];
  const page = await person();
  await signInStaff(page, words);
  await page.getByRole('button', { name: words.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: t.title }).click();
  await heading(page, t.title);
  await page.getByRole('link', { name: t.new }).click();
  await heading(page, t.new);

  await test.step('what is missing or cannot be is said at its field', async () => {
    await page.getByLabel(t.minutes).fill('1441');
    await page.getByLabel(t.date).fill('2100-01-01');
    await save(page, t);
    await expect(page.getByLabel(t.subject)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(t.minutesBad).first()).toBeVisible();
    await expect(page.getByText(t.dateBad).first()).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  });

  await test.step('it is written down without a person', async () => {
    await page.getByLabel(t.date).fill('2026-01-15');
    await page.getByLabel(t.minutes).fill('35');
    await page.getByLabel(t.subject).fill('Am Telefon, ohne Namen');
    await page.getByLabel(t.channel).selectOption(t.phone);
    await page.getByRole('group', { name: t.fields }).getByLabel(t.addiction, { exact: true }).check();
    await page.getByLabel(t.remark).fill('Ruft vielleicht wieder an.');
    await expectAccessible(page);
    await keepScreenshot(page, 'monitoring-form');
    await save(page, t);
    await heading(page, 'Am Telefon, ohne Namen');
    await expect(page.getByText(t.saved)).toBeVisible();
    await expect(page.getByText(t.noPerson)).toBeVisible();
    await expect(page.getByText(t.minutesShown)).toBeVisible();
    await expect(page.getByRole('main').getByText(t.addiction, { exact: true })).toBeVisible();
    await expect(page.getByText('Ruft vielleicht wieder an.')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await keepScreenshot(page, 'monitoring');
  });

  await test.step('leaving with something unsaved is asked about; it is changed', async () => {
    await openMenu(page, t, page.getByRole('main'), t.change);
    await heading(page, t.edit);
    await expect(page.getByLabel(t.minutes)).toHaveValue('35');
    await page.getByLabel(t.subject).fill('Am Telefon, ohne Namen, zweites Mal');
    await page.getByRole('link', { name: words.cancel, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await save(page, t);
    await heading(page, 'Am Telefon, ohne Namen, zweites Mal');
  });

  await test.step('it stands in the list, by its day, and goes only after the question', async () => {
    await page.getByRole('link', { name: t.title }).first().click();
    await heading(page, t.title);
    await page.getByRole('search', { name: t.filter }).getByLabel(t.until, { exact: true }).fill('2026-01-15');
    const row = rowOf(page, 'Am Telefon, ohne Namen, zweites Mal');
    await expect(row).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await keepScreenshot(page, 'monitorings');
    await openMenu(page, t, row, t.delete);
    const dialog = page.getByRole('dialog', { name: t.deleteTitle });
    await expect(dialog.getByRole('button', { name: words.cancel, exact: true })).toBeFocused();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: t.deleteSubmit }).click();
    await expect(page.getByText(t.deleted)).toBeVisible();
    await expect(row).toHaveCount(0);
  });
});

test('counselors see their own, admins all, and whoever was slower sees both versions', async ({ person, words, language }) => {
  const t = WORDS[language];
  const office = await person();
  const { id, version } = await record(office, COUNSELOR, 'Gespräch mit der Schule', { channel: 'phone' });
  const colleague = await person();
  await signInStaff(colleague, words, COLLEAGUE);
  await colleague.goto(`/monitorings/${id}`);
  await heading(colleague, new RegExp(words.notFound));
  await colleague.goto('/monitorings?until=2026-01-15');
  await expect(colleague.getByRole('search', { name: t.filter })).toBeVisible();
  await expect(colleague.getByRole('combobox', { name: t.counselor })).toHaveCount(0);
  await expect(rowOf(colleague, 'Gespräch mit der Schule')).toHaveCount(0);

  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/monitorings');
  await expect(admin.getByRole('table')).toBeVisible();
  const days = await admin.getByRole('table').getByRole('time').evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''));
  expect(days.length).toBeGreaterThan(5);
  expect(days).toEqual([...days].sort().reverse());
  await admin.getByRole('combobox', { name: t.counselor }).selectOption(COUNSELOR.displayName);
  await admin.getByRole('combobox', { name: t.channel }).selectOption(t.phone);
  await admin.getByRole('search', { name: t.filter }).getByLabel(t.until, { exact: true }).fill('2026-01-15');
  const row = rowOf(admin, 'Gespräch mit der Schule');
  await expect(row).toContainText(COUNSELOR.displayName);
  await expect(admin).toHaveURL(/counselor=.*|channel=phone/);
  await admin.getByRole('combobox', { name: t.counselor }).selectOption(COLLEAGUE.displayName);
  await expect(row).toHaveCount(0);

  await admin.goto(`/monitorings/${id}/edit`);
  await expect(admin.getByLabel(t.counselor)).toHaveValue(await counselorId(office, COUNSELOR.displayName));
  await admin.getByLabel(t.minutes).fill('40');
  const body = { date: '2026-01-15', minutes: 50, subject: 'Gespräch mit der Schule', channel: 'phone' };
  await asStaff(office, COUNSELOR, 'PUT', `/monitorings/${id}`, body, version);
  await save(admin, t);
  const theirs = admin.getByRole('row').filter({ hasText: '50' });
  await expect(theirs).toContainText('40');
  await expectAccessible(admin);
  await admin.getByRole('button', { name: t.keepMine, exact: true }).click();
  await heading(admin, 'Gespräch mit der Schule');
  await expect(admin.getByText(/^40\s/)).toBeVisible();
});

test('it begins with what is known of the client, and stands on their page', async ({ person, words, language }) => {
  const t = WORDS[language];
  const page = await person();
  await signInStaff(page, words);
  const id = await clientId(await person(), 'Seestern');
  await page.goto(`/members/${id}?part=monitorings`);
  await expect(page.getByRole('tabpanel', { name: t.tab })).toBeVisible();
  const tab = page.getByRole('tab', { name: t.tab });
  await expect(tab).toContainText(/\d/);
  const before = Number(/\d+/.exec((await tab.textContent()) ?? '')?.[0]);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'client-monitorings');
  await page.getByRole('tabpanel').getByRole('link', { name: t.new }).click();
  await heading(page, t.new);
  await expect(page.getByRole('main').getByText('Seestern', { exact: true })).toBeVisible();
  await page.getByLabel(t.minutes).fill('35');
  await page.getByLabel(t.subject).fill('Über die Nächte');
  await page.getByRole('button', { name: t.without }).click();
  await chooseClient(page, t, 'Seestern');
  await save(page, t);
  await heading(page, 'Über die Nächte');
  await page.getByRole('main').getByRole('link', { name: 'Seestern' }).click();
  await page.getByRole('tab', { name: t.tab }).click();
  await expect(tab).toContainText(String(before + 1));
  await expect(rowOf(page, 'Über die Nächte')).toBeVisible();
});

test('a mail request gives its subject; what was stated comes only by its button', async ({ person, words, language }) => {
  const t = WORDS[language];
  const office = await person();
  const { items } = (await asAdmin(office, 'GET', '/mail-requests?limit=100')) as { items: { id: string; subject: string }[] };
  let found: { id: string; subject: string } | undefined;
  for (const one of items) {
    const { answers } = (await asAdmin(office, 'GET', `/mail-requests/${one.id}/request-data`)) as { answers: unknown[] };
    if (answers.length > 0) found = one;
  }
  if (!found) throw new Error('nothing was stated in the demo');
  const page = await person();
  await signInStaff(page, words, ADMIN);
  const menu = async (item: string) => {
    await page.goto(`/mail/${found.id}`);
    await page.getByRole('main').getByRole('button', { name: t.requestMenu }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  await menu(t.new);
  await heading(page, t.new);
  await expect(page.getByLabel(t.subject)).toHaveValue(found.subject);
  await expect(page.getByLabel(t.channel)).toHaveValue('mail');
  await expect(page.getByLabel(t.place)).not.toHaveValue('Marburg');
  await expect(page.getByText(t.isStated)).toHaveCount(0);

  await menu(t.requestData);
  const dialog = page.getByRole('dialog', { name: t.requestData });
  const take = dialog.getByRole('link', { name: t.takeStated });
  await expect(take).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'request-data-monitoring');
  await take.click();
  await heading(page, t.new);
  await expect(page.getByText(t.isStated)).toBeVisible();
  await expect(page.getByLabel(t.place)).toHaveValue('Marburg');
  await page.getByLabel(t.minutes).fill('20');
  await save(page, t);
  await heading(page, found.subject);
  await expect(page.getByText('Marburg')).toBeVisible();
});

test('an appointment that has begun can be recorded with its length and channel', async ({ person, words, language }) => {
  const t = WORDS[language];
  const office = await person();
  const times = { past: '2025-01-06T09:00:00Z', next: '2030-01-07T09:00:00Z' };
  for (const starts_at of Object.values(times)) {
    await asAdmin(office, 'POST', '/bookings', {
      client_id: await clientId(office, 'Seestern'),
      counselor_id: await counselorId(office, COUNSELOR.displayName),
      channel: 'phone',
      starts_at,
      duration_minutes: 50,
    });
  }
  const page = await person();
  await signInStaff(page, words);
  const open = async (day: string) => {
    await page.goto(`/bookings?date=${day}`);
    await page.getByRole('main').getByRole('button', { name: /Seestern/ }).click();
    await expect(page.getByRole('dialog').getByRole('link', { name: /Seestern/ })).toBeVisible();
  };
  await open('2030-01-07');
  await expect(page.getByRole('dialog').getByRole('link', { name: t.new })).toHaveCount(0);
  await open('2025-01-06');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('link', { name: t.new }).click();
  await heading(page, t.new);
  await expect(page.getByLabel(t.date)).toHaveValue('2025-01-06');
  await expect(page.getByLabel(t.minutes)).toHaveValue('50');
  await expect(page.getByLabel(t.channel)).toHaveValue('phone');
  await expect(page.getByRole('main').getByText('Seestern', { exact: true })).toBeVisible();
  await page.getByLabel(t.subject).fill('Am Telefon');
  await save(page, t);
  await heading(page, 'Am Telefon');
});

/** Makes a field of the facility; its options are named the same in both languages. */
async function makeField(page: Person, t: T, name: string, kind: string, options: string[], mandatory = false): Promise<void> {
  await page.getByRole('button', { name: t.newField, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: t.newField });
  await dialog.getByLabel(t.nameDe, { exact: true }).fill(name);
  await dialog.getByLabel(t.nameEn, { exact: true }).fill(name);
  await dialog.getByLabel(t.kind).selectOption(kind);
  for (const [at, option] of options.entries()) {
    await dialog.getByRole('button', { name: t.addOption }).click();
    await dialog.getByLabel(t.option(t.nameDe, at + 1)).fill(option);
    await dialog.getByLabel(t.option(t.nameEn, at + 1)).fill(option);
  }
  if (mandatory) await dialog.getByLabel(t.mandatory, { exact: true }).check();
  await dialog.getByRole('button', { name: t.save, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a facility asks what it wants to know, and what was answered stays', async ({ person, words, language }) => {
  const t = WORDS[language];
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/settings/monitoring-fields');
  await expect(admin.getByRole('heading', { name: t.settings, level: 2 })).toBeVisible();
  const fields = admin.getByRole('list', { name: t.list });
  const field = (name: string) => fields.getByRole('listitem').filter({ hasText: name });

  await test.step('fields of all five kinds are made', async () => {
    await admin.getByRole('button', { name: t.newField, exact: true }).click();
    const dialog = admin.getByRole('dialog', { name: t.newField });
    await dialog.getByLabel(t.nameDe, { exact: true }).fill('Leer');
    await dialog.getByLabel(t.nameEn, { exact: true }).fill('Empty');
    await dialog.getByRole('button', { name: t.save, exact: true }).click();
    await expect(dialog.getByText(t.noOption).first()).toBeVisible();
    await expectAccessible(admin);
    await admin.keyboard.press('Escape');
    await makeField(admin, t, t.own.one, t.kinds.one, Object.values(t.options), true);
    await makeField(admin, t, t.own.several, t.kinds.several, Object.values(t.options));
    await makeField(admin, t, t.own.yesNo, t.kinds.yesNo, []);
    await makeField(admin, t, t.own.number, t.kinds.number, []);
    await makeField(admin, t, t.own.text, t.kinds.text, []);
    await expect(field(t.own.one)).toContainText(t.isMandatory);
    await expectAccessible(admin);
    await expectNoSidewaysScrolling(admin);
    await keepScreenshot(admin, 'monitoring-fields');
  });

  await test.step('what is mandatory besides is set', async () => {
    await admin.goto('/settings/monitorings');
    await admin.getByLabel(t.part, { exact: true }).check();
    await expectAccessible(admin);
    await admin.getByRole('button', { name: t.save, exact: true }).click();
    await expect(admin.getByText(t.settingSaved, { exact: true })).toBeVisible();
    await keepScreenshot(admin, 'monitoring-settings');
  });

  const page = await person();
  await test.step('the form asks for it', async () => {
    await signInStaff(page, words);
    await page.goto('/settings/monitoring-fields');
    await expect(page.getByRole('heading', { name: words.noSuchPage })).toBeVisible();
    await page.goto('/monitorings/new');
    await page.getByLabel(t.minutes).fill('35');
    await page.getByLabel(t.subject).fill('Zu zweit im Raum');
    await page.getByLabel(t.own.one).scrollIntoViewIfNeeded();
    await save(page, t);
    await expect(page.getByLabel(t.own.one)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel(t.channel)).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await page.getByLabel(t.channel).selectOption(t.phone);
    await page.getByLabel(t.own.one).selectOption(t.options.pair);
    const several = page.getByRole('group', { name: t.own.several });
    for (const option of Object.values(t.options)) await several.getByLabel(option, { exact: true }).check();
    await page.getByLabel(t.own.yesNo).selectOption('yes');
    await page.getByLabel(t.own.number).fill('zwei');
    await page.getByLabel(t.own.text).fill('Familienrat');
    await save(page, t);
    await expect(page.getByLabel(t.own.number)).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel(t.own.number).fill('2');
    await keepScreenshot(page, 'monitoring-own-fields');
    await save(page, t);
    await heading(page, 'Zu zweit im Raum');
    await expect(page.getByText('Familienrat')).toBeVisible();
    await expect(page.getByText(Object.values(t.options).join(', '))).toBeVisible();
  });

  await test.step('a field is moved, renamed and deactivated; its answers stay', async () => {
    await admin.goto('/settings/monitoring-fields');
    await admin.getByRole('button', { name: t.up(t.own.text) }).click();
    const names = () => fields.getByRole('listitem').locator('b').allTextContents();
    await expect.poll(async () => (await names()).slice(-2)).toEqual([t.own.text, t.own.number]);
    await admin.getByRole('button', { name: t.editField(t.own.one) }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel(t.nameDe, { exact: true }).fill('Wer dabei war');
    await dialog.getByLabel(t.nameEn, { exact: true }).fill('Wer dabei war');
    await dialog.getByLabel(t.active, { exact: true }).uncheck();
    await expectAccessible(admin);
    await keepScreenshot(admin, 'monitoring-field');
    await dialog.getByRole('button', { name: t.save, exact: true }).click();
    await expect(field('Wer dabei war')).toContainText(t.inactive);
    await page.reload();
    await heading(page, 'Zu zweit im Raum');
    const line = page.getByRole('main').locator('dl > div').filter({ hasText: 'Wer dabei war' });
    await expect(line).toContainText(t.options.pair);
    await openMenu(page, t, page.getByRole('main'), t.change);
    await heading(page, t.edit);
    await expect(page.getByLabel('Wer dabei war')).toHaveCount(0);
    await page.getByLabel(t.minutes).fill('36');
    await save(page, t);
    await heading(page, 'Zu zweit im Raum');
    await expect(line).toContainText(t.options.pair);
  });

  await test.step('a ready-made set is added, with its official categories', async () => {
    await admin.getByRole('button', { name: t.addSet }).click();
    await expect(admin.getByText(t.setAdded)).toBeVisible();
    await expect(admin.getByRole('button', { name: t.addSet })).toHaveCount(0);
    await expect(fields.getByText(/KDS/).first()).toBeVisible();
  });
});

test('a list that shows nothing says so, and the colours hold in the dark', async ({ person, words, language }) => {
  const t = WORDS[language];
  const page = await person();
  await page.emulateMedia({ colorScheme: 'dark' });
  await signInStaff(page, words);
  await page.goto('/monitorings?from=2001-01-01&until=2001-01-02');
  await expect(page.getByText(t.nothing)).toBeVisible();
  await page.getByRole('link', { name: t.showAll }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await expectAccessible(page, { colours: true });
  await keepScreenshot(page, 'monitorings-dark');
  await page.goto('/monitorings/new');
  await expect(page.getByLabel(t.minutes)).toBeVisible();
  await expectAccessible(page, { colours: true });
  await keepScreenshot(page, 'monitoring-form-dark');
});
