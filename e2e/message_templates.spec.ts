// What automatic messages say: seen, changed with its preview, tried out, reset.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('an admin puts a message in their own words, sees it before, and goes back', async ({ person, words }) => {
  const page = await person();
  const t = words.messageTemplates;
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/message-templates');
  await expect(page.getByRole('heading', { name: t.title, level: 2 })).toBeVisible();
  const answer = page.getByRole('link', { name: t.answer });
  await expect(answer).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'message-templates');
  await answer.click();
  await expect(page.getByRole('heading', { name: t.heading, level: 3 })).toBeVisible();
  const preview = page.getByRole('region', { name: t.preview });
  await expect(preview.getByText('Guten Tag,')).toBeVisible();
  await page.getByLabel(t.subject, { exact: true }).fill('Post von {Einrichtung}');
  await page.getByLabel(t.text, { exact: true }).fill('Hallo {Name}, hier entlang: {Link}');
  await page.getByRole('button', { name: t.save, exact: true }).click();
  await expect(page.getByText(t.unknown).first()).toBeVisible();
  await page.getByLabel(t.text, { exact: true }).fill('Hallo,\n\nbitte hier entlang: {Link}');
  await expect(preview.getByText(/bitte hier entlang: http/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'message-template');
  await page.getByRole('button', { name: t.save, exact: true }).click();
  await expect(page.getByText(t.saved).first()).toBeVisible();
  await page.getByRole('button', { name: t.test }).click();
  await expect(page.getByText(t.testSent)).toBeVisible();
  await expect.poll(async () => (await page.request.get('/demo/mails')).text()).toContain('bitte hier entlang: ');
  // News under the pointer stays, and on a phone it lies over the button.
  await page.mouse.move(1, 1);
  await page.getByRole('button', { name: t.reset }).click();
  await page.getByRole('dialog').getByRole('button', { name: t.reset }).click();
  await expect(page.getByText(t.wasReset)).toBeVisible();
  await expect(page.getByLabel(t.text, { exact: true })).toHaveValue(/^Guten Tag,/);
});
