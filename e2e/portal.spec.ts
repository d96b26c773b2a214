// The portal: what a person seeking help meets, usually on a phone, often in distress, sometimes watched.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { askForAccess, CLIENT, PORTAL, register, signInClient, writeRequest } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import { WORDS } from './support/words.ts';

const REQUEST = { subject: 'Ich weiß nicht weiter', text: 'Ein Satz genügt für den Anfang.' };

async function expectGone(page: Person, origin: string): Promise<void> {
  await expect.poll(() => new URL(page.url()).origin).not.toBe(origin);
  await expect(page).toHaveTitle('elsewhere');
  expect(page.outside.length).toBeGreaterThan(0);
}

test('the first page asks nothing of anybody and loads nothing from elsewhere', async ({ person, words, server }) => {
  const page = await person();
  const addresses = new Map<string, string>();
  const compressed = new Map<string, number>();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, new URL(request.url).pathname));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    compressed.set(addresses.get(requestId) ?? requestId, encodedDataLength);
  });
  await page.goto(PORTAL);
  await expect(page.getByRole('heading', { name: words.landing.title, level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: /112/ }).first()).toBeVisible();
  // What comes next is fetched when the page asks for nothing more.
  await expect(page.locator('link[rel=prefetch]')).not.toHaveCount(0);
  await page.waitForLoadState('networkidle');
  expect(await page.context().cookies()).toEqual([]);
  expect(page.outside).toEqual([]);
  const ahead = await page.evaluate(() => Array.from(document.querySelectorAll('link[rel=prefetch]'), (link) => link.getAttribute('href') ?? ''));
  const bytes = (next: boolean) => [...compressed].filter(([address]) => ahead.includes(address) === next).reduce((sum, [, size]) => sum + size, 0);
  expect(bytes(false), 'bytes of the first view').toBeLessThan(350 * 1024);
  expect(bytes(true), 'bytes that are fetched ahead').toBeGreaterThan(0);
  expect(bytes(true), 'bytes that are fetched ahead').toBeLessThan(200 * 1024);
  await expect(page).toHaveTitle(/ · Beratungsstelle Lahntal$/);
  const programs = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => name.includes('.wasm')));
  expect(new Set(programs.map((name) => new URL(name).pathname.split('-')[0]))).toEqual(new Set(['/portal']));
  expect(await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin))).not.toContain(
    expect.not.stringContaining(server.url),
  );
});

test('the exit leaves at once, and Back does not lead here again', async ({ person, words, server }) => {
  const page = await person();
  await page.goto(`${PORTAL}/write`);
  await page.getByLabel(words.write.subject).fill(REQUEST.subject);
  await page.getByRole('link', { name: words.exit }).or(page.getByRole('button', { name: words.exit })).first().click();
  await expectGone(page, server.url);
  await page.goBack().catch(() => null);
  expect(page.url()).not.toContain('/write');
});

test('whoever comes after the exit is not signed in', async ({ person, words, server }) => {
  const page = await person();
  await signInClient(page, words);
  await page.getByRole('link', { name: words.exit }).or(page.getByRole('button', { name: words.exit })).first().click();
  await expectGone(page, server.url);
  // Signing out may still be on its way.
  await expect(async () => {
    await page.goto(`${PORTAL}/messages`);
    await expect(page.getByLabel(words.clientSignIn.name)).toBeVisible({ timeout: 5_000 });
  }).toPass();
});

test('Escape pressed three times leaves, pressed twice it does not', async ({ person, words, server }) => {
  const page = await person();
  await page.goto(PORTAL);
  await expect(page.getByRole('heading', { name: words.landing.title, level: 1 })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { name: words.landing.title, level: 1 })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(server.url);
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
  await expectGone(page, server.url);
});

test('what was written is still there after a reload, and gone once it is deleted', async ({ person, words }) => {
  const page = await person();
  await page.goto(`${PORTAL}/write`);
  await page.getByLabel(words.write.subject).fill(REQUEST.subject);
  await page.getByLabel(words.write.text).fill(REQUEST.text);
  await expect(page.getByText(words.write.saved)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(words.write.subject)).toHaveValue(REQUEST.subject);
  await expect(page.getByLabel(words.write.text)).toHaveValue(REQUEST.text);
  await page.getByRole('button', { name: words.write.discard }).click();
  await expect(page.getByLabel(words.write.subject)).toHaveValue('');
  await page.reload();
  await expect(page.getByLabel(words.write.text)).toHaveValue('');
});

