// The facility's clients, as staff see them.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { ADMIN, COUNSELOR, PORTAL, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import type { Words } from './support/words.ts';

/** Opens the page of somebody in the list. */
async function openClient(page: Person, words: Words, pseudonym: string): Promise<void> {
  await openMembers(page, words, `?whose=all&q=${encodeURIComponent(pseudonym)}`);
  await page.getByRole('link', { name: pseudonym, exact: true }).click();
  await expect(page.getByRole('heading', { name: pseudonym, level: 1 })).toBeVisible();
  await expect(page.getByRole('tab', { name: words.members.profile })).toHaveAttribute('aria-selected', 'true');
}

/** Begins to change one line of what is known of a client. */
async function beginChange(page: Person, words: Words, what: string) {
  await page.getByRole('button', { name: words.members.change(what), exact: true }).click();
  const control = page.getByRole('tabpanel').getByLabel(what);
  await expect(control).toBeFocused();
  return control;
}

/** Changes one line of what is known of a client. */
async function change(page: Person, words: Words, what: string, value: string): Promise<void> {
  const control = await beginChange(page, words, what);
  if ((await control.evaluate((it) => it.tagName)) === 'SELECT') await control.selectOption({ label: value });
  else await control.fill(value);
  await page.getByRole('button', { name: words.members.apply, exact: true }).click();
}

/** The value of a line. */
function value(page: Person, what: string) {
  const line = page.getByRole('tabpanel').locator('.kv > div').filter({ has: page.getByText(what, { exact: true }) });
  return line.locator('dd');
}

const NEW_CLIENT = { pseudonym: 'Kranich_7', password: 'weit-fliegt-der-vogel', email: 'kranich@mail.example' };

async function openMembers(page: Person, words: Words, query = ''): Promise<void> {
  await page.goto(`/members${query}`);
  await expect(page.getByRole('heading', { name: words.members.title, level: 1 })).toBeVisible();
}

/** Opens the filters, where they are not in view. */
async function openFilters(page: Person, words: Words): Promise<void> {
  const more = page.getByRole('button', { name: words.members.filters });
  if (await more.isVisible()) await more.click();
}

test('the table lists clients and finds one by name', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openMembers(page, words);
  const row = page.getByRole('row').filter({ hasText: 'Seestern' });
  await expect(row).toContainText(/K-\d+/);
  await page.getByRole('searchbox', { name: words.members.search }).fill('Seest');
  await expect(page).toHaveURL(/q=Seest/);
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
  await expect(row).toBeVisible();
});

test('staff make an account for a client, who signs in with it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openMembers(page, words);
  await page.getByRole('button', { name: words.members.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.members.pseudonym).fill(NEW_CLIENT.pseudonym);
  await dialog.getByLabel(words.members.password, { exact: true }).fill(NEW_CLIENT.password);
  await dialog.getByLabel(words.members.email).fill(NEW_CLIENT.email);
  await expectAccessible(page);
  await keepScreenshot(page, 'members-create');
  await dialog.getByRole('button', { name: words.members.submit }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: NEW_CLIENT.pseudonym })).toContainText(NEW_CLIENT.email);

  const client = await person();
  await client.goto(`${PORTAL}/sign-in`);
  await client.getByLabel(words.clientSignIn.name).fill(NEW_CLIENT.email);
  await client.getByLabel(words.clientSignIn.password, { exact: true }).fill(NEW_CLIENT.password);
  await client.getByRole('main').getByRole('button', { name: words.signIn, exact: true }).click();
  // Whoever made the account knows its password.
  await expect(client.getByRole('heading', { name: words.passwords.due, level: 1 })).toBeVisible();
});

