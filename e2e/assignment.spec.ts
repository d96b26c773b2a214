// Who gets a request: what the portal offers, what counselors and the facility set, and what comes of what a client states.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, PORTAL, register, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

const WORDS = {
  de: {
    about: 'Worum geht es?',
    who: 'Wer soll Ihnen antworten?',
    notSure: 'Ich weiß es noch nicht',
    anyone: /Wer gerade Zeit hat/,
    knowsYou: /Sie kennen sich schon/,
    aboutYou: /Angaben zu Ihnen/,
    addiction: 'Sucht',
    separation: 'Trennung und Scheidung',
    place: 'Wohnort',
    born: 'Geburtsjahr',
    settings: 'Einstellungen',
    settingsTitle: /Einstellungen der Mail.?beratung/,
    unlimited: /^Unbegrenzt/,
    none: /^Keine/,
    byCapacity: /^Nach freien Ressourcen/,
    capacity: 'Anfragen gleichzeitig',
    wrongCapacity: 'Geben Sie eine Zahl von 1 bis 1.000 an.',
    save: 'Speichern',
    saved: 'Gespeichert',
    byField: 'Beratungsfeld',
    more: 'Weitere Aktionen zur Anfrage',
    data: 'Daten der Anfrage',
    take: 'Ins Profil übernehmen',
    taken: '1 Angabe übernommen',
    same: 'Gleich',
    overwrite: 'Aus der Anfrage',
    fallback: 'Fallback-Berater:in',
    automatic: 'Stammberater:in automatisch zuordnen',
    assignment: 'Zuteilung der Anfragen',
    colleague: 'Verfügbarkeit für die Mailberatung',
    of: (name: string) => `Mailberatung: ${name}`,
  },
  en: {
    about: 'What is it about?',
    who: 'Who should answer you?',
    notSure: 'I do not know yet',
    anyone: /Whoever has time/,
    knowsYou: /You know each other already/,
    aboutYou: /About you/,
    addiction: 'Addiction',
    separation: 'Separation and divorce',
    place: 'Place of residence',
    born: 'Year of birth',
    settings: 'Settings',
    settingsTitle: 'Mail counselling settings',
    unlimited: /^Unlimited/,
    none: /^None/,
    byCapacity: /^By free places/,
    capacity: 'Requests at a time',
    wrongCapacity: 'Enter a number from 1 to 1,000.',
    save: 'Save',
    saved: 'Saved',
    byField: 'Counselling field',
    more: 'More actions on the request',
    data: 'Data of the request',
    take: 'Take into the profile',
    taken: '1 answer taken',
    same: 'Same',
    overwrite: 'From the request',
    fallback: 'Fallback counselor',
    automatic: 'Assign the primary counselor automatically',
    assignment: 'Assignment of requests',
    colleague: 'Availability for mail counselling',
    of: (name: string) => `Mail counselling: ${name}`,
  },
};

const REQUEST = { subject: 'Mein Bruder trinkt', text: 'Ich weiß nicht, wie ich ihm helfen kann.' };
const WOLKE = { name: 'Wolkenbruch', password: 'ein Boot am Teich' };

function radio(page: Person, question: string, name: string | RegExp) {
  return page.getByRole('group', { name: question }).getByRole('radio', { name });
}

/** Opens what a counselor sets for themselves. */
async function openSettings(page: Person, words: (typeof WORDS)['de'] | (typeof WORDS)['en']): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: words.settings, exact: true }).click();
  await expect(page.getByRole('heading', { name: words.settingsTitle, level: 1 })).toBeVisible();
}

