// The clients that a counselor keeps an eye on.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COUNSELOR, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

for (const who of [COUNSELOR, ADMIN]) {
  test(`${who.name} remembers a client, finds them on the list, and forgets them`, async ({ person, words }) => {
    const page = await person();
    await signInStaff(page, words, who);
    await page.goto('/members/watchlist');
    await expect(page.getByText(words.watchlist.empty)).toBeVisible();
    await expectAccessible(page);

    await page.goto('/members?q=Seestern&whose=all');
    await page.getByRole('link', { name: 'Seestern', exact: true }).click();
    await page.getByRole('button', { name: words.watchlist.more }).click();
    await page.getByRole('menuitem', { name: words.watchlist.remember, exact: true }).click();
    await expect(page.getByText(words.watchlist.remembered('Seestern'))).toBeVisible();

    await page.goto('/members/watchlist');
    await expect(page.getByRole('link', { name: 'Seestern', exact: true })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await keepScreenshot(page, 'watchlist');
    await page.getByRole('button', { name: words.watchlist.forget('Seestern') }).click();
    await expect(page.getByText(words.watchlist.empty)).toBeVisible();
  });
}
