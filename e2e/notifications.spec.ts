// What staff are told of: each chooses for themselves, and the browser says only that something is there.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { COUNSELOR, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

type Notifying = { permission: string; asked: number; hidden: boolean; shown: { title: string; body: string; tag: string; press: () => void }[] };

/** Stands in for what the browser would show, as nobody can be asked here, and for looking elsewhere. */
async function standIn(page: Person): Promise<void> {
  await page.context().addInitScript(() => {
    const notifying: Notifying = { permission: 'default', asked: 0, hidden: false, shown: [] };
    class StandIn {
      onclick: (() => void) | null = null;
      static get permission() {
        return notifying.permission;
      }
      static async requestPermission() {
        notifying.asked += 1;
        notifying.permission = 'granted';
        return notifying.permission;
      }
      constructor(title: string, options: { body: string; tag: string }) {
        notifying.shown.push({ title, body: options.body, tag: options.tag, press: () => this.onclick?.() });
      }
    }
    Object.defineProperty(window, 'Notification', { value: StandIn });
    Object.defineProperty(document, 'hidden', { get: () => notifying.hidden });
    Object.assign(window, { notifying });
  });
}

const asked = (page: Person) => page.evaluate(() => (window as unknown as { notifying: Notifying }).notifying.asked);

const shown = (page: Person) =>
  page.evaluate(() => (window as unknown as { notifying: Notifying }).notifying.shown.map(({ title, body }) => `${title}: ${body}`));

const tags = (page: Person) => page.evaluate(() => (window as unknown as { notifying: Notifying }).notifying.shown.map(({ tag }) => tag));

const look = (page: Person, elsewhere: boolean) =>
  page.evaluate((hidden) => void ((window as unknown as { notifying: Notifying }).notifying.hidden = hidden), elsewhere);

async function answer(client: Person, words: Words, text: string): Promise<void> {
  await client.getByRole('textbox', { name: words.requests.reply }).fill(text);
  await client.getByRole('button', { name: words.requests.send, exact: true }).click();
  await expect(client.getByText(text)).toBeVisible();
}

test('a counselor chooses what to be told of, and the browser says it while they look elsewhere', async ({ person, words }) => {
  const [page, client] = [await person(), await person()];
  await standIn(page);
  await signInStaff(page, words, COUNSELOR);
  await page.getByRole('button', { name: words.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: words.notifications.title }).click();
  await expect(page.getByRole('heading', { name: words.notifications.title, level: 1 })).toBeVisible();
  const way = (kind: string, by: string) => page.getByRole('switch', { name: `${kind}: ${by}`, exact: true });
  const { answer: ofAnswers, handedOver, email, browser } = words.notifications;
  await expect(way(ofAnswers, email)).toBeChecked();
  await expect(way(ofAnswers, browser)).not.toBeChecked();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, { colours: colorScheme === 'dark' });
    await keepScreenshot(page, `notifications.${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });

  // Nobody is asked before they press something.
  await expect(page.getByRole('button', { name: words.notifications.allow })).toBeVisible();
  expect(await asked(page)).toBe(0);
  await way(ofAnswers, browser).check();
  await expect(page.getByText(words.notifications.granted)).toBeVisible();
  expect(await asked(page)).toBe(1);
  await way(handedOver, email).uncheck();
  await expectAccessible(page);
  await keepScreenshot(page, 'notifications-changed');
  await page.getByRole('button', { name: words.save, exact: true }).click();
  await expect(page.getByText(words.notifications.saved, { exact: true })).toBeVisible();

  await look(page, true);
  await signInClient(client, words);
  await client.getByRole('link', { name: 'Seit der Trennung' }).click();
  await answer(client, words, 'Danke, das hat mir geholfen.');
  await expect.poll(() => shown(page)).toEqual([`Beistand: ${words.notifications.said}`]);

  // A press leads there; whoever looks at it is shown nothing beside it.
  await look(page, false);
  await page.evaluate(() => (window as unknown as { notifying: Notifying }).notifying.shown[0]?.press());
  await expect(page).toHaveURL(/\/mail\/[0-9a-f-]+$/);
  await expect(page.getByText('Danke, das hat mir geholfen.')).toBeVisible();
  await answer(client, words, 'Eines noch: Wann geht es weiter?');
  await expect(page.getByText('Eines noch: Wann geht es weiter?')).toBeVisible();
  expect(await shown(page)).toHaveLength(1);

  await page.goto('/notifications');
  await expect(way(ofAnswers, browser)).toBeChecked();

  // Whoever looks at another tab sees it there: this one shows what comes when neither is looked at.
  const other = Object.assign(await page.context().newPage(), { outside: [], home: page.home });
  await other.goto('/mail');
  await expect(other.getByRole('heading', { name: words.mail.title, level: 1 })).toBeVisible();
  for (const one of [page, other]) await one.evaluate(() => void ((window as unknown as { notifying: Notifying }).notifying.permission = 'granted'));
  await look(page, true);
  const seen = () => other.evaluate(() => localStorage.getItem('beistand.notices'));
  const before = await seen();
  await answer(client, words, 'Mir ist noch etwas eingefallen.');
  await expect.poll(seen).not.toBe(before);
  await look(other, true);
  await answer(client, words, 'Das war alles.');
  await expect.poll(() => tags(other)).toHaveLength(1);
  await expect.poll(() => tags(page)).toEqual(await tags(other));
  await other.close();
  await expect(way(handedOver, email)).not.toBeChecked();
});
