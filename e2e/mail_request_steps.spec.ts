// What staff do with a request as a whole: two counselors and an admin at once.

import { asAdmin } from './support/api.ts';
import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, PORTAL, STAFF_PASSWORD, register, signInStaff, writeRequest } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const REQUEST = { subject: 'Meine Tochter schwänzt die Schule', text: 'Sie geht aus dem Haus und kommt nirgends an.' };
const DRAFT = 'Guten Tag, das klingt nach einer Zeit voller Sorgen.';
const QUESTION = 'Kennst du jemanden an der Schule?';
const STRANGER = { name: 'Zugvogel_14', password: 'ein langer Satz für mich' };

/** Somebody writes; answers the address of the request as staff opens it. */
async function write(client: Person, words: Words): Promise<string> {
  await client.goto(`${PORTAL}/write`);
  await writeRequest(client, words, REQUEST);
  await register(client, words, STRANGER);
  await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
  const id = client.url().split('/').pop() ?? '';
  return `/mail/${id}`;
}

async function open(page: Person, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { name: REQUEST.subject, level: 1 })).toBeVisible();
}

async function choose(page: Person, words: Words, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: words.steps.menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a request goes from one counselor to the next, with the draft and what they say to each other', async ({ person, words }) => {
  const [brandt, petersen, client] = [await person(), await person(), await person()];
  const address = await write(client, words);
  await signInStaff(brandt, words, COUNSELOR);
  await signInStaff(petersen, words, COLLEAGUE);
  await open(brandt, address);

  await test.step('one takes it over, begins an answer and asks the other', async () => {
    await brandt.getByRole('button', { name: words.steps.takeOver }).click();
    await expect(brandt.getByText(words.steps.mine)).toBeVisible();
    await brandt.getByRole('textbox', { name: words.mail.answerTo(STRANGER.name) }).fill(DRAFT);
    await expect(brandt.getByText(words.mail.draftSaved)).toBeVisible();
    await choose(brandt, words, words.steps.ask);
    const comments = brandt.getByRole('region', { name: words.steps.comments });
    await expect(comments.getByLabel(words.steps.comment)).toBeFocused();
    await comments.getByLabel(words.steps.comment).fill(QUESTION);
    await comments.getByLabel(words.steps.ask).selectOption({ label: COLLEAGUE.displayName });
    await comments.getByRole('button', { name: words.steps.commentSubmit, exact: true }).click();
    // It stands where it was said: after the client's message, and is what one looks at next.
    const thread = brandt.getByRole('region', { name: words.mail.thread }).getByRole('article');
    await expect(thread).toHaveCount(2);
    await expect(thread.last()).toContainText(QUESTION);
    await expect(thread.last()).toBeFocused();
    await expect(comments).toBeHidden();
    // Whoever takes the thread out of the house on paper does not take that along.
    await brandt.emulateMedia({ media: 'print' });
    await expect(brandt.getByText(QUESTION)).toBeHidden();
    await brandt.emulateMedia({ media: 'screen' });
    await expectAccessible(brandt);
    await keepScreenshot(brandt, 'request-in-progress');
  });

  await test.step('the other sees the question and who has it open; the client sees neither', async () => {
    await open(petersen, address);
    await expect(petersen.getByRole('region', { name: words.mail.thread })).toContainText(QUESTION);
    await expect(petersen.getByText(words.steps.openElsewhere(COUNSELOR.displayName))).toBeVisible();
    await expect(brandt.getByText(words.steps.openElsewhere(COLLEAGUE.displayName))).toBeVisible();
    await client.reload();
    await expect(client.getByText(REQUEST.text)).toBeVisible();
    await expect(client.getByText(QUESTION)).toBeHidden();
    await keepScreenshot(petersen, 'request-open-elsewhere');
  });

  await test.step('it is released; the other takes it over and gets the draft', async () => {
    await choose(brandt, words, words.steps.release);
    await petersen.getByRole('button', { name: words.steps.takeOver }).click();
    await expect(petersen.getByText(words.steps.mine)).toBeVisible();
    await expect(petersen.getByRole('textbox', { name: words.mail.answerTo(STRANGER.name) })).toHaveValue(DRAFT);
    await expect(brandt.getByRole('button', { name: words.steps.takeOver })).toBeHidden();
  });

  await test.step('it is completed, and the client’s next message opens it again', async () => {
    await choose(petersen, words, words.steps.complete);
    await expect(petersen.getByText(words.steps.completed)).toBeVisible();
    await expect(petersen.getByText(words.mail.status.completed, { exact: true }).first()).toBeVisible();
    await client.getByRole('textbox', { name: words.requests.reply }).fill('Noch etwas ist passiert.');
    await client.getByRole('button', { name: words.requests.send, exact: true }).click();
    await expect(petersen.getByText(words.mail.status.inProgress, { exact: true }).first()).toBeVisible();
  });

  await test.step('archived, it takes no answer until it is opened again', async () => {
    const answer = petersen.getByRole('textbox', { name: words.mail.answerTo(STRANGER.name) });
    await choose(petersen, words, words.steps.complete);
    await expect(petersen.getByText(words.mail.status.completed, { exact: true }).first()).toBeVisible();
    await expect(answer).toBeVisible();
    await choose(petersen, words, words.steps.archive);
    await expect(petersen.getByText(words.steps.archivedFirst)).toBeVisible();
    await expect(answer).toHaveCount(0);
    await choose(petersen, words, words.steps.reopen);
    await expect(answer).toBeVisible();
  });
});

