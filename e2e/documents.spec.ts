// Files on a client: up, down, shown to the client, and gone.

import { readFile } from 'node:fs/promises';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COUNSELOR, openClientPart, PORTAL, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const MB = 1024 * 1024;

function pdf(name: string, bytes = 2000) {
  const buffer = Buffer.alloc(bytes, 'x');
  buffer.write('%PDF-1.7\n');
  return { name, mimeType: 'application/pdf', buffer };
}

function row(page: Person, name: string) {
  return page.getByRole('listitem').filter({ hasText: name });
}

async function choose(page: Person, words: Words, files: ReturnType<typeof pdf>[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words.documents.choose }).click();
  await (await chooser).setFiles(files);
}

async function act(page: Person, words: Words, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: words.documents.actions(name) }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('several files go up at once, and what is refused says why', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await openClientPart(page, 'Seestern', words.documents.title);
  const website = { name: 'Seite.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><script>1</script>') };
  await choose(page, words, [pdf('Brief der Schule.pdf'), pdf('Zu groß.pdf', 25 * MB + 1), website, pdf('rechnung.exe')]);
  await expect(row(page, 'Brief der Schule.pdf')).toContainText(COUNSELOR.displayName);
  await expect(row(page, 'rechnung.exe.pdf')).toBeVisible();
  await expect(row(page, 'Zu groß.pdf').getByRole('alert')).toContainText('25');
  await expect(row(page, 'Seite.html').getByRole('alert')).toContainText(words.documents.refused);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'client-documents');
  await row(page, 'Seite.html').getByRole('button').click();
  await expect(row(page, 'Seite.html')).toHaveCount(0);
});

test('an upload shows how far it is and can be stopped', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await openClientPart(page, 'Seestern', words.documents.title);
  // Held on its way until it is stopped.
  await page.route('**/api/v1/clients/*/documents', (route) => (route.request().method() === 'POST' ? undefined : route.continue()));
  await choose(page, words, [pdf('Erstes.pdf', 3 * MB), pdf('Zweites.pdf')]);
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await expect(row(page, 'Zweites.pdf')).toContainText(words.documents.waits);
  await expectAccessible(page);
  await row(page, 'Erstes.pdf').getByRole('button', { name: words.documents.stop }).click();
  await expect(row(page, 'Erstes.pdf')).toHaveCount(0);
  await page.reload();
  await expect(row(page, 'Erstes.pdf')).toHaveCount(0);
});

test('a client finds in the portal what is there for them, and nothing else', async ({ person, words }) => {
  const staff = await person();
  await signInStaff(staff, words, COUNSELOR);
  await openClientPart(staff, 'Seestern', words.documents.title);
  const file = pdf('Für Sie.pdf');
  await choose(staff, words, [file, pdf('Intern.pdf')]);
  await expect(row(staff, 'Intern.pdf')).toBeVisible();
  await act(staff, words, 'Für Sie.pdf', words.documents.show);
  await expect(row(staff, 'Für Sie.pdf')).toContainText(words.documents.visible);

  const client = await person();
  await signInClient(client, words);
  await client.goto(`${PORTAL}/documents`);
  await expect(client.getByRole('heading', { name: words.documents.portalTitle, level: 1 })).toBeVisible();
  await expect(row(client, 'Für Sie.pdf')).toBeVisible();
  await expect(client.getByText('Intern.pdf')).toHaveCount(0);
  await expectAccessible(client);
  await expectNoSidewaysScrolling(client);
  await keepScreenshot(client, 'portal-documents');
  const download = client.waitForEvent('download');
  await row(client, 'Für Sie.pdf').getByRole('button').click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('Für Sie.pdf');
  expect(await readFile(await saved.path())).toEqual(file.buffer);

  await act(staff, words, 'Für Sie.pdf', words.documents.hide);
  await expect(row(staff, 'Für Sie.pdf')).not.toContainText(words.documents.visible);
  await client.reload();
  await expect(client.getByText(words.documents.empty)).toBeVisible();
});

test('a document is deleted after a question', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await openClientPart(page, 'Seestern', words.documents.title);
  await choose(page, words, [pdf('Weg.pdf')]);
  await act(page, words, 'Weg.pdf', words.documents.delete);
  const dialog = page.getByRole('dialog', { name: words.documents.deleteTitle });
  await expect(dialog).toContainText('Weg.pdf');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.documents.deleteVerb }).click();
  await expect(page.getByText(words.documents.empty)).toBeVisible();
});

test('an admin takes everything about a client along', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openClientPart(page, 'Seestern', words.documents.title);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: words.members.more }).click();
  await page.getByRole('menuitem', { name: words.documents.export }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^K-\d+\.zip$/);
  const archive = await readFile(await saved.path());
  expect(archive.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  expect(archive.includes('index.html')).toBe(true);
});
