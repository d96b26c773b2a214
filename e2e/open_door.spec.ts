// The open door: an admin opens it, two people come in as nobody, two counselors pick them up.

import { asStaff } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, PORTAL, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

async function look(page: Person, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, { colours: colorScheme === 'dark' });
    await keepScreenshot(page, `${name}.${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const said = (page: Person, words: Words, text: string) =>
  page.getByRole('log', { name: words.chats.history }).locator('.bubble').filter({ hasText: text });

async function say(page: Person, words: Words, field: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(text);
  await page.getByRole('button', { name: words.chats.send, exact: true }).click();
}

async function openDoor(page: Person, words: Words): Promise<void> {
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/open-door');
  await expect(page.getByRole('heading', { name: words.openDoor.title, level: 2 })).toBeVisible();
  for (const day of words.openDoor.days) await page.getByLabel(day).fill('');
  await page.getByRole('button', { name: words.save, exact: true }).click();
  await expect(page.getByText(words.openDoor.atLeastOneDay).first()).toBeVisible();
  // Whatever day and hour it is where this runs.
  for (const day of words.openDoor.days) await page.getByLabel(day).fill('00:00-24:00');
  await page.getByLabel(words.openDoor.most).fill('5');
  await page.getByRole('button', { name: words.save, exact: true }).click();
  await expect(page.getByText(words.openDoor.saved)).toBeVisible();
  await expect(page.getByText(words.openDoor.open)).toBeVisible();
  await look(page, 'open-door-settings');
}

test('somebody comes in as nobody, waits, talks and goes', async ({ person, words }) => {
  const [admin, office, colleague] = [await person(), await person(), await person()];
  const [visitor, other] = [await person(), await person()];
  // People come by phone; the staff sit at a desk.
  for (const page of [visitor, other]) await page.setViewportSize({ width: 390, height: 844 });
  await openDoor(admin, words);

  await visitor.goto(PORTAL);
  await expect(visitor.getByText(words.openDoor.now)).toBeVisible();
  await visitor.getByRole('link', { name: words.openDoor.title }).click();
  await visitor.getByLabel(words.openDoor.first).fill('Ich weiß gerade nicht weiter.');
  await look(visitor, 'portal-open-door');
  await visitor.getByRole('button', { name: words.openDoor.enter }).click();
  await expect(visitor.getByText(words.openDoor.next)).toBeVisible();
  await expect(said(visitor, words, 'nicht weiter')).toBeVisible();
  await look(visitor, 'portal-open-door-waiting');

  await other.goto(`${PORTAL}/open-door`);
  await other.getByRole('button', { name: words.openDoor.enter }).click();
  await expect(other.getByText(words.openDoor.second)).toBeVisible();

  // Wherever they are, staff are told that somebody waits.
  await signInStaff(office, words, COUNSELOR);
  const nav = office.getByRole('navigation', { name: words.navigation.name }).getByRole('link', { name: words.chats.nav });
  await expect(nav).toContainText('2');
  await nav.click();
  await office.getByRole('main').getByRole('link', { name: words.openDoor.title }).click();
  await expect(office.getByText('Ich weiß gerade nicht weiter.')).toBeVisible();
  await look(office, 'open-door');
  // Both see the same queue; the second to press is told who was faster.
  await signInStaff(colleague, words, COLLEAGUE);
  // Without the live connection they see what was there when they came.
  await colleague.route('**/api/v1/events', (route) => route.abort());
  await colleague.goto('/open-door');
  const late = colleague.getByRole('button', { name: words.openDoor.pickUp }).first();
  await expect(late).toBeVisible();
  await office.getByRole('button', { name: words.openDoor.pickUp }).first().click();
  await expect(said(office, words, 'nicht weiter')).toBeVisible();
  await late.click();
  await expect(colleague.getByText(words.openDoor.faster(COUNSELOR.displayName))).toBeVisible();

  await expect(visitor.getByText(words.openDoor.talkingWith(COUNSELOR.displayName))).toBeVisible();
  await expect(other.getByText(words.openDoor.next)).toBeVisible();
  await say(office, words, words.openDoor.message, 'Guten Abend. Ich bin Miriam Brandt.');
  await expect(said(visitor, words, 'Ich bin Miriam Brandt.')).toBeVisible();
  // What is written without a connection waits, and is there once.
  await visitor.context().setOffline(true);
  await say(visitor, words, words.openDoor.yourMessage, 'Gut, dass jemand da ist.');
  await expect(visitor.locator('.bubble[data-state=queued]')).toHaveCount(1);
  await visitor.context().setOffline(false);
  await expect(said(office, words, 'Gut, dass jemand da ist.')).toHaveCount(1);
  await look(visitor, 'portal-open-door-talking');
  await look(office, 'open-door-talking');
  await visitor.reload();
  await expect(said(visitor, words, 'Gut, dass jemand da ist.')).toHaveCount(1);

  // It is handed over: the visitor sees to whom, the colleague that there is something to read.
  await colleague.unroute('**/api/v1/events');
  await colleague.goto('/open-door');
  await office.getByRole('button', { name: words.openDoor.handOver, exact: true }).click();
  const passing = office.getByRole('dialog');
  await passing.getByLabel(words.openDoor.toWhom).selectOption({ label: COLLEAGUE.displayName });
  await look(office, 'open-door-hand-over');
  await passing.getByRole('button', { name: words.openDoor.handOver, exact: true }).click();
  await expect(visitor.getByText(words.openDoor.talkingWith(COLLEAGUE.displayName))).toBeVisible();
  const handedOver = colleague.getByRole('main').getByRole('link', { name: words.openDoor.unread });
  await expect(handedOver).toBeVisible();
  await look(colleague, 'open-door-unread');
  await handedOver.click();
  await expect(said(colleague, words, 'Ich bin Miriam Brandt.')).toBeVisible();
  await expect(handedOver).toHaveCount(0);

  await visitor.getByRole('button', { name: words.openDoor.end, exact: true }).click();
  await visitor.getByRole('dialog').getByRole('button', { name: words.openDoor.end, exact: true }).click();
  await expect(visitor.getByText(words.openDoor.youEnded)).toBeVisible();
  await expect(visitor.getByRole('link', { name: words.openDoor.register })).toBeVisible();
  await expect(visitor.getByRole('textbox')).toHaveCount(0);
  await look(visitor, 'portal-open-door-ended');
  await expect(colleague.getByText(words.openDoor.endedByVisitor)).toBeVisible();
  await expect(colleague.getByRole('textbox')).toHaveCount(0);

  // The quick way out leaves nothing that leads back.
  await other.getByRole('link', { name: words.exit }).click();
  await other.goto(`${PORTAL}/open-door`);
  await expect(other.getByRole('button', { name: words.openDoor.enter })).toBeVisible();
  // And nobody waits there any more.
  const waiting = async () => ((await asStaff(office, COUNSELOR, 'GET', '/open-door-visits')).waiting as unknown[]).length;
  await expect.poll(waiting).toBe(0);
});
