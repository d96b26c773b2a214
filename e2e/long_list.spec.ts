// A list of thousands: few rows are in the page at a time, and nobody notices.

import { expectAccessible } from './support/checks.ts';
import { ADMIN, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

const LOADED = 4_900;
const MORE = 50;

/** Lets the list of clients be this long: what the server answers, with its first client many times over. */
async function lengthen(page: Person): Promise<void> {
  await page.route(/\/api\/v1\/clients\?/, async (route) => {
    const answer = await route.fetch();
    const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
    const goesOn = new URL(route.request().url()).searchParams.has('after');
    const [from, count] = goesOn ? [LOADED, MORE] : [0, LOADED];
    const many = Array.from({ length: count }, (_, n) => ({
      ...items[0],
      id: `0193b7c2-6d2e-7c3a-9a53-${String(from + n).padStart(12, '0')}`,
      pseudonym: `Welle ${from + n + 1}`,
    }));
    await route.fulfill({ response: answer, json: { items: many, next: goesOn ? undefined : 'more' } });
  });
}

/** Scrolls whatever scrolls here, `main` or the document, to this share of the way. */
async function scrollTo(page: Person, share: number): Promise<void> {
  await page.evaluate((share) => {
    for (const element of [document.getElementById('main'), document.scrollingElement]) {
      if (element) element.scrollTop = (element.scrollHeight - element.clientHeight) * share;
    }
  }, share);
}

/** The number of the row that stands in the middle of the screen; 0 if none does. */
async function inTheMiddle(page: Person): Promise<number> {
  return page.evaluate(() => {
    const row = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('tr');
    return Number(/Welle (\d+)/.exec(row?.querySelector('.t-name')?.textContent ?? '')?.[1] ?? 0);
  });
}

test('a list of thousands is scrolled with few rows in the page', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await lengthen(page);
  await page.goto('/members?whose=all');
  const table = page.getByRole('table');
  const rows = table.locator('tbody tr[aria-rowindex]');
  const link = (n: number) => page.getByRole('link', { name: `Welle ${n}`, exact: true });
  await expect(link(1)).toBeVisible();
  await expect(table).toHaveAttribute('aria-rowcount', '-1');
  await expect(rows.first()).toHaveAttribute('aria-rowindex', '2');
  expect(await rows.count()).toBeLessThan(150);
  await expectAccessible(page);

  // The middle is where it would be if every row was there.
  await scrollTo(page, 0.5);
  await expect.poll(() => inTheMiddle(page)).toBeGreaterThan(2_300);
  const number = await inTheMiddle(page);
  expect(number).toBeLessThan(2_600);
  const middle = page.getByRole('row').filter({ has: link(number) });
  await expect(middle).toHaveAttribute('aria-rowindex', `${number + 1}`);
  expect(await rows.count()).toBeLessThan(150);

  // Who has the focus keeps it, however far away the others scroll, and goes on from there.
  await link(number).focus();
  await scrollTo(page, 0.1);
  await expect.poll(() => inTheMiddle(page)).toBeLessThan(700);
  await expect(link(number)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(middle.getByRole('button')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(link(number + 1)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(link(number)).toBeFocused();
  expect(await rows.count()).toBeLessThan(150);

  // More at the end moves nothing.
  await scrollTo(page, 1);
  await expect(link(LOADED)).toBeInViewport();
  const before = await link(LOADED).boundingBox();
  await page.getByRole('main').locator('.pager').getByRole('button').click();
  await expect(table).toHaveAttribute('aria-rowcount', `${LOADED + MORE + 1}`);
  const after = await link(LOADED).boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
  await scrollTo(page, 1);
  await expect(link(LOADED + MORE)).toBeInViewport();
  await expect(page.getByRole('row').filter({ has: link(LOADED + MORE) })).toHaveAttribute('aria-rowindex', `${LOADED + MORE + 1}`);
});
