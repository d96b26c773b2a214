// Choosing, forgetting and changing passwords, and invitations.

import { asAdmin, clientId } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { mailedLink } from './support/mails.ts';
import { CLIENT, COUNSELOR, PORTAL, STAFF_PASSWORD, expectOverview, fillStaffSignIn, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

const NEW = 'ein ganz neuer langer Satz';

async function check(page: Person, name: string): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, name);
}

async function askForLink(page: Person, words: Words, email: string, loginName: string): Promise<void> {
  await page.goto('/login');
  await page.getByRole('link', { name: words.passwords.forgot }).click();
  await expect(page.getByRole('heading', { name: words.passwords.forgotten, level: 1 })).toBeVisible();
  await page.getByLabel(words.passwords.email).fill(email);
  await page.getByLabel(words.passwords.loginName).fill(loginName);
  await page.getByRole('button', { name: words.passwords.sendLink }).click();
  await expect(page.getByRole('heading', { name: words.passwords.asked, level: 1 })).toBeVisible();
}

test('a counselor who forgot their password gets a link and sets a new one', async ({ person, words }) => {
  const page = await person();
  await page.goto('/login/forgot');
  // The page is fetched when it is first visited.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await check(page, 'login-forgot');
  // Nobody is there, and the answer is the same.
  await askForLink(page, words, 'niemand@lahntal.example', COUNSELOR.name);
  await expect(page.getByRole('status').filter({ hasText: words.passwords.askedText })).toBeVisible();
  const link = await mailedLink(page, () => askForLink(page, words, 'm.brandt@lahntal.example', COUNSELOR.name));
  await check(page, 'login-forgot-asked');

  await page.goto(link);
  await expect(page.getByRole('heading', { name: words.passwords.setNew, level: 1 })).toBeVisible();
  await expect(page.getByText(COUNSELOR.name, { exact: true })).toBeVisible();
  // What proves the link is nowhere to be seen any more.
  expect(page.url()).toMatch(/\/login\/reset$/);
  const password = page.getByLabel(words.passwords.new, { exact: true });
  const rating = page.getByRole('status').filter({ hasText: words.passwords.strength });
  await password.fill('passwort2026');
  await expect(rating).toContainText(words.passwords.tooEasy);
  await check(page, 'login-reset');
  await page.getByRole('button', { name: words.passwords.save }).click();
  await expect(page.getByRole('alert')).toContainText(words.passwords.common);
  await password.fill('Miriam Brandt ist da');
  await expect(rating).toContainText(words.passwords.noName);
  await password.fill(NEW);
  await expect(rating).toContainText(words.passwords.veryGood);
  await page.getByRole('button', { name: words.passwords.save }).click();
  await expect(page.getByRole('heading', { name: words.signIn, level: 1 })).toBeVisible();
  await fillStaffSignIn(page, words, COUNSELOR);
  await expect(page.getByRole('alert')).toContainText(words.wrongCredentials);
  await fillStaffSignIn(page, words, { ...COUNSELOR, password: NEW });
  await expectOverview(page, words);

  await page.goto(link);
  await page.reload();
  await expect(page.getByRole('heading', { name: words.passwords.void, level: 1 })).toBeVisible();
});

test('a link that was used, or is none, says so and offers a new one', async ({ person, words }) => {
  const page = await person();
  for (const address of ['/login/reset', '/login/reset#somebody-made-this-up']) {
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.getByRole('heading', { name: words.passwords.void, level: 1 })).toBeVisible();
  }
  await check(page, 'login-reset-void');
  await page.getByRole('link', { name: words.passwords.askAgain }).click();
  await expect(page.getByRole('heading', { name: words.passwords.forgotten, level: 1 })).toBeVisible();
});

test('a counselor is invited, chooses a password and signs in', async ({ person, words }) => {
  const [office, page] = [await person(), await person()];
  const made = await asAdmin(office, 'POST', '/counselors', {
    role: 'counselor',
    login_name: 'a.demir',
    first_name: 'Aylin',
    last_name: 'Demir',
    email: 'a.demir@lahntal.example',
    display_name: 'Aylin Demir',
    password: 'nur für den ersten Tag',
  });
  const link = await mailedLink(office, async () => {
    await asAdmin(office, 'POST', `/counselors/${made['id']}/invitation`);
  });
  await page.goto(link);
  await expect(page.getByRole('heading', { name: words.passwords.welcome, level: 1 })).toBeVisible();
  await page.getByLabel(words.passwords.new, { exact: true }).fill(NEW);
  await page.getByRole('button', { name: words.passwords.save }).click();
  await expect(page.getByRole('heading', { name: words.signIn, level: 1 })).toBeVisible();
  await fillStaffSignIn(page, words, { name: 'a.demir', password: NEW });
  await expectOverview(page, words);
});

test('a client is invited to the portal, chooses a password and is there', async ({ person, words }) => {
  const page = await person();
  const id = await clientId(page, CLIENT.name);
  const link = await mailedLink(page, async () => {
    await asAdmin(page, 'POST', `/clients/${id}/invitation`);
  });
  expect(new URL(link).pathname).toBe(`${PORTAL}/password`);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: words.passwords.welcome, level: 1 })).toBeVisible();
  expect(page.url()).not.toContain('#');
  await check(page, 'portal-invitation');
  await page.getByLabel(words.passwords.new, { exact: true }).fill(NEW);
  await page.getByRole('button', { name: words.passwords.save }).click();
  await expect(page.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: words.passwords.void, level: 1 })).toBeVisible();
});