test('a taken pseudonym is said at the field, and what was typed stays', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openMembers(page, words);
  await page.getByRole('button', { name: words.members.create }).click();
  const dialog = page.getByRole('dialog');
  const pseudonym = dialog.getByLabel(words.members.pseudonym);
  await pseudonym.fill('seestern');
  await dialog.getByLabel(words.members.password, { exact: true }).fill(NEW_CLIENT.password);
  await dialog.getByRole('button', { name: words.members.submit }).click();
  await expect(dialog.getByText(words.pseudonymTaken).first()).toBeVisible();
  await expect(pseudonym).toHaveAttribute('aria-invalid', 'true');
  await expect(pseudonym).toHaveValue('seestern');
  await expect(dialog.getByLabel(words.members.password, { exact: true })).toHaveValue(NEW_CLIENT.password);
  await expectAccessible(page);

  await pseudonym.fill(NEW_CLIENT.pseudonym);
  await dialog.getByRole('button', { name: words.members.submit }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: NEW_CLIENT.pseudonym })).toBeVisible();
});

test('Escape closes the dialog and gives the focus back', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openMembers(page, words);
  const create = page.getByRole('button', { name: words.members.create });
  await create.click();
  await expect(page.getByRole('dialog').getByLabel(words.members.pseudonym)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(create).toBeFocused();
});

test('admins see how to reach a client, counselors do not', async ({ person, words }) => {
  const admin = await person();
  await signInStaff(admin, words, ADMIN);
  await openMembers(admin, words, '?whose=all');
  await expect(admin.getByRole('row').filter({ hasText: 'Seestern' })).toContainText('@');

  const counselor = await person();
  const answers: string[] = [];
  counselor.on('response', async (response) => {
    if (response.url().includes('/api/v1/clients')) answers.push(await response.text().catch(() => ''));
  });
  await signInStaff(counselor, words, COUNSELOR);
  await openMembers(counselor, words);
  await expect(counselor.getByRole('row').filter({ hasText: 'Seestern' })).toBeVisible();
  await expect(counselor.getByRole('main')).not.toContainText('@');
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.join()).not.toContain('@');
});

test('a counselor begins with their own clients, and searches all when theirs do not have it', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openMembers(page, words);
  const names = page.getByRole('table').locator('.t-name');
  await expect(names.filter({ hasText: 'Seestern' })).toBeVisible();
  await expect(names.filter({ hasText: 'Zugvogel' })).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: 'Herbstwind' })).toContainText(words.members.erasedOn);
  await expect(page.getByRole('row').filter({ hasText: 'Sonnenblume' })).toContainText(words.members.noAccess);
  await expectAccessible(page);
  await keepScreenshot(page, 'members');

  await page.getByRole('searchbox', { name: words.members.search }).fill('ugvo');
  await expect(page.getByText(words.members.nothingFound)).toBeVisible();
  await keepScreenshot(page, 'members-nothing-found');
  await page.getByRole('link', { name: words.members.searchAll }).click();
  await expect(names).toHaveText(['Zugvogel']);
  await expect(page).toHaveURL(/whose=all/);

  await page.getByRole('searchbox', { name: words.members.search }).fill('');
  await expect(names.filter({ hasText: 'Kastanie' })).toBeVisible();
  await openFilters(page, words);
  await page.getByRole('combobox', { name: words.members.status, exact: true }).selectOption({ label: words.members.locked });
  await expect(names).toHaveText(['kleiner_Drache']);
  await page.getByRole('combobox', { name: words.members.status, exact: true }).selectOption({ index: 0 });
  await page.getByRole('combobox', { name: words.members.fields, exact: true }).selectOption({ label: words.members.addiction });
  await expect(names).toHaveText(['Herbstwind', 'Kastanie']);
  await page.getByRole('combobox', { name: words.members.fields, exact: true }).selectOption({ index: 0 });

  await page.getByRole('button', { name: words.members.mine, exact: true }).click();
  const sort = page.getByRole('combobox', { name: words.members.sort, exact: true });
  if (await sort.isVisible()) {
    await sort.selectOption({ label: words.members.byPseudonym });
    await expectAccessible(page);
    await keepScreenshot(page, 'members-filters');
    await page.getByRole('button', { name: words.members.showList }).click();
    await expect(page.getByRole('button', { name: words.members.filters })).toBeFocused();
    await expect(page.getByRole('button', { name: words.members.filters })).toContainText('1');
  } else {
    await page.getByRole('button', { name: words.members.pseudonym, exact: true }).click();
  }
  await expect(names.first()).toHaveText('Birkenblatt');
  await expect(page).toHaveURL(/sort=pseudonym/);
  await page.getByRole('link', { name: 'Birkenblatt', exact: true }).click();
  await page.getByRole('link', { name: words.members.back, exact: true }).click();
  await expect(page).toHaveURL(/sort=pseudonym/);
});

