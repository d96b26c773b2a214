// The figures of a period: chosen, read as chart and table, on paper, and taken along.

import { readFile } from 'node:fs/promises';
import { asStaff } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

/** The page as it stands when one comes to it. */
async function openStatistics(page: Person, words: Words): Promise<void> {
  await page.goto('/statistics');
  await expect(page.getByRole('heading', { name: words.statistics.title, level: 1 })).toBeVisible();
  await expect(chart(page, words.statistics.byMonth)).toBeVisible();
}

const chart = (page: Person, name: string) => page.getByRole('region', { name, exact: true });

/** How many monitorings the page counts. */
async function monitorings(page: Person, words: Words): Promise<number> {
  const term = page.locator('.stat', { has: page.getByText(words.statistics.monitorings, { exact: true }) });
  const text = (await term.locator('dd').innerText()).split('\n')[0] ?? '';
  return Number(text.replaceAll(/\D/g, ''));
}

test('an admin reads the year, as charts and as tables, of everybody and of one', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openStatistics(page, words);
  const w = words.statistics;
  await expect(page.getByRole('textbox', { name: w.from, exact: true })).toHaveValue(w.january);
  await expect(page.getByText(w.running)).toBeVisible();
  await expect(page.getByLabel(w.of)).toHaveValue('');
  const all = await monitorings(page, words);
  expect(all).toBeGreaterThan(0);
  await expectAccessible(page, { colours: true });
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'statistics');

  // The table behind the bars adds up to the figure above.
  const byMonth = chart(page, w.byMonth);
  await expect(byMonth.getByRole('table')).toBeHidden();
  await byMonth.getByRole('button', { name: w.table }).click();
  await expect(byMonth.getByRole('list')).toBeHidden();
  const rows = byMonth.getByRole('table').locator('tbody tr');
  await expect(rows).toHaveCount(new Date().getMonth() + 1);
  const counts = await rows.locator('td:nth-child(2)').allInnerTexts();
  expect(counts.map(Number).reduce((sum, one) => sum + one, 0)).toBe(all);
  await expect(byMonth.getByRole('table').locator('tfoot')).toContainText(String(all));
  await chart(page, w.byChannel).getByRole('button', { name: w.table }).click();
  // So are chats, and the messages in them.
  const chats = chart(page, w.chats);
  await chats.getByRole('button', { name: w.table }).click();
  const messages = await chats.getByRole('table').locator('tbody tr td:nth-child(3)').allInnerTexts();
  expect(messages.map(Number).reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0);
  await expectAccessible(page);
  await keepScreenshot(page, 'statistics-tables');

  // Behind a bar are the records that it counts.
  await byMonth.getByRole('button', { name: w.chart }).click();
  const last = counts.map(Number).at(-1) ?? 0;
  await byMonth.getByRole('list').getByRole('link').last().click();
  await expect(page).toHaveURL(/\/monitorings\?from=/);
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(Math.min(last, 25));
  await page.goBack();

  // Behind one by what it was about, too, and there the choice can be taken away.
  const topics = chart(page, w.byTopic).getByRole('list');
  const topic = topics.getByRole('listitem').first();
  const [topicName, about] = (await topic.innerText()).split('\n').filter((part) => part.trim() !== '');
  await topic.getByRole('link').click();
  await expect(page).toHaveURL(/field=/);
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(Math.min(Number(about), 25));
  const chosen = page.getByRole('button', { name: topicName ?? '', pressed: true });
  await expect(chosen).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'statistics-behind');
  await chosen.click();
  await expect(page).not.toHaveURL(/field=/);
  await expect(chosen).toHaveCount(0);
  await page.goBack();
  await expect(chart(page, w.byMonth)).toBeVisible();

  // Who did how much, sorted, and from there to one of them.
  const people = page.getByRole('region', { name: w.byCounselor }).getByRole('table');
  const minutes = people.getByRole('columnheader', { name: w.minutes });
  await minutes.getByRole('button').click();
  await expect(minutes).toHaveAttribute('aria-sort', 'descending');
  await minutes.getByRole('button').click();
  await expect(minutes).toHaveAttribute('aria-sort', 'ascending');
  const row = people.getByRole('row').filter({ hasText: COLLEAGUE.displayName });
  const theirs = Number(await row.locator('td').nth(1).innerText());
  await row.getByRole('link').click();
  await expect(page.getByLabel(w.of).locator('option:checked')).toHaveText(COLLEAGUE.displayName);
  await expect.poll(() => monitorings(page, words)).toBe(theirs);
  await expect(people).toHaveCount(0);
  await page.getByLabel(w.of).selectOption(w.wholeFacility);
  await expect.poll(() => monitorings(page, words)).toBe(all);
});

