// The first page after signing in: what there is, what waits, and that it keeps itself up to date.

import { asStaff, clientId } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { CLIENT, COUNSELOR, expectOverview, fillStaffSignIn } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

test.use({
  environment: {
    BEISTAND_JITSI_DOMAIN: 'meet.example',
    BEISTAND_JITSI_APP_ID: 'beistand',
    BEISTAND_JITSI_APP_SECRET: '0123456789abcdef0123456789abcdef',
  },
});

async function look(page: Person, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, { colours: true });
    await keepScreenshot(page, `${name}.${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('the overview says what there is, what waits and what is next, and follows what happens', async ({ person, words }) => {
  const page = await person();
  await page.goto('/login');
  await fillStaffSignIn(page, words, COUNSELOR);
  await expectOverview(page, words);
  await expect(page.getByRole('main')).toBeFocused();
  const tiles = page.getByRole('navigation', { name: words.overview.areas }).getByRole('link');
  await expect(tiles).toHaveCount(5);
  const waiting = page.getByRole('region', { name: words.overview.waiting });
  await expect(waiting.getByRole('listitem').first()).toBeVisible();

  // A call that begins in ten minutes, which the page hears of by itself, and can be started.
  const starts = new Date(Date.now() + 10 * 60_000);
  await asStaff(page, COUNSELOR, 'POST', '/bookings', {
    client_id: await clientId(page, CLIENT.name),
    channel: 'video',
    starts_at: starts.toISOString(),
    duration_minutes: 30,
  });
  const today = page.getByRole('region', { name: words.overview.today });
  const start = today.getByRole('link', { name: words.overview.start });
  await expect(start).toBeVisible();

  // What is chosen where it is changed is here at once.
  const account = page.getByRole('region', { name: words.overview.account });
  await account.getByRole('button', { name: words.overview.change(words.overview.status) }).click();
  await page.getByRole('menuitemradio', { name: words.overview.unavailable }).click();
  await expect(account.getByRole('definition').first()).toContainText(words.overview.unavailable);
  await look(page, 'dashboard');

  await waiting.getByRole('listitem').first().getByRole('link').first().click();
  await expect(page).not.toHaveURL(/\/$/);
  await page.goBack();
  await start.click();
  await expect(page).toHaveURL(/\/video\/appointments\//);
});