test('nothing of a request stays in the browser once it is sent', async ({ person, words }) => {
  const page = await person();
  await page.goto(`${PORTAL}/write`);
  await writeRequest(page, words, REQUEST);
  await register(page, words, { name: 'Libelle', password: 'ein Boot am Teich' });
  await expect(page.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toContain('Anfang');
  expect(stored).not.toContain('Ich weiß');
});

test('an empty form says what is missing, with the focus on it', async ({ person, words }) => {
  const page = await person();
  await page.goto(`${PORTAL}/write`);
  await page.getByRole('button', { name: words.write.next, exact: true }).click();
  const summary = page.getByRole('alert').filter({ hasText: words.checkEntries });
  await expect(summary).toBeFocused();
  await expect(page.getByLabel(words.write.subject)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel(words.write.text)).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await keepScreenshot(page, 'write-refused');
  await summary.getByRole('link').first().click();
  await expect(page.getByLabel(words.write.subject)).toBeFocused();
  await page.getByLabel(words.write.subject).fill(REQUEST.subject);
  await expect(page.getByLabel(words.write.subject)).not.toHaveAttribute('aria-invalid', 'true');
});

test('a pseudonym that is taken and a password that is short are said at their fields', async ({ person, words }) => {
  const page = await person();
  await page.goto(`${PORTAL}/write`);
  await writeRequest(page, words, REQUEST);
  await askForAccess(page, words, { name: 'Libelle', password: 'kurz' });
  await expect(page.getByText(words.atLeast(8)).first()).toBeVisible();
  await askForAccess(page, words, { name: CLIENT.name, password: 'ein Boot am Teich' });
  await expect(page.getByText(words.pseudonymTaken).first()).toBeVisible();
  await register(page, words, { name: 'Libelle', password: 'ein Boot am Teich' });
  await expect(page.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
});

test('the language is the browser’s at first, can be switched, and stays', async ({ person, language }) => {
  const other = language === 'de' ? 'en' : 'de';
  const page = await person({ language: 'unset' });
  await page.goto(PORTAL);
  await expect(page.getByRole('heading', { name: WORDS[language].landing.title, level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', language);

  // On a phone the switch is in the menu.
  const menu = page.getByRole('button', { name: WORDS[language].menu, exact: true });
  if (await menu.isVisible()) await menu.click();
  const choose = WORDS[language].otherLanguage;
  await page
    .getByRole('link', { name: choose })
    .or(page.getByRole('button', { name: choose }))
    .or(page.getByRole('menuitem', { name: choose }))
    .filter({ visible: true })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: WORDS[other].landing.title, level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', other);
  await page.reload();
  await expect(page.getByRole('heading', { name: WORDS[other].landing.title, level: 1 })).toBeVisible();
});

test('the keyboard starts in the content, and the skip link leads there', async ({ person, words, language }) => {
  const page = await person();
  await page.goto(PORTAL);
  await expect(page.getByRole('heading', { name: words.landing.title, level: 1 })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(main.locator(':focus')).toHaveCount(1);
  const skip = page.getByRole('link', { name: language === 'de' ? 'Zum Inhalt springen' : 'Skip to content' });
  await skip.focus();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(main).toBeFocused();
});

test('no page of the portal has to be scrolled sideways on the narrowest phone', async ({ person, words }) => {
  test.slow();
  const page = await person();
  await page.setViewportSize({ width: 320, height: 640 });
  const look = async (path: string, name = path.replaceAll('/', '-')): Promise<void> => {
    await page.goto(`${PORTAL}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('.skeleton')).toHaveCount(0);
    await expectNoSidewaysScrolling(page);
    await keepScreenshot(page, `narrow${name}`);
  };
  const open = ['', '/write', '/register', '/sign-in', '/forgot', '/recover', '/open-door', '/imprint', '/privacy', '/nothing-here'];
  for (const path of open) await look(path);
  await signInClient(page, words);
  const own = ['/requests', '/messages', '/my-data', '/chats', '/documents', '/book', '/appointments', '/group-appointments', '/write'];
  for (const path of own) await look(path);
  await page.goto(`${PORTAL}/requests`);
  await page.locator('main a[href*="/requests/"]').first().click();
  await expect(page).toHaveURL(/requests\/[0-9a-f-]+$/);
  await look(new URL(page.url()).pathname.slice(PORTAL.length), '-request');
  await page.goto(`${PORTAL}/my-data`);
  await page.getByRole('button', { name: words.ownData.change }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoSidewaysScrolling(page);
});
