// A list of thousands: few rows are in the page at a time, and nobody notices.

import { expectAccessible } from './support/checks.ts';
import { ADMIN, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

const LOADED = 4_900;
const MORE = 50;

/** Lets the list of clients be this long: what the server answers, with its first client many times over. Notes what is asked for. */
async function lengthen(page: Person, cursors: (string | null)[]): Promise<void> {
  await page.route(/\/api\/v1\/clients\?/, async (route) => {
    const asked = new URL(route.request().url());
    cursors.push(asked.searchParams.get('after'));
    const goesOn = asked.searchParams.has('after');
    // The cursor is made up, and not the server's to know.
    asked.searchParams.delete('after');
    const answer = await route.fetch({ url: asked.href });
    const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
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
  const asked: (string | null)[] = [];
  await lengthen(page, asked);
  await page.goto('/members?whose=all');
  const table = page.getByRole('table');
  const rows = table.locator('tbody tr[aria-rowindex]');
  const link = (n: number) => page.getByRole('link', { name: `Welle ${n}`, exact: true });
  await expect(link(1)).toBeVisible();
  await expect(table).toHaveAttribute('aria-rowcount', '-1');
  await expect(rows.first()).toHaveAttribute('aria-rowindex', '2');
  await expect.poll(() => rows.count()).toBeLessThan(300);
  await expectAccessible(page);

  // The middle is where it would be if every row was there.
  await scrollTo(page, 0.5);
  await expect.poll(() => inTheMiddle(page)).toBeGreaterThan(2_200);
  const number = await inTheMiddle(page);
  expect(number).toBeLessThan(2_700);
  const middle = page.getByRole('row').filter({ has: link(number) });
  await expect(middle).toHaveAttribute('aria-rowindex', `${number + 1}`);
  await expect.poll(() => rows.count()).toBeLessThan(300);

  // Who has the focus keeps it, however far away the others scroll, and goes on from there.
  await link(number).focus();
  await scrollTo(page, 0.1);
  await expect.poll(() => inTheMiddle(page)).toBeLessThan(800);
  await expect(link(number)).toBeFocused();
  await expect(link(number)).not.toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(middle.getByRole('button')).toBeFocused();
  // Past the end of its stretch and back.
  for (let at = number; at <= number + 50; at++) {
    await page.keyboard.press('Tab');
    await expect(link(at + 1)).toBeFocused();
    await page.keyboard.press('Tab');
  }
  await expect(link(number + 51)).toBeInViewport();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(link(number + 50)).toBeFocused();
  await expect.poll(() => rows.count()).toBeLessThan(400);

  // What comes next is loaded as its place comes near, once.
  await expect(async () => {
    await scrollTo(page, 1);
    await expect(link(LOADED + MORE)).toBeInViewport({ timeout: 1_000 });
  }).toPass();
  await expect(table).toHaveAttribute('aria-rowcount', `${LOADED + MORE + 1}`);
  await expect(page.getByRole('row').filter({ has: link(LOADED + MORE) })).toHaveAttribute('aria-rowindex', `${LOADED + MORE + 1}`);
  expect(asked).toEqual([null, 'more']);
});
