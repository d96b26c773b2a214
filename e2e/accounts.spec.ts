// Signing in, staying signed in, signing out.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { ADMIN, CLIENT, COUNSELOR, PORTAL, expectOverview, fillStaffSignIn, signInClient, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('a wrong name and a wrong password are refused in the same words', async ({ person, words }) => {
  const page = await person();
  await page.goto('/login');
  for (const who of [
    { name: COUNSELOR.name, password: 'something else entirely' },
    { name: 'nobody.at.all', password: COUNSELOR.password },
  ]) {
    await fillStaffSignIn(page, words, who);
    await expect(page.getByRole('alert')).toContainText(words.wrongCredentials);
    await expect(page.getByLabel(words.login.name)).toHaveValue(who.name);
  }
  await expectAccessible(page);
  await keepScreenshot(page, 'login-refused');
  await fillStaffSignIn(page, words, COUNSELOR);
  await expectOverview(page, words);
});

test('the portal refuses a wrong password too, and takes the right one', async ({ person, words }) => {
  const page = await person();
  await page.goto(`${PORTAL}/sign-in`);
  await page.getByLabel(words.clientSignIn.name).fill(CLIENT.name);
  await page.getByLabel(words.clientSignIn.password, { exact: true }).fill('wrong');
  await page.getByRole('main').getByRole('button', { name: words.signIn, exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(words.wrongCredentials);
  await signInClient(page, words);
});

test('the portal of a facility that does not exist says so', async ({ person, words }) => {
  const page = await person();
  for (const address of ['/p/nirgendwo', '/p/nirgendwo/write', '/p/nirgendwo/sign-in']) {
    await page.goto(address);
    await expect(page.getByText(words.unknownFacility)).toBeVisible();
  }
  await expectAccessible(page);
  await keepScreenshot(page, 'unknown-facility');
});

test('an address that does not exist says so', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: words.noSuchPage, level: 1 })).toBeVisible();
});

test('signing in leads back to where one was going', async ({ person, words }) => {
  const page = await person();
  await page.goto('/members');
  await expect(page).toHaveURL(/\/login/);
  await fillStaffSignIn(page, words, COUNSELOR);
  await expect(page.getByRole('heading', { name: words.members.title, level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/members$/);
});

test('signing in does not lead to somebody else’s address', async ({ person, words, server }) => {
  const page = await person();
  for (const next of ['https://example.com/', '//example.com/', '/\\example.com/']) {
    await page.context().clearCookies();
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await fillStaffSignIn(page, words, COUNSELOR);
    await expectOverview(page, words);
    expect(new URL(page.url()).origin).toBe(server.url);
  }
  expect(page.outside).toEqual([]);
});

test('a reload keeps staff signed in, and so do tabs opened all at once', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await page.reload();
  await expect(page.getByRole('heading', { name: words.mail.title, level: 1 })).toBeVisible();
  const tabs = await Promise.all(Array.from({ length: 4 }, () => page.context().newPage()));
  await Promise.all(tabs.map((tab) => tab.goto('/mail')));
  for (const tab of tabs) {
    await expect(tab.getByRole('heading', { name: words.mail.title, level: 1 })).toBeVisible();
  }
  await page.reload();
  await expect(page.getByRole('heading', { name: words.mail.title, level: 1 })).toBeVisible();
});

test('a reload keeps a client signed in', async ({ person, words }) => {
  const page = await person();
  await signInClient(page, words);
  await page.reload();
  await expect(page.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
});

test('nothing that scripts can read tells who is signed in', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  const cookies = await page.context().cookies();
  expect(cookies.filter((cookie) => !cookie.httpOnly || cookie.sameSite !== 'Strict')).toEqual([]);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(stored).not.toMatch(/eyJ|brandt|token/i);
});

test('signing out ends the session, in the other tab too', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  const other = await page.context().newPage();
  await other.goto('/mail');
  await expect(other.getByRole('heading', { name: words.mail.title, level: 1 })).toBeVisible();

  await page.getByRole('button', { name: words.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: words.signOut }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto('/mail');
  await expect(page).toHaveURL(/\/login/);
  await other.reload();
  await expect(other).toHaveURL(/\/login/);
});

test('a client does not reach the staff’s pages, nor staff the client’s', async ({ person, words }) => {
  const client = await person();
  await signInClient(client, words);
  for (const address of ['/mail', '/members', '/profile']) {
    await client.goto(address);
    await expect(client).toHaveURL(/\/login/);
    await expect(client.getByRole('table')).toHaveCount(0);
  }
  const staff = await person();
  await signInStaff(staff, words, ADMIN);
  await staff.goto(`${PORTAL}/requests`);
  await expect(staff).toHaveURL(/\/sign-in/);
});

test('a counselor sees their own profile', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await page.goto('/profile');
  await expect(page.getByRole('heading', { name: words.profile.title, level: 1 })).toBeVisible();
  const loginName = page.getByLabel(words.profile.loginName);
  await expect(loginName).toHaveValue('m.brandt');
  await expect(loginName).not.toBeEditable();
});