test('an admin without clients of their own is shown the way to all', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openMembers(page, words);
  await expect(page.getByText(words.members.nobodyMine)).toBeVisible();
  await page.getByRole('link', { name: words.members.showAll }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Nachtfalter_23' })).toContainText(words.members.invited);
  await keepScreenshot(page, 'members-admin');
});

test('a counselor changes in place what is known of a client, and never sees how to reach them', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openClient(page, words, 'Seestern');
  await expectAccessible(page);
  await keepScreenshot(page, 'client');
  await expect(page.getByRole('tabpanel')).not.toContainText('@');
  await expect(page.getByRole('tabpanel').getByText(words.members.emailAddress)).toHaveCount(0);
  await page.getByRole('button', { name: words.members.more }).click();
  await expect(page.getByRole('menuitem', { name: words.members.setPassword })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: words.members.lock })).toHaveCount(0);
  await page.keyboard.press('Escape');

  await change(page, words, words.members.name, 'Ottilie Beer');
  await expect(value(page, words.members.name)).toHaveText('Ottilie Beer');
  await change(page, words, words.members.gender, words.members.female);
  await expect(value(page, words.members.gender)).toHaveText(words.members.female);
  await change(page, words, words.members.yearOfBirth, '19');
  await expect(page.getByText(words.members.outOfRange)).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'client-edit');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: words.members.change(words.members.yearOfBirth), exact: true })).toBeFocused();

  await page.getByRole('button', { name: words.members.change(words.members.fields), exact: true }).click();
  await page.getByRole('tabpanel').getByLabel(words.members.addiction, { exact: true }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: words.members.apply, exact: true }).click();
  await expect(value(page, words.members.fields)).toContainText(words.members.addiction);
  await page.reload();
  await expect(value(page, words.members.name)).toHaveText('Ottilie Beer');
  await expect(value(page, words.members.fields)).toContainText(words.members.addiction);
});

test('an admin changes and takes away how to reach a client', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openClient(page, words, 'Seestern');
  await change(page, words, words.members.emailAddress, 'kein Postfach');
  await expect(page.getByRole('tabpanel').getByLabel(words.members.emailAddress)).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('tabpanel').getByLabel(words.members.emailAddress).fill('neu@mail.example');
  await page.getByRole('button', { name: words.members.apply, exact: true }).click();
  await expect(page.getByRole('tabpanel')).toContainText('neu@mail.example');
  await change(page, words, words.members.emailAddress, '');
  await expect(page.getByRole('tabpanel')).not.toContainText('@');
});

test('two who change the same see both values, and nothing is overwritten', async ({ person, words }) => {
  const one = await person();
  await signInStaff(one, words);
  await openClient(one, words, 'Seestern');
  const other = await person();
  await signInStaff(other, words, ADMIN);
  await openClient(other, words, 'Seestern');
  const apply = { name: words.members.apply, exact: true };
  await (await beginChange(other, words, words.members.name)).fill('Otto Bär');
  await change(one, words, words.members.name, 'Ottilie Beer');
  await expect(value(one, words.members.name)).toHaveText('Ottilie Beer');
  await other.getByRole('button', apply).click();
  await expect(other.getByText(words.members.changedElsewhere)).toBeVisible();
  await expect(other.getByRole('tabpanel')).toContainText('Ottilie Beer');
  await expect(other.getByRole('tabpanel').getByLabel(words.members.name)).toHaveValue('Otto Bär');
  await expectAccessible(other);
  await keepScreenshot(other, 'client-conflict');
  await (await beginChange(one, words, words.members.name)).fill('Ottilie');
  await other.getByRole('button', { name: words.members.keepMine }).click();
  await expect(value(other, words.members.name)).toHaveText('Otto Bär');
  await one.getByRole('button', apply).click();
  await one.getByRole('button', { name: words.members.takeTheirs }).click();
  await expect(value(one, words.members.name)).toHaveText('Otto Bär');
});

