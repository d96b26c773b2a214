// Staff write a request down for a client, who called or came by.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { COLLEAGUE, COUNSELOR, signInClient, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

const WORDS = {
  de: {
    create: 'Neue Anfrage',
    find: 'Klient:in suchen',
    write: 'Für Seestern schreiben',
    subject: 'Betreff',
    field: 'Beratungsfeld',
    who: 'Wer antwortet',
    text: 'Anliegen',
    submit: 'Anfrage anlegen',
    created: 'Anfrage angelegt',
    leave: 'Anfrage verwerfen?',
    stay: 'Weiterschreiben',
    grief: 'Trauer',
    more: 'Weitere Aktionen',
    place: 'Wohnort',
    born: 'Geburtsjahr',
    data: /Daten der Anfrage/,
  },
  en: {
    create: 'New request',
    find: 'Find a client',
    write: 'Write for Seestern',
    subject: 'Subject',
    field: 'Counselling field',
    who: 'Who answers',
    text: 'Concern',
    submit: 'Create request',
    created: 'Request created',
    leave: 'Discard the request?',
    stay: 'Go on writing',
    grief: 'Grief',
    more: 'More actions',
    place: 'Place of residence',
    born: 'Year of birth',
    data: /Data of the request/,
  },
};
const SUBJECT = 'Am Telefon: Mein Vater ist gestorben';
const TEXT = 'Er war lange krank, und doch kam es plötzlich.';

test('a counselor writes a request down for a client and gives it to a colleague', async ({ person, words, language }) => {
  const t = WORDS[language];
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await page.getByRole('main').getByRole('link', { name: t.create }).click();
  await expect(page.getByRole('heading', { name: t.create, level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: t.find }).fill('Seest');
  await page.getByRole('button', { name: t.write }).click();

  await page.getByRole('button', { name: t.submit }).click();
  await expect(page.getByLabel(t.subject, { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.getByLabel(t.subject, { exact: true }).fill(SUBJECT);
  await page.getByLabel(t.field, { exact: true }).selectOption({ label: t.grief });
  await page.getByLabel(t.who, { exact: true }).selectOption({ label: COLLEAGUE.displayName });
  await page.getByLabel(t.text, { exact: true }).fill(TEXT);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words.attachments.attach }).click();
  const letter = { name: 'Todesanzeige.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') };
  const website = { name: 'Seite.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html>') };
  await (await chooser).setFiles([letter, website]);
  await page.getByLabel(t.place).fill('Marburg');
  await page.getByLabel(t.born).fill('84');
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'new-mail-request');

  // What is typed is not lost by a wrong click.
  await page.getByRole('main').getByRole('link').first().click();
  const question = page.getByRole('dialog', { name: t.leave });
  await question.getByRole('button', { name: t.stay }).click();
  await expect(page.getByLabel(t.text, { exact: true })).toHaveValue(TEXT);

  // What cannot be is said at its field, and of which file.
  await page.getByRole('button', { name: t.submit }).click();
  await expect(page.getByLabel(t.born)).toBeFocused();
  await page.getByLabel(t.born).fill('1984');
  await page.getByRole('button', { name: t.submit }).click();
  const files = page.getByRole('list', { name: words.attachments.title }).getByRole('listitem');
  await expect(files.filter({ hasText: website.name })).toContainText(words.documents.refused);
  await expect(page.getByLabel(t.text, { exact: true })).toHaveValue(TEXT);
  await expectAccessible(page);
  await files.filter({ hasText: website.name }).getByRole('button', { name: words.attachments.remove }).click();

  await page.getByRole('button', { name: t.submit }).click();
  await expect(page.getByText(t.created)).toBeVisible();
  await expect(page.getByRole('heading', { name: SUBJECT, level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByText(COLLEAGUE.displayName).first()).toBeVisible();

  await expect(page.getByRole('article').getByRole('button', { name: letter.name })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: words.steps.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: t.data }).click();
  await expect(page.getByRole('dialog').getByText('Marburg').first()).toBeVisible();

  const client = await person();
  await signInClient(client, words);
  await client.getByRole('link', { name: SUBJECT }).click();
  await expect(client.getByText(TEXT)).toBeVisible();
  await expect(client.getByRole('article').getByRole('button', { name: letter.name })).toBeVisible();
});

test('from a client’s menu the client is chosen already', async ({ person, words, language }) => {
  const t = WORDS[language];
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await page.goto('/members?q=Seestern&whose=all');
  await page.getByRole('link', { name: 'Seestern', exact: true }).click();
  await page.getByRole('button', { name: t.more, exact: true }).click();
  await page.getByRole('menuitem', { name: t.create }).click();
  await expect(page.getByLabel(t.subject, { exact: true })).toBeVisible();
  await expect(page.getByText(/(Für|For) Seestern/)).toBeVisible();
});
