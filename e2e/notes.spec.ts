// What staff note about a client, for each other.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, openClientPart, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const NOTE = 'Möchte nur abends angerufen werden.';

async function write(page: Person, words: Words, text: string): Promise<void> {
  await page.getByLabel(words.notes.new).fill(text);
  await page.getByRole('button', { name: words.notes.save, exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: text })).toBeVisible();
}

function note(page: Person, text: string) {
  return page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: text });
}

test('a counselor notes something, changes it and deletes it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await openClientPart(page, 'Seestern', words.notes.title);
  await page.getByRole('button', { name: words.notes.save, exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(words.notes.writeFirst);
  await expect(page.getByLabel(words.notes.new)).toBeFocused();
  await write(page, words, NOTE);
  await expect(note(page, NOTE)).toContainText(COUNSELOR.displayName);
  await expect(page.getByLabel(words.notes.new)).toHaveValue('');
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'client-notes');

  await note(page, NOTE).getByRole('button', { name: words.notes.edit }).click();
  await page.getByLabel(words.notes.text, { exact: true }).fill('Morgens geht es auch.');
  await page.getByRole('listitem').getByRole('button', { name: words.notes.save, exact: true }).click();
  await expect(note(page, 'Morgens geht es auch.')).toContainText(words.notes.changed);
  await page.reload();
  await expect(note(page, 'Morgens geht es auch.')).toBeVisible();

  await note(page, 'Morgens geht es auch.').getByRole('button', { name: words.notes.delete }).click();
  const dialog = page.getByRole('dialog', { name: words.notes.deleteTitle });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.notes.delete }).click();
  await expect(note(page, 'Morgens geht es auch.')).toHaveCount(0);
});

test('colleagues read a note and leave it alone, admins delete it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await openClientPart(page, 'Seestern', words.notes.title);
  await write(page, words, NOTE);

  const colleague = await person();
  await signInStaff(colleague, words, COLLEAGUE);
  await openClientPart(colleague, 'Seestern', words.notes.title);
  await expect(note(colleague, NOTE)).toBeVisible();
  await expect(note(colleague, NOTE).getByRole('button')).toHaveCount(0);

  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await openClientPart(admin, 'Seestern', words.notes.title);
  await expect(note(admin, NOTE).getByRole('button', { name: words.notes.edit })).toHaveCount(0);
  await note(admin, NOTE).getByRole('button', { name: words.notes.delete }).click();
  await admin.getByRole('dialog').getByRole('button', { name: words.notes.delete }).click();
  await expect(note(admin, NOTE)).toHaveCount(0);
});
