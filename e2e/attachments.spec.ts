// Files that go with messages, from both sides.

import { readFile } from 'node:fs/promises';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { BAD, Clamd } from './support/clamd.ts';
import { askForAccess, COUNSELOR, goOnFromCode, PORTAL, register, signInStaff, writeRequest } from './support/people.ts';
import { expect, type Person, test as base } from './support/test.ts';
import type { Words } from './support/words.ts';

const test = base.extend<{ clamd: Clamd }>({
  clamd: async ({}, use) => {
    const clamd = await Clamd.start();
    await use(clamd);
    await clamd.stop();
  },
  environment: async ({ clamd }, use) => use({ BEISTAND_CLAMD: clamd.address }),
});

const SUBJECT = 'Post vom Jugendamt';
const WHO = { name: 'Leuchtturm_8', password: 'ein langer Satz für mich' };

function pdf(name: string, inIt = 'x') {
  const buffer = Buffer.alloc(3000, inIt);
  buffer.write('%PDF-1.7\n');
  return { name, mimeType: 'application/pdf', buffer };
}

async function attach(page: Person, words: Words, files: ReturnType<typeof pdf>[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words.attachments.attach }).click();
  await (await chooser).setFiles(files);
}

/** The file beside what is being written. */
function ready(page: Person, words: Words, name: string) {
  return page.getByRole('list', { name: words.attachments.title }).getByRole('listitem').filter({ hasText: name });
}

async function download(page: Person, name: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('article').getByRole('button', { name }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe(name);
  return readFile(await saved.path());
}

test('client and counselor send each other files', async ({ person, words }) => {
  const client = await person();
  const counselor = await person();
  await client.goto(`${PORTAL}/write`);
  // Who can be written to comes last, and moves what stands below.
  await expect(client.getByRole('radio', { name: /^(Wer gerade Zeit hat|Whoever has time)/ })).toBeVisible();
  // Chosen before there is an account, and sent with the request.
  await attach(client, words, [pdf('Bescheid.pdf'), pdf('Falsch.pdf')]);
  await ready(client, words, 'Falsch.pdf').getByRole('button', { name: words.attachments.remove }).click();
  await expectAccessible(client);
  await writeRequest(client, words, { subject: SUBJECT, text: 'Ich habe einen Brief bekommen.' });
  await register(client, words, WHO);
  await expect(client.getByRole('heading', { name: SUBJECT })).toBeVisible();
  await expect(client.getByRole('article').getByRole('button', { name: 'Bescheid.pdf' })).toBeVisible();
  await expect(client.getByText('Falsch.pdf')).toHaveCount(0);

  await test.step('the client attaches, takes one away and sends', async () => {
    await attach(client, words, [pdf('Brief.pdf'), pdf('Doch nicht.pdf')]);
    await expect(ready(client, words, 'Doch nicht.pdf')).toBeVisible();
    await expectAccessible(client);
    await expectNoSidewaysScrolling(client);
    await keepScreenshot(client, 'attachments-portal');
    await ready(client, words, 'Doch nicht.pdf').getByRole('button', { name: words.attachments.remove }).click();
    await expect(ready(client, words, 'Doch nicht.pdf')).toHaveCount(0);
    await client.getByRole('textbox', { name: words.requests.reply }).fill('Hier ist er.');
    // What is ready is there after a reload, as what is typed is.
    await client.reload();
    await expect(ready(client, words, 'Brief.pdf')).toBeVisible();
    await client.getByRole('button', { name: words.requests.send, exact: true }).click();
    await expect(client.getByRole('article').getByRole('button', { name: 'Brief.pdf' })).toBeVisible();
  });

  await test.step('the counselor reads it and answers with another', async () => {
    await signInStaff(counselor, words, COUNSELOR);
    await counselor.getByRole('link', { name: SUBJECT }).click();
    expect(await download(counselor, 'Brief.pdf')).toEqual(pdf('Brief.pdf').buffer);
    await attach(counselor, words, [pdf('Antrag.pdf')]);
    await expect(ready(counselor, words, 'Antrag.pdf')).toBeVisible();
    await counselor.getByRole('textbox', { name: words.mail.answerTo(WHO.name) }).fill('Diesen Antrag können Sie stellen.');
    await expectAccessible(counselor);
    await expectNoSidewaysScrolling(counselor);
    await keepScreenshot(counselor, 'attachments-composer');
    await counselor.getByRole('button', { name: words.mail.send, exact: true }).click();
    await expect(counselor.getByRole('article').getByRole('button', { name: 'Antrag.pdf' })).toBeVisible();
    await expect(ready(counselor, words, 'Antrag.pdf').getByRole('button', { name: words.attachments.remove })).toHaveCount(0);
  });

  await test.step('the client gets it', async () => {
    expect(await download(client, 'Antrag.pdf')).toEqual(pdf('Antrag.pdf').buffer);
  });
});

const PAGE = { name: 'Seite.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html>') };

test('what is refused or held says so, and no word is lost by it', async ({ person, words }) => {
  const client = await person();
  const held = (page: Person) => page.getByText(words.attachments.held);

  await test.step('of a request nothing is sent until it can be as it is', async () => {
    await client.goto(`${PORTAL}/write`);
    await expect(client.getByRole('radio', { name: /^(Wer gerade Zeit hat|Whoever has time)/ })).toBeVisible();
    await attach(client, words, [PAGE, pdf('Bescheid.pdf', BAD)]);
    await writeRequest(client, words, { subject: SUBJECT, text: 'Ich habe einen Brief bekommen.' });
    await askForAccess(client, words, WHO);
    // Their access is made, and they are where the words and the files are.
    await expect(client.getByRole('alert').filter({ hasText: words.attachments.notSent })).toBeVisible();
    await expect(client.getByLabel(words.write.text)).toHaveValue('Ich habe einen Brief bekommen.');
    await expect(ready(client, words, PAGE.name)).toContainText(words.documents.refused);
    await expect(ready(client, words, 'Bescheid.pdf')).toContainText(words.attachments.held);
    await expectAccessible(client);
    await expectNoSidewaysScrolling(client);
    await keepScreenshot(client, 'attachments-refused');
    await ready(client, words, PAGE.name).getByRole('button', { name: words.attachments.remove }).click();
    await client.getByRole('button', { name: words.register.submit }).click();
    await goOnFromCode(client, words);
    await expect(client.getByRole('heading', { name: SUBJECT, level: 1 })).toBeVisible();
    await expect(client.getByRole('article')).toContainText(words.attachments.held);
    await expect(client.getByRole('article').getByRole('button', { name: 'Bescheid.pdf' })).toHaveCount(0);
  });

  await test.step('the counselor cannot load it either, and hears what becomes of their own', async () => {
    const page = await person();
    await signInStaff(page, words, COUNSELOR);
    await page.getByRole('link', { name: SUBJECT }).click();
    await expect(held(page)).toBeVisible();
    await attach(page, words, [PAGE, pdf('Antrag.pdf', BAD)]);
    await expect(page.getByRole('alert').filter({ hasText: words.documents.refused })).toBeVisible();
    await expect(ready(page, words, 'Antrag.pdf')).toContainText(words.attachments.held);
    await expectAccessible(page);
  });
});