test('a month is picked with the keyboard, and a period that cannot be is explained', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openStatistics(page, words);
  const w = words.statistics;
  const all = await monitorings(page, words);
  // Of the year before there is nothing but what the demo's half year reaches into.
  await page.getByRole('button', { name: w.pickFrom }).press('Enter');
  const picker = page.getByRole('dialog', { name: w.pickFrom });
  await expect(picker.getByRole('button', { pressed: true })).toBeFocused();
  await expectAccessible(page);
  await keepScreenshot(page, 'statistics-month');
  await page.keyboard.press('PageUp');
  await expect(picker.getByRole('button', { name: w.january })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(picker.getByRole('button', { name: w.december })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(picker).toBeHidden();
  const from = page.getByRole('textbox', { name: w.from, exact: true });
  await expect(from).toHaveValue(w.december);
  await expect(page).toHaveURL(/from=\d{4}-12/);
  // Two years and more: the bars scroll, and can be reached to do so.
  const bars = chart(page, w.byMonth).getByRole('group', { name: w.byMonth, exact: true });
  await expect(bars).toHaveAttribute('tabindex', '0');
  await expect.poll(() => monitorings(page, words)).toBeGreaterThanOrEqual(all);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);

  await page.goto('/statistics?from=2026-03&to=2026-02');
  await expect(page.getByText(w.wrongOrder)).toBeVisible();
  await expectAccessible(page);
  await page.goto('/statistics?from=2020-03&to=2020-04');
  await expect(page.getByRole('heading', { name: w.nothing })).toBeVisible();
  await expectAccessible(page);
});

test('a counselor reads their own figures and takes their own monitorings along', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, COUNSELOR);
  await openStatistics(page, words);
  const w = words.statistics;
  await expect(page.getByLabel(w.of)).toHaveCount(0);
  await expect(page.getByRole('region', { name: w.byCounselor })).toHaveCount(0);
  let own = await monitorings(page, words);

  // What is read does not change below one's eyes: that there is more is said, and counted when one wants.
  const outdated = page.getByText(w.outdated);
  await expect(outdated).toHaveCount(0);
  const day = new Date().toISOString().slice(0, 10);
  await asStaff(page, COUNSELOR, 'POST', '/monitorings', { date: day, minutes: 30, subject: 'Kurzes Gespräch' });
  await expect(outdated).toBeVisible();
  expect(await monitorings(page, words)).toBe(own);
  await expectAccessible(page, { colours: true });
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'statistics-outdated');
  await page.getByRole('button', { name: w.countAgain }).press('Enter');
  own += 1;
  await expect.poll(() => monitorings(page, words)).toBe(own);
  await expect(outdated).toHaveCount(0);

  for (const format of ['CSV', 'XLSX']) {
    await page.getByRole('button', { name: w.export }).click();
    const item = page.getByRole('menuitem', { name: format });
    await expectAccessible(page);
    const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
    expect(download.suggestedFilename()).toBe(`monitorings.${format.toLowerCase()}`);
    const file = await readFile(await download.path());
    if (format === 'XLSX') {
      // A zip archive; what is in it is read by another program in the server's tests.
      expect(file.subarray(0, 2).toString()).toBe('PK');
      continue;
    }
    const [head, ...lines] = file.toString().trimEnd().split('\r\n');
    expect(head).toContain(`\uFEFF${w.day};`);
    expect(lines).toHaveLength(own);
    for (const line of lines) {
      const cells = line.split(';');
      expect(cells[0]).toMatch(w.ofDate);
      expect(cells[4]).toBe(COUNSELOR.displayName);
    }
  }
});

test('the report on paper names the facility and shows tables instead of buttons', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openStatistics(page, words);
  const w = words.statistics;
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await page.getByRole('button', { name: w.report }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', '');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(w.facility)).toBeVisible();
  await expect(chart(page, w.byMonth).getByRole('table')).toBeVisible();
  await expect(page.getByRole('button', { name: w.report })).toBeHidden();
  await expect(page.getByRole('navigation', { name: words.navigation.name })).toBeHidden();
  await keepScreenshot(page, 'statistics-paper');

  // A facility sets what is too small to be passed on: it is not on paper, and not in the file.
  await page.emulateMedia({ media: 'screen' });
  await page.goto('/settings/monitorings');
  const least = page.getByLabel(w.smallestCount);
  await least.fill('2');
  await page.getByRole('button', { name: w.save, exact: true }).click();
  await expect(least).toHaveAttribute('aria-invalid', 'true');
  await least.fill('100');
  await expectAccessible(page);
  await page.getByRole('button', { name: w.save, exact: true }).click();
  await expect(page.getByText(w.saved, { exact: true })).toBeVisible();
  await keepScreenshot(page, 'statistics-smallest-count');
  await openStatistics(page, words);
  await expect(page.getByText(w.hiddenBelow)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  const figures = page.getByRole('button', { name: w.exportFigures });
  await figures.click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'CSV' }).click()]);
  expect(download.suggestedFilename()).toBe('statistics.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  const values = lines.slice(1).map((line) => line.split(';').at(-1) ?? '');
  expect(values).toContain(w.notShown);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('cell', { name: w.notShown }).first()).toBeVisible();
  await expect(chart(page, w.byMonth)).toBeHidden();
  await keepScreenshot(page, 'statistics-paper-small');
});