test('an admin locks, unlocks, deletes and restores a client', async ({ person, words }) => {
  const client = await person();
  await client.goto(`${PORTAL}/sign-in`);
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openClient(page, words, 'Seestern');
  const choose = async (name: string | RegExp) => {
    await page.getByRole('button', { name: words.members.more }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const trySignIn = async () => {
    await client.getByLabel(words.clientSignIn.name).fill('Seestern');
    await client.getByLabel(words.clientSignIn.password, { exact: true }).fill('seestern-demo');
    await client.getByRole('main').getByRole('button', { name: words.signIn, exact: true }).click();
  };
  await choose(words.members.lock);
  await expect(page.getByText(words.members.lockedText)).toBeVisible();
  await keepScreenshot(page, 'client-locked');
  await trySignIn();
  await expect(client.getByText(words.wrongCredentials).first()).toBeVisible();
  await choose(words.members.unlock);
  await expect(page.getByText(words.members.lockedText)).toHaveCount(0);

  await choose(words.members.delete);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: words.cancel })).toBeFocused();
  await expectAccessible(page);
  await keepScreenshot(page, 'client-delete');
  await dialog.getByRole('button', { name: words.members.deleteNamed('Seestern') }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(words.members.restorableUntil)).toBeVisible();
  await expect(page.getByRole('button', { name: words.members.change(words.members.name), exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await keepScreenshot(page, 'client-deleted');
  await choose(words.members.restore);
  await expect(page.getByText(words.members.restorableUntil)).toHaveCount(0);
  await trySignIn();
  await expect(client.getByRole('heading', { name: words.requests.title, level: 1 })).toBeVisible();
});

test('staff give a client without access a password, and invite one who has an address', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openClient(page, words, 'Sonnenblume');
  await page.getByRole('button', { name: words.members.more }).click();
  await page.getByRole('menuitem', { name: words.members.setPassword }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.members.password, { exact: true }).fill(NEW_CLIENT.password);
  await dialog.getByRole('button', { name: words.members.passwordSubmit, exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText(words.passwords.differ);
  await dialog.getByLabel(words.passwords.again, { exact: true }).fill(NEW_CLIENT.password);
  await expectAccessible(page);
  await keepScreenshot(page, 'client-password');
  await dialog.getByRole('button', { name: words.members.passwordSubmit, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(words.members.passwordSet)).toBeVisible();

  await page.getByRole('button', { name: words.members.more }).click();
  await page.getByRole('menuitem', { name: words.members.invite }).click();
  await expect(page.getByText(words.members.noEmail)).toBeVisible();
  await openClient(page, words, 'Nachtfalter_23');
  await page.getByRole('button', { name: words.members.more }).click();
  await page.getByRole('menuitem', { name: words.members.invite }).click();
  await expect(page.getByText(words.members.invitationSent)).toBeVisible();
});

test('a client is locked from the list', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openMembers(page, words, '?whose=all');
  const row = page.getByRole('row').filter({ hasText: 'Seestern' });
  const menu = page.getByRole('button', { name: words.members.actionsFor('Seestern'), exact: true });
  await menu.click();
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await expectAccessible(page);
  await keepScreenshot(page, 'members-menu');
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await expect(page).toHaveURL(/members\?/);
  await menu.click();
  await page.getByRole('menuitem', { name: words.members.lock, exact: true }).click();
  await expect(row).toContainText(words.members.locked);
  await expect(menu).toBeFocused();
  await menu.click();
  await page.getByRole('menuitem', { name: words.members.unlock, exact: true }).click();
  await expect(row).not.toContainText(words.members.locked);
});
