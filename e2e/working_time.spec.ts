// When the facility works, and by when it promises an answer.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COUNSELOR, PORTAL, register, signInStaff, writeRequest } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('an admin sees what hours and days would mean, and saves them', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/working-time');
  await expect(page.getByRole('heading', { name: words.workingTime.title, level: 2 })).toBeVisible();
  await expect(page.getByText(words.workingTime.dueBy)).toBeVisible();
  const amount = page.getByLabel(words.workingTime.amount);
  await amount.fill('');
  await expect(page.getByText(words.workingTime.never)).toBeVisible();
  await amount.fill('8');
  await page.getByLabel(words.workingTime.unit).selectOption({ label: words.workingTime.hours });
  await page.getByLabel(words.workingTime.state).selectOption({ label: words.workingTime.hesse });
  const monday = page.getByLabel(words.workingTime.monday);
  await monday.fill('9 bis 5');
  await page.getByLabel(words.workingTime.closing).fill(words.workingTime.closed);
  await page.getByRole('button', { name: words.workingTime.save, exact: true }).click();
  await expect(monday).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await monday.fill('08:00-12:00, 13:00-17:30');
  await expect(page.getByText(words.workingTime.dueBy)).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'working-time');
  await page.getByRole('button', { name: words.workingTime.save, exact: true }).click();
  await expect(page.getByText(words.workingTime.saved)).toBeVisible();
  await page.reload();
  await expect(monday).toHaveValue('08:00-12:00, 13:00-17:30');
  await expect(amount).toHaveValue('8');
  await expect(page.getByLabel(words.workingTime.closing)).toHaveValue(words.workingTime.closed);
});

test('counselors do not find it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await page.goto('/settings/working-time');
  await expect(page.getByRole('heading', { name: words.noSuchPage, level: 1 })).toBeVisible();
});

test('a request says by when it is due, and goes on paper without what can be pressed', async ({ person, words }) => {
  const client = await person();
  await client.goto(`${PORTAL}/write`);
  await writeRequest(client, words, { subject: 'Bis wann?', text: 'Ich warte auf Antwort.' });
  await register(client, words, { name: 'Wartend_3', password: 'ein langer Satz für mich' });
  await expect(client.getByRole('heading', { name: 'Bis wann?' })).toBeVisible();
  await expect(client.getByText(words.workingTime.due)).toHaveCount(0);

  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await page.getByRole('link', { name: 'Bis wann?' }).click();
  await expect(page.getByText(words.workingTime.due)).toBeVisible();
  await expectAccessible(page);
  const more = page.getByRole('button', { name: words.steps.menu });
  await more.click();
  await page.evaluate(() => (window.print = () => document.body.setAttribute('data-printed', '')));
  await page.getByRole('menuitem', { name: words.workingTime.print }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article')).toContainText('Ich warte auf Antwort.');
  await expect(more).toBeHidden();
  await expect(page.getByRole('textbox')).toBeHidden();
  await expect(page.getByRole('navigation').first()).toBeHidden();
});
