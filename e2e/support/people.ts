// The people of the demo, and what they do again and again.

import { expect } from '@playwright/test';
import type { Person } from './test.ts';
import type { Words } from './words.ts';

export const STAFF_PASSWORD = 'lahntal-demo-2026';
export const COUNSELOR = { name: 'm.brandt', password: STAFF_PASSWORD, displayName: 'Miriam Brandt' };
export const COLLEAGUE = { name: 'j.petersen', password: STAFF_PASSWORD, displayName: 'Jonas Petersen' };
export const ADMIN = { name: 'k.vogt', password: STAFF_PASSWORD, displayName: 'Katharina Vogt' };
export const CLIENT = { name: 'Seestern', password: 'seestern-demo' };

/** What clients choose whose access a test sets up. */
export const NEW_PASSWORD = 'ein langer Satz für mich';

export const PORTAL = '/p/lahntal';

type Credentials = { name: string; password: string };

/** Fills in the staff's form, on whichever page shows it. */
export async function fillStaffSignIn(page: Person, words: Words, { name, password }: Credentials): Promise<void> {
  await page.getByLabel(words.login.name).fill(name);
  await page.getByLabel(words.login.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
}

/** Signs a counselor in, on the way to the list of mail requests. */
export async function signInStaff(page: Person, words: Words, who: Credentials = COUNSELOR): Promise<void> {
  await page.goto('/login?next=/mail');
  await fillStaffSignIn(page, words, who);
  await expect(page.getByRole('heading', { name: words.mail.title, level: 1 })).toBeVisible();
}

/** The overview is there, which signing in leads to. */
export async function expectOverview(page: Person, words: Words): Promise<void> {
  await expect(page.getByRole('navigation', { name: words.overview.areas })).toBeVisible();
}

/** Opens a part of a client's page. */
export async function openClientPart(page: Person, pseudonym: string, part: string): Promise<void> {
  await page.goto(`/members?whose=all&q=${encodeURIComponent(pseudonym)}`);
  await page.getByRole('link', { name: pseudonym, exact: true }).click();
  await page.getByRole('tab', { name: part }).click();
  await expect(page.getByRole('tabpanel', { name: part })).toBeVisible();
}

/** Signs a client in at the portal; their requests are where that leads. */
export async function signInClient(page: Person, words: Words, who: Credentials = CLIENT): Promise<void> {
  await page.goto(`${PORTAL}/sign-in`);
  await page.getByLabel(words.clientSignIn.name).fill(who.name);
  await page.getByLabel(words.clientSignIn.password, { exact: true }).fill(who.password);
  await page.getByRole('main').getByRole('button', { name: words.signIn, exact: true }).click();
  await expect(page.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
}

/** Writes a request at the portal and goes on to the account. */
export async function writeRequest(page: Person, words: Words, request: { subject: string; text: string }): Promise<void> {
  await page.getByLabel(words.write.subject).fill(request.subject);
  await page.getByLabel(words.write.text).fill(request.text);
  await page.getByRole('button', { name: words.write.next, exact: true }).click();
}

/** Makes the account with which a request is sent, and goes on from the recovery code. */
export async function register(page: Person, words: Words, who: Credentials): Promise<void> {
  await askForAccess(page, words, who);
  await goOnFromCode(page, words);
}

/** Leaves the recovery code that is shown to whoever made an account without an e-mail address. */
export async function goOnFromCode(page: Person, words: Words): Promise<void> {
  await expect(page.getByRole('heading', { name: words.ownData.codeTitle, level: 1 })).toBeVisible();
  await page.getByRole('button', { name: words.ownData.goOn, exact: true }).click();
}

/** The same up to the button, whatever comes of it. */
export async function askForAccess(page: Person, words: Words, who: Credentials): Promise<void> {
  await expect(page.getByRole('heading', { name: words.register.title, level: 1 })).toBeVisible();
  await page.getByLabel(words.register.pseudonym).fill(who.name);
  await page.getByLabel(words.register.password, { exact: true }).fill(who.password);
  await page.getByRole('button', { name: words.register.submit }).click();
}

/** Sets up access for one more client, without a request. */
export async function newClient(page: Person, words: Words, name: string): Promise<void> {
  await page.goto(`${PORTAL}/register`);
  await page.getByLabel(words.register.pseudonym).fill(name);
  await page.getByLabel(words.register.password, { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: words.booking.createAccess }).click();
  await goOnFromCode(page, words);
  await expect(page.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
}

/** Remembers this very document: after a reload it is gone. */
export async function markDocument(page: Person): Promise<void> {
  await page.evaluate(() => (document.documentElement.dataset.marked = 'yes'));
}

/** The document was not loaded again since it was marked. */
export async function expectNoReload(page: Person): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.dataset.marked)).toBe('yes');
}

/** Signs out, of the staff's app as of the portal. */
export async function signOut(page: Person, words: Words): Promise<void> {
  const menu = page.getByRole('button', { name: words.menu, exact: true });
  if (await menu.isVisible()) await menu.click();
  const name = words.signOut;
  await page.getByRole('button', { name }).or(page.getByRole('menuitem', { name })).filter({ visible: true }).click();
}