test('a client who forgot their password gets a link, and who has no address is told whom to ask', async ({
  person,
  words,
}) => {
  const page = await person();
  const ask = async (name: string): Promise<void> => {
    await page.goto(`${PORTAL}/sign-in`);
    await page.getByRole('link', { name: words.passwords.forgot }).click();
    await expect(page.getByRole('heading', { name: words.passwords.forgotten, level: 1 })).toBeVisible();
    await page.getByLabel(words.clientSignIn.name).fill(name);
    await page.getByRole('button', { name: words.passwords.sendLink }).click();
    await expect(page.getByRole('heading', { name: words.passwords.asked, level: 1 })).toBeFocused();
  };
  await page.goto(`${PORTAL}/forgot`);
  await page.getByRole('button', { name: words.passwords.sendLink }).click();
  await expect(page.getByRole('alert').filter({ hasText: words.checkEntries })).toBeFocused();
  await check(page, 'portal-forgot');
  // Nobody is called that, and the answer is the same.
  await ask('Niemand');
  await expect(page.getByRole('status').filter({ hasText: words.passwords.askedClientText })).toBeVisible();
  await expect(page.getByText(words.passwords.askTheCentre)).toBeVisible();
  const link = await mailedLink(page, () => ask(CLIENT.name));
  await expect(page.getByRole('status').filter({ hasText: words.passwords.askedClientText })).toBeVisible();
  await check(page, 'portal-forgot-asked');
  expect(new URL(link).pathname).toBe(`${PORTAL}/password`);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: words.passwords.setNew, level: 1 })).toBeVisible();
  await page.getByLabel(words.passwords.new, { exact: true }).fill(NEW);
  await page.getByRole('button', { name: words.passwords.save }).click();
  await expect(page.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('link', { name: words.passwords.askAgain }).click();
  await expect(page.getByRole('heading', { name: words.passwords.forgotten, level: 1 })).toBeVisible();
});

test('a client who was given a password changes it before anything else', async ({ person, words }) => {
  const page = await person();
  const given = 'nur für den ersten Tag';
  await asAdmin(page, 'PUT', `/clients/${await clientId(page, CLIENT.name)}/password`, { password: given });
  await page.goto(`${PORTAL}/sign-in`);
  await page.getByLabel(words.clientSignIn.name).fill(CLIENT.name);
  await page.getByLabel(words.clientSignIn.password, { exact: true }).fill(given);
  await page.getByRole('main').getByRole('button', { name: words.signIn, exact: true }).click();
  const heading = page.getByRole('heading', { name: words.passwords.due, level: 1 });
  await expect(heading).toBeVisible();
  await page.goto(`${PORTAL}/my-data`);
  await expect(heading).toBeVisible();
  await check(page, 'portal-password-due');
  await page.getByLabel(words.passwords.current).fill('nicht dieses');
  await page.getByLabel(words.passwords.new, { exact: true }).fill(NEW);
  await page.getByRole('button', { name: words.passwords.change }).click();
  await expect(page.getByRole('alert')).toContainText(words.passwords.wrong);
  await page.getByLabel(words.passwords.current).fill(given);
  await page.getByRole('button', { name: words.passwords.change }).click();
  await expect(page.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
  await signInClient(await person(), words, { ...CLIENT, password: NEW });
});

test('a client changes their own password and is signed out elsewhere', async ({ person, words }) => {
  const [page, other] = [await person(), await person()];
  await signInClient(other, words);
  await signInClient(page, words);
  await page.goto(`${PORTAL}/my-data`);
  await expect(page.getByRole('heading', { name: words.ownData.title, level: 1 })).toBeVisible();
  await check(page, 'portal-my-data');
  await page.getByLabel(words.passwords.current).fill(CLIENT.password);
  await page.getByLabel(words.passwords.new, { exact: true }).fill(NEW);
  await page.getByRole('button', { name: words.passwords.change }).click();
  await expect(page.getByText(words.passwords.changed)).toBeVisible();
  await other.goto(`${PORTAL}/requests`);
  await expect(other.getByRole('heading', { name: words.signIn, level: 1 })).toBeVisible();
});

test('staff change their own password on the page for security', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await page.goto('/sessions');
  await expect(page.getByRole('heading', { name: words.sessions.title, level: 1 })).toBeVisible();
  await check(page, 'security');
  await page.getByLabel(words.passwords.current).fill(STAFF_PASSWORD);
  await page.getByLabel(words.passwords.new, { exact: true }).fill(STAFF_PASSWORD);
  await page.getByRole('button', { name: words.passwords.change }).click();
  await expect(page.getByRole('alert')).toContainText(words.passwords.unchanged);
  await page.getByLabel(words.passwords.new, { exact: true }).fill(NEW);
  await page.getByRole('button', { name: words.passwords.change }).click();
  await expect(page.getByText(words.passwords.changed)).toBeVisible();
  await signInStaff(await person(), words, { ...COUNSELOR, password: NEW });
});