test('a person chooses field and counselor and states something; the counselor takes it into the profile', async ({ person, words, language }) => {
  const t = WORDS[language];
  const client = await person();

  await test.step('only those who fit the field are offered, and the choices are kept', async () => {
    await client.goto(`${PORTAL}/write`);
    await expect(radio(client, t.about, t.notSure)).toBeChecked();
    await expect(radio(client, t.who, t.anyone)).toBeChecked();
    await expect(radio(client, t.who, COUNSELOR.displayName)).toBeVisible();
    // The fallback takes on nobody new.
    await expect(radio(client, t.who, ADMIN.displayName)).toBeHidden();
    await radio(client, t.about, t.addiction).check();
    await expect(radio(client, t.who, COUNSELOR.displayName)).toBeHidden();
    await radio(client, t.who, COLLEAGUE.displayName).check();
    await client.getByLabel(words.write.subject).fill(REQUEST.subject);
    await client.getByLabel(words.write.text).fill(REQUEST.text);
    await client.getByText(t.aboutYou).click();
    await client.getByLabel(t.place).fill('Marburg');
    await expectAccessible(client);
    await expectNoSidewaysScrolling(client);
    await keepScreenshot(client, 'write-choices');
    await expect(client.getByText(words.write.saved)).toBeVisible();
    await client.reload();
    await expect(radio(client, t.about, t.addiction)).toBeChecked();
    await expect(radio(client, t.who, COLLEAGUE.displayName)).toBeChecked();
    await expect(client.getByLabel(t.place)).toHaveValue('Marburg');
    await expect(client.getByLabel(words.write.text)).toHaveValue(REQUEST.text);
  });

  await test.step('what cannot be is said at its field', async () => {
    await client.getByLabel(t.born).fill('84');
    await client.getByRole('button', { name: words.write.next, exact: true }).click();
    await expect(client.getByLabel(t.born)).toBeFocused();
    await expect(client.getByLabel(t.born)).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(client);
    await client.getByLabel(t.born).fill('');
  });

  await test.step('it is sent, and nothing stays in the browser', async () => {
    await client.getByRole('button', { name: words.write.next, exact: true }).click();
    await register(client, words, WOLKE);
    await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
    const stored = await client.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toContain('Marburg');
    expect(stored).not.toContain('trinkt');
  });

  const counselor = await person();
  await test.step('the counselor finds it as theirs, by its field', async () => {
    await signInStaff(counselor, words, COLLEAGUE);
    await counselor.getByRole('combobox', { name: t.byField }).selectOption(t.addiction);
    await expect(counselor).toHaveURL(/field=/);
    const row = counselor.getByRole('row').filter({ hasText: REQUEST.subject });
    await expect(row).toContainText(COLLEAGUE.displayName);
    await expect(counselor.getByRole('row').filter({ hasText: 'Wieder schlaflose Nächte' })).toHaveCount(0);
    await expectAccessible(counselor);
    await keepScreenshot(counselor, 'mail-by-field');
    await row.getByRole('link', { name: REQUEST.subject }).click();
    await expect(counselor.getByRole('heading', { name: REQUEST.subject, level: 1 })).toBeVisible();
  });

  await test.step('what was stated stands beside the profile and is taken over', async () => {
    const dialog = counselor.getByRole('dialog', { name: t.data });
    const open = async () => {
      await counselor.getByRole('main').getByRole('button', { name: t.more, exact: true }).click();
      await counselor.getByRole('menuitem', { name: t.data }).click();
      await expect(dialog.getByText('Marburg').first()).toBeVisible();
    };
    await open();
    await expect(dialog.getByRole('radio', { name: t.overwrite })).toBeChecked();
    await expectAccessible(counselor);
    await keepScreenshot(counselor, 'request-data');
    await dialog.getByRole('button', { name: t.take }).click();
    await expect(counselor.getByText(t.taken)).toBeVisible();
    await expect(dialog).toBeHidden();
    await open();
    await expect(dialog.getByText(t.same, { exact: true })).toBeVisible();
    await expect(dialog.getByRole('button', { name: t.take })).toHaveCount(0);
  });
});

