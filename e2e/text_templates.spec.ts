// Texts that are used again and again.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

async function make(page: Person, words: Words, name: string, text: string, forAll = false): Promise<void> {
  await page.getByRole('button', { name: words.templates.new }).click();
  const dialog = page.getByRole('dialog', { name: words.templates.new });
  await dialog.getByLabel(words.templates.name, { exact: true }).fill(name);
  await dialog.getByLabel(words.templates.text, { exact: true }).fill(text);
  if (forAll) await dialog.getByLabel(words.templates.forWhom).selectOption({ label: words.templates.forAll });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.templates.save }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
}

test('a counselor keeps texts and a signature, and inserts them filled in', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await page.goto('/mail/templates');
  await expect(page.getByRole('heading', { name: words.templates.title, level: 1 })).toBeVisible();
  await make(page, words, 'Begrüßung', `Guten Tag ${words.templates.client},`);
  await page.getByRole('textbox', { name: words.templates.signature }).fill(`Herzliche Grüße\n${words.templates.counselor}`);
  await page.getByRole('button', { name: words.templates.save, exact: true }).click();
  await expect(page.getByText(words.templates.saved).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'text-templates');

  await page.goto('/mail?q=Seestern');
  await page.getByRole('row').filter({ hasText: 'Seestern' }).getByRole('link').first().click();
  const answer = page.getByRole('textbox', { name: words.mail.answerTo('Seestern') });
  await answer.fill('');
  for (const item of ['Begrüßung', words.templates.sign]) {
    await page.getByRole('button', { name: words.templates.insert, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  }
  await expect(answer).toHaveValue(`Guten Tag Seestern,\n\nHerzliche Grüße\n${COUNSELOR.displayName}`);
  // In the middle of what is typed, after a sign that browsers count as two.
  await answer.fill('🙂\nVielleicht hilft das.');
  await answer.press('Control+Home');
  await answer.press('ArrowRight');
  await page.getByRole('button', { name: words.templates.insert, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Begrüßung' }).click();
  await expect(answer).toHaveValue('🙂Guten Tag Seestern,\nVielleicht hilft das.');
});

test('an admin keeps texts for everybody, and they go again', async ({ person, words }) => {
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/mail/templates');
  await make(admin, words, 'Öffnungszeiten', 'Wir sind von neun bis fünf da.', true);

  const colleague = await person();
  await signInStaff(colleague, words, COLLEAGUE);
  await colleague.goto('/mail/templates');
  await expect(colleague.getByRole('heading', { name: words.templates.shared })).toBeVisible();
  await expect(colleague.getByText('Öffnungszeiten')).toBeVisible();
  await expect(colleague.getByRole('button', { name: words.templates.edit('Öffnungszeiten') })).toHaveCount(0);

  await admin.getByRole('button', { name: words.templates.edit('Öffnungszeiten') }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel(words.templates.text, { exact: true }).fill('Wir sind von acht bis vier da.');
  await dialog.getByRole('button', { name: words.templates.save }).click();
  await expect(admin.getByText('von acht bis vier')).toBeVisible();
  await admin.getByRole('button', { name: words.templates.delete('Öffnungszeiten') }).click();
  await expect(admin.getByText(words.templates.deleted)).toBeVisible();
  await colleague.reload();
  await expect(colleague.getByText('Öffnungszeiten')).toHaveCount(0);
});
