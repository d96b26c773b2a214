// What a facility offers counselling on and wants to know of its clients: an admin names it, puts it in order and switches it
// off; clients and staff meet it as it is then.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, PORTAL, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

const WORDS = {
  de: {
    fields: 'Beratungsfelder',
    data: 'Stammdatenfelder',
    new: 'Feld anlegen',
    nameDe: 'Name auf Deutsch',
    nameEn: 'Name auf Englisch',
    kind: 'Art der Antwort',
    list: 'Felder in ihrer Reihenfolge',
    up: (name: string) => `„${name}“ nach oben`,
    edit: (name: string) => `„${name}“ ändern`,
    offered: 'Wird angeboten',
    inactive: 'deaktiviert',
    noOption: 'Geben Sie mindestens eine Auswahl an, die gewählt werden kann.',
    addOption: 'Auswahl hinzufügen',
    option: (word: string, n: number) => `${word}, Auswahl ${n}`,
    choices: /1\szur Auswahl/,
    gaming: 'Spielen',
    living: 'Wohnform',
    shared: 'Wohngemeinschaft',
  },
  en: {
    fields: 'Counselling fields',
    data: 'Master-data fields',
    new: 'Add a field',
    nameDe: 'Name in German',
    nameEn: 'Name in English',
    kind: 'Kind of answer',
    list: 'Fields in their order',
    up: (name: string) => `Move “${name}” up`,
    edit: (name: string) => `Change “${name}”`,
    offered: 'Is offered',
    inactive: 'deactivated',
    noOption: 'Give at least one option that can be chosen.',
    addOption: 'Add an option',
    option: (word: string, n: number) => `${word}, option ${n}`,
    choices: /1\soption/,
    gaming: 'Gaming',
    living: 'Form of living',
    shared: 'Shared flat',
  },
};

test('an admin names counselling fields and master data, orders them and switches them off', async ({ person, words, language }) => {
  const t = WORDS[language];
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  const list = admin.getByRole('list', { name: t.list });
  const field = (name: string) => list.getByRole('listitem').filter({ hasText: name });
  const dialog = admin.getByRole('dialog');
  const save = async () => {
    await dialog.getByRole('button', { name: words.save, exact: true }).click();
    await expect(dialog).toBeHidden();
  };

  await test.step('a counselling field is made and moved', async () => {
    await admin.goto('/settings/counselling-fields');
    await expect(admin.getByRole('heading', { name: t.fields, level: 2 })).toBeVisible();
    await admin.getByRole('button', { name: t.new, exact: true }).click();
    await dialog.getByLabel(t.nameDe, { exact: true }).fill(WORDS.de.gaming);
    await dialog.getByLabel(t.nameEn, { exact: true }).fill(WORDS.en.gaming);
    await expectAccessible(admin);
    await save();
    await admin.getByRole('button', { name: t.up(t.gaming) }).click();
    const names = () => list.getByRole('listitem').locator('b').allTextContents();
    await expect.poll(async () => (await names()).at(-2)).toBe(t.gaming);
    await expect(admin.getByRole('button', { name: t.up(t.gaming) })).toBeFocused();
    await expectAccessible(admin);
    await expectNoSidewaysScrolling(admin);
    await keepScreenshot(admin, 'counselling-fields');
  });

  const visitor = await person();
  await test.step('clients can choose it until it is switched off', async () => {
    const offer = visitor.getByText(t.gaming, { exact: true });
    await visitor.goto(`${PORTAL}/write`);
    await expect(offer.first()).toBeAttached();
    await admin.getByRole('button', { name: t.edit(t.gaming) }).click();
    await dialog.getByLabel(t.offered, { exact: true }).uncheck();
    await save();
    await expect(field(t.gaming)).toContainText(t.inactive);
    await visitor.reload();
    await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(offer).toHaveCount(0);
  });

  await test.step('a master-data field offers a choice', async () => {
    await admin.goto('/settings/master-data-fields');
    await expect(admin.getByRole('heading', { name: t.data, level: 2 })).toBeVisible();
    await admin.getByRole('button', { name: t.new, exact: true }).click();
    await dialog.getByLabel(t.nameDe, { exact: true }).fill(WORDS.de.living);
    await dialog.getByLabel(t.nameEn, { exact: true }).fill(WORDS.en.living);
    await dialog.getByRole('button', { name: words.save, exact: true }).click();
    await expect(dialog.getByText(t.noOption).first()).toBeVisible();
    await dialog.getByRole('button', { name: t.addOption }).click();
    await dialog.getByLabel(t.option(t.nameDe, 1)).fill(WORDS.de.shared);
    await dialog.getByLabel(t.option(t.nameEn, 1)).fill(WORDS.en.shared);
    await expectAccessible(admin);
    await keepScreenshot(admin, 'master-data-field');
    await save();
    await expect(field(t.living)).toContainText(t.choices);
    await expectAccessible(admin);
    await expectNoSidewaysScrolling(admin);
    await keepScreenshot(admin, 'master-data-fields');
  });
});