test('of two who take over at once one wins, and the other is told who', async ({ person, words }) => {
  const [brandt, petersen, client] = [await person(), await person(), await person()];
  const address = await write(client, words);
  await signInStaff(brandt, words, COUNSELOR);
  await signInStaff(petersen, words, COLLEAGUE);
  await open(brandt, address);
  await open(petersen, address);
  // Neither goes off before both have pressed: else the second would see that there is nothing left to press.
  let pressed = () => {};
  const both = new Promise<void>((resolve) => (pressed = resolve));
  for (const page of [brandt, petersen]) {
    await page.route('**/take-over', async (route) => {
      await both;
      await route.continue();
    });
    await page.getByRole('button', { name: words.steps.takeOver }).click();
  }
  pressed();
  const won = (page: Person) => page.getByText(words.steps.mine);
  const lost = (page: Person, winner: string) => page.getByText(words.steps.takenBy(winner));
  await expect(won(brandt).or(lost(brandt, COLLEAGUE.displayName))).toBeVisible();
  await expect(won(petersen).or(lost(petersen, COUNSELOR.displayName))).toBeVisible();
  const winners = [await won(brandt).count(), await won(petersen).count()];
  expect(winners.sort()).toEqual([0, 1]);
});

test('an admin assigns and deletes', async ({ person, words }) => {
  const [admin, client] = [await person(), await person()];
  const address = await write(client, words);
  await signInStaff(admin, words, ADMIN);
  await open(admin, address);
  await choose(admin, words, words.steps.assign);
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel(words.steps.colleague).selectOption({ label: COLLEAGUE.displayName });
  await expectAccessible(admin);
  await dialog.getByRole('button', { name: words.steps.assignSubmit, exact: true }).click();
  await expect(admin.locator('.case-head')).toContainText(COLLEAGUE.displayName);
  await choose(admin, words, words.steps.delete);
  await keepScreenshot(admin, 'request-delete');
  await dialog.getByRole('button', { name: words.steps.deleteForGood }).click();
  await expect(admin.getByText(words.steps.deleted)).toBeVisible();
  await admin.goto(address);
  await expect(admin.getByRole('heading', { name: new RegExp(words.notFound), level: 1 })).toBeVisible();
});

test('under confidential administration an admin reads after a second one agrees, and the owner sees it', async ({ person, words }) => {
  const [admin, second, owner, client] = [await person(), await person(), await person(), await person()];
  const address = await write(client, words);
  await signInStaff(owner, words, COUNSELOR);
  await open(owner, address);
  await owner.getByRole('button', { name: words.steps.takeOver }).click();
  await expect(owner.getByText(words.steps.mine)).toBeVisible();

  await signInStaff(admin, words, ADMIN);
  await asAdmin(client, 'POST', '/counselors', {
    role: 'admin', login_name: 'z.weite', salutation: 'neutral', display_name: 'Zoe Weite', first_name: 'Zoe',
    last_name: 'Weite', email: 'z.weite@lahntal.example', password: STAFF_PASSWORD, language: 'de', active: true, newsletter: false,
  });
  await admin.goto('/settings/access');
  await admin.getByRole('switch', { name: words.steps.confidential }).check();
  await expectAccessible(admin);
  await keepScreenshot(admin, 'confidential-administration');
  await signInStaff(second, words, { name: 'z.weite', password: STAFF_PASSWORD });

  await admin.goto(address);
  await expect(admin.getByRole('heading', { name: words.steps.locked, level: 1 })).toBeVisible();
  await expect(admin.getByText(REQUEST.text)).toBeHidden();
  await admin.getByLabel(words.steps.reason).fill('Die Kollegin ist erkrankt, es eilt.');
  await admin.getByRole('button', { name: words.steps.ask4access }).click();
  await keepScreenshot(admin, 'break-glass-requested');
  await expectAccessible(admin);
  await second.goto(address);
  await second.getByRole('button', { name: words.steps.agree }).click();
  await expect(admin.getByText(REQUEST.text)).toBeVisible();
  await expect(owner.getByText(words.steps.reads(ADMIN.displayName))).toBeVisible();
  await keepScreenshot(owner, 'break-glass-owner');
});