test('a counselor who takes on nobody new is offered to those who know them only', async ({ person, words, language }) => {
  const t = WORDS[language];
  const counselor = await person();
  await signInStaff(counselor, words);
  await openSettings(counselor, t);
  await expect(counselor.getByRole('radio', { name: t.byCapacity })).toBeChecked();
  await counselor.getByLabel(t.capacity).fill('0');
  await counselor.getByRole('button', { name: t.save, exact: true }).click();
  await expect(counselor.getByText(t.wrongCapacity)).toBeVisible();
  await expect(counselor.getByLabel(t.capacity)).toBeFocused();
  await expectAccessible(counselor);
  await expectNoSidewaysScrolling(counselor);
  await keepScreenshot(counselor, 'mail-settings');
  await counselor.getByRole('radio', { name: t.none }).check();
  await counselor.getByRole('button', { name: t.save, exact: true }).click();
  await expect(counselor.getByText(t.saved).first()).toBeVisible();
  await counselor.reload();
  await expect(counselor.getByRole('radio', { name: t.none })).toBeChecked();

  const stranger = await person();
  await stranger.goto(`${PORTAL}/write`);
  await expect(radio(stranger, t.who, COLLEAGUE.displayName)).toBeVisible();
  await expect(radio(stranger, t.who, COUNSELOR.displayName)).toHaveCount(0);

  const client = await person();
  await signInClient(client, words);
  await client.goto(`${PORTAL}/write`);
  const known = radio(client, t.who, COUNSELOR.displayName);
  await expect(client.getByText(t.knowsYou).first()).toBeVisible();
  await known.check();
  await client.getByLabel(words.write.subject).fill(REQUEST.subject);
  await client.getByLabel(words.write.text).fill(REQUEST.text);
  await client.getByRole('button', { name: words.register.submit }).click();
  await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
  await counselor.goto('/mail');
  const row = counselor.getByRole('row').filter({ hasText: REQUEST.subject });
  await expect(row).toContainText(COUNSELOR.displayName);
});

test('an admin sets who gets what nobody else can take', async ({ person, words, language }) => {
  const t = WORDS[language];
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/settings/assignment');
  await expect(admin.getByRole('heading', { name: t.assignment, level: 2 })).toBeVisible();
  const fallback = admin.getByLabel(t.fallback);
  await expect(fallback).toHaveValue(/./);
  await expect(admin.getByRole('switch', { name: t.automatic })).not.toBeChecked();
  await expectAccessible(admin);
  await expectNoSidewaysScrolling(admin);
  await keepScreenshot(admin, 'assignment-settings');
  await fallback.selectOption(COLLEAGUE.displayName);
  await admin.getByRole('switch', { name: t.automatic }).check();
  await admin.getByRole('button', { name: t.save, exact: true }).click();
  await expect(admin.getByText(t.saved).first()).toBeVisible();
  await admin.reload();
  await expect(admin.getByRole('switch', { name: t.automatic })).toBeChecked();
  await expect(fallback.locator('option:checked')).toHaveText(COLLEAGUE.displayName);
});

test('an admin sets how many requests a colleague takes on', async ({ person, words, language }) => {
  const t = WORDS[language];
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/counselors');
  await admin.getByRole('link', { name: COLLEAGUE.displayName, exact: true }).click();
  await admin.getByRole('main').getByRole('link', { name: t.colleague }).click();
  await expect(admin.getByRole('heading', { name: t.of(COLLEAGUE.displayName), level: 1 })).toBeVisible();
  await admin.getByRole('radio', { name: t.byCapacity }).check();
  await admin.getByLabel(t.capacity).fill('7');
  await expectAccessible(admin);
  await expectNoSidewaysScrolling(admin);
  await keepScreenshot(admin, 'mail-settings-of-colleague');
  await admin.getByRole('button', { name: t.save, exact: true }).click();
  await expect(admin.getByText(t.saved).first()).toBeVisible();
  const address = admin.url();

  const colleague = await person();
  await signInStaff(colleague, words, COLLEAGUE);
  await openSettings(colleague, t);
  await expect(colleague.getByLabel(t.capacity)).toHaveValue('7');
  // Nobody else's business.
  const other = await person();
  await signInStaff(other, words, COUNSELOR);
  await other.goto(address);
  await expect(other.getByRole('main').getByRole('alert')).toBeVisible();
  await expect(other.getByLabel(t.capacity)).toHaveCount(0);
});
