// Profiles of the staff, and the counselor administration.

import { asAdmin, clientId, counselorId } from './support/api.ts';
import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, PORTAL, STAFF_PASSWORD, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import { totp } from './support/totp.ts';
import type { Words } from './support/words.ts';

/** A square in one colour. */
const PICTURE = {
  name: 'bild.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsAthTt/GN4JvYbACS/W8FgEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQGBywIHfKDizI+tmwAAAABJRU5ErkJggg==',
    'base64',
  ),
};

async function openProfile(page: Person, words: Words): Promise<void> {
  await page.goto('/profile');
  await expect(page.getByRole('heading', { name: words.profile.title, level: 1 })).toBeVisible();
}

async function openMenu(page: Person, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.menu, exact: true }).click();
  await expect(page.getByRole('menuitem', { name: words.signOut })).toBeVisible();
}

async function openCounselor(page: Person, name: string): Promise<void> {
  await page.goto('/counselors');
  await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

async function setUpSecondStep(page: Person, words: Words): Promise<void> {
  await page.goto('/sessions');
  const main = page.getByRole('main');
  await main.getByRole('button', { name: words.twoFactor.setUp }).click();
  await main.getByLabel(words.twoFactor.password, { exact: true }).fill(STAFF_PASSWORD);
  await main.getByRole('button', { name: words.twoFactor.setUp }).click();
  const line = await main.getByText(words.twoFactor.secret).textContent();
  const secret = /((?:[A-Z2-7]{4} ?){8})/.exec(line ?? '')?.[1] ?? '';
  await main.getByLabel(words.twoFactor.code).fill(totp(secret));
  await main.getByRole('button', { name: words.twoFactor.confirm }).click();
  await main.getByRole('button', { name: words.twoFactor.kept }).click();
}

async function save(page: Person, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.profile.save, exact: true }).click();
  await expect(page.getByText(words.profile.saved)).toBeVisible();
}

test('a profile is kept, and the portal shows what is for everyone', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openProfile(page, words);
  await page.getByLabel(words.profile.phone).fill('06421 123456');
  await page.getByLabel(words.profile.postcode).fill('35037');
  await page.getByLabel(words.profile.anotherLanguage).selectOption({ label: words.profile.turkish });
  await page.getByRole('button', { name: words.profile.add, exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: words.profile.turkish })).toBeVisible();
  await page.getByRole('button', { name: words.profile.removeEnglish, exact: true }).click();
  await page.getByLabel(words.profile.aboutGerman).fill('Ich nehme mir Zeit.');
  await page.getByLabel(words.profile.aboutEnglish).fill('I take my time.');
  await expectAccessible(page);
  await keepScreenshot(page, 'profile-changed');
  await save(page, words);
  await page.reload();
  await expect(page.getByLabel(words.profile.phone)).toHaveValue('06421 123456');

  // Another address takes one's own password; the form asks for it where it is needed, and only then.
  const email = page.getByLabel(words.counselors.email, { exact: true });
  const proof = page.getByLabel(words.twoFactor.password, { exact: true });
  const former = await email.inputValue();
  await expect(proof).toHaveCount(0);
  await email.fill('m.brandt@beratung.example');
  await page.getByRole('button', { name: words.profile.save, exact: true }).click();
  await expect(proof).toHaveAccessibleDescription(words.profile.passwordMissing);
  await proof.fill('nicht mein Passwort');
  await page.getByRole('button', { name: words.profile.save, exact: true }).click();
  await expect(proof).toHaveAccessibleDescription(new RegExp(words.passwords.wrong));
  await expectAccessible(page);
  await keepScreenshot(page, 'profile-email');
  await proof.fill(STAFF_PASSWORD);
  await save(page, words);
  await expect(proof).toHaveCount(0);
  await page.reload();
  await expect(email).toHaveValue('m.brandt@beratung.example');
  expect(former).not.toBe('m.brandt@beratung.example');

  const visitor = await person();
  await visitor.goto(PORTAL);
  const card = visitor.getByRole('article').filter({ hasText: COUNSELOR.displayName });
  await expect(card).toContainText(words.profile.aboutShown);
  await expect(card).toContainText(words.profile.turkish);
  await expect(card).toContainText(words.profile.topics);
  await expect(visitor.getByRole('main')).not.toContainText('06421');
  await card.scrollIntoViewIfNeeded();
  await keepScreenshot(visitor, 'portal-people');
});

test('a picture is uploaded, shown in the portal, and removed', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openProfile(page, words);
  const field = page.getByLabel(words.profile.upload);
  await field.setInputFiles({ name: 'x.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
  await expect(page.getByRole('alert')).toContainText('PNG, JPEG');
  await field.setInputFiles(PICTURE);
  await expect(page.getByText(words.profile.pictureSaved)).toBeVisible();
  const shown = page.getByRole('main').locator('.avatar img');
  await expect(shown).toHaveJSProperty('naturalWidth', 64);
  // In the top bar at once, and after a reload.
  const top = page.getByRole('banner').locator('.avatar img');
  await expect(top).toHaveJSProperty('naturalWidth', 64);
  await page.reload();
  await expect(top).toHaveJSProperty('naturalWidth', 64);
  await expectAccessible(page);
  await keepScreenshot(page, 'profile-picture');

  const visitor = await person();
  await visitor.goto(PORTAL);
  const card = visitor.getByRole('article').filter({ hasText: COUNSELOR.displayName });
  await card.scrollIntoViewIfNeeded();
  await expect(card.locator('img')).toHaveJSProperty('naturalWidth', 64);

  await page.getByRole('button', { name: words.profile.removePicture, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.profile.removePicture, exact: true }).click();
  await expect(shown).toHaveCount(0);
  await expect(top).toHaveCount(0);
});

test('who is there for primary clients only is not in the portal', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openProfile(page, words);
  await page.getByRole('switch', { name: words.profile.primaryOnly }).check();
  await save(page, words);
  const visitor = await person();
  await visitor.goto(PORTAL);
  await expect(visitor.getByRole('article').filter({ hasText: COLLEAGUE.displayName })).toBeVisible();
  await expect(visitor.getByRole('article').filter({ hasText: COUNSELOR.displayName })).toHaveCount(0);
});

test('other video software needs an encrypted address', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openProfile(page, words);
  await page.getByLabel(words.profile.otherSoftware).check();
  const send = page.getByRole('button', { name: words.profile.save, exact: true });
  const address = page.getByLabel(words.profile.videoAddress);
  await send.click();
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await address.fill('http://meet.example/raum');
  await send.click();
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await address.fill('https://meet.example/raum');
  await save(page, words);
});

test('the newsletter is a page of its own', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openMenu(page, words);
  await page.getByRole('menuitem', { name: words.newsletter.title }).click();
  await expect(page.getByRole('heading', { name: words.newsletter.title, level: 1 })).toBeVisible();
  const toggle = page.getByRole('switch', { name: words.newsletter.subscribe });
  await expect(toggle).not.toBeChecked();
  await toggle.check();
  await page.getByRole('button', { name: words.profile.save, exact: true }).click();
  await expect(page.getByText(words.newsletter.subscribed)).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'newsletter');
  await page.reload();
  await expect(toggle).toBeChecked();
});

test('only admins find the counselor administration', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words);
  await openMenu(page, words);
  await expect(page.getByRole('menuitem', { name: words.counselors.title })).toHaveCount(0);
  const nobody = '00000000-0000-7000-8000-000000000000';
  for (const address of ['/counselors', `/counselors/${nobody}`, '/licences']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: words.noSuchPage, level: 1 })).toBeVisible();
  }
});

test('the list is searched and filtered', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openMenu(page, words);
  await page.getByRole('menuitem', { name: words.counselors.title }).click();
  await expect(page.getByRole('heading', { name: words.counselors.title, level: 1 })).toBeVisible();
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(page.getByText(words.counselors.inUse(3, 10))).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'counselors');
  await page.getByLabel(words.counselors.role, { exact: true }).selectOption({ label: words.counselors.admin });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(ADMIN.displayName);
  await page.getByLabel(words.counselors.role, { exact: true }).selectOption('');
  await page.getByRole('searchbox', { name: words.counselors.search }).fill('j.petersen');
  await expect(rows).toHaveCount(1);
  await page.getByRole('searchbox', { name: words.counselors.search }).fill('nobody at all');
  await page.getByRole('main').getByRole('link', { name: words.counselors.showAll }).click();
  await expect(rows).toHaveCount(3);
});

test('an admin makes an account, invites, changes it, its role, and whether it is active', async ({ person, words, server }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/counselors');
  await page.getByRole('button', { name: words.counselors.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.counselors.submit, exact: true }).click();
  await expect(dialog.getByText(words.fillIn).first()).toBeVisible();
  await dialog.getByLabel(words.counselors.firstName).fill('Aylin');
  await dialog.getByLabel(words.counselors.lastName).fill('Demir');
  await dialog.getByLabel(words.counselors.displayName).fill('Aylin Demir');
  await dialog.getByLabel(words.counselors.email).fill('a.demir@lahntal.example');
  await dialog.getByLabel(words.profile.loginName).fill('a.demir');
  await expectAccessible(page);
  await keepScreenshot(page, 'counselor-create');
  await dialog.getByRole('button', { name: words.counselors.submit, exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Aylin Demir', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await keepScreenshot(page, 'counselor');
  const invitations = async () => (await (await fetch(`${server.url}/demo/mails`)).text()).split('a.demir@lahntal.example').length - 1;
  await expect.poll(invitations).toBe(1);
  await page.getByRole('button', { name: words.counselors.invite, exact: true }).click();
  await expect.poll(invitations).toBe(2);

  const main = page.getByRole('main');
  await main.getByLabel(words.counselors.displayName).fill('Frau Demir');
  await main.getByLabel(words.counselors.email, { exact: true }).fill('demir@lahntal.example');
  await main.getByLabel(words.twoFactor.password, { exact: true }).fill(STAFF_PASSWORD);
  await main.getByRole('button', { name: words.profile.save, exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Frau Demir', level: 1 })).toBeVisible();
  await main.getByRole('button', { name: words.counselors.makeAdmin }).click();
  await expect(main.getByRole('button', { name: words.counselors.makeCounselor })).toBeVisible();
  await main.getByRole('button', { name: words.counselors.deactivate }).click();
  await expect(main.getByRole('button', { name: words.counselors.activate, exact: true })).toBeVisible();
  await expect(main.getByText(words.counselors.inactive, { exact: true })).toBeVisible();
});

test('the last admin can neither be demoted nor deactivated nor deleted', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openCounselor(page, ADMIN.displayName);
  for (const button of [words.counselors.makeCounselor, words.counselors.deactivate]) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByRole('alert')).toContainText(words.counselors.lastAdmin);
  }
  await page.getByRole('button', { name: words.counselors.delete, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.counselors.deleteNamed(ADMIN.displayName) }).click();
  await expect(dialog.getByRole('alert')).toContainText(words.counselors.lastAdmin);
});

test('who is deleted is out at once, and a colleague takes over', async ({ person, words }) => {
  const going = await person();
  await signInStaff(going, words, COUNSELOR);

  const office = await person();
  // Of two appointments ahead, the colleague has no time for the second.
  for (const [name, starts_at] of [
    [COUNSELOR.displayName, '2030-01-07T10:00:00Z'],
    [COUNSELOR.displayName, '2030-01-08T10:00:00Z'],
    [COLLEAGUE.displayName, '2030-01-08T10:00:00Z'],
  ] as const) {
    await asAdmin(office, 'POST', '/bookings', {
      client_id: await clientId(office, 'Seestern'),
      counselor_id: await counselorId(office, name),
      channel: 'on_site',
      starts_at,
      duration_minutes: 50,
    });
  }
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openCounselor(page, COUNSELOR.displayName);
  await page.getByRole('button', { name: words.counselors.delete, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(words.counselors.primaryClients)).toBeVisible();
  await expect(dialog.getByText(words.counselors.calledOff)).toBeVisible();
  await expect(dialog.getByText(words.counselors.secondAppointment)).toBeVisible();
  await expect(dialog.getByText(words.counselors.firstAppointment)).toBeVisible();
  await dialog.getByLabel(words.counselors.handOver).selectOption({ label: COLLEAGUE.displayName });
  await expect(dialog.getByText(words.counselors.passed)).toBeVisible();
  await expect(dialog.getByText(words.counselors.secondAppointment)).toBeVisible();
  await expect(dialog.getByText(words.counselors.firstAppointment)).toBeHidden();
  await expectAccessible(page);
  await keepScreenshot(page, 'counselor-delete');
  await dialog.getByRole('button', { name: words.counselors.deleteNamed(COUNSELOR.displayName) }).click();
  await expect(page.getByRole('heading', { name: words.counselors.title, level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: COUNSELOR.displayName, exact: true })).toHaveCount(0);

  await going.goto('/mail');
  await expect(going).toHaveURL(/\/login/);

  const heir = await person();
  await signInStaff(heir, words, COLLEAGUE);
  await heir.goto('/members');
  const row = heir.getByRole('row').filter({ hasText: 'Seestern' });
  await expect(row).toContainText(COLLEAGUE.displayName);
});

test('two admins who change the same account see both values', async ({ person, words }) => {
  const one = await person();
  await signInStaff(one, words, ADMIN);
  await openCounselor(one, COLLEAGUE.displayName);
  const other = await person();
  await signInStaff(other, words, ADMIN);
  await openCounselor(other, COLLEAGUE.displayName);
  const name = (page: Person) => page.getByRole('main').getByLabel(words.counselors.displayName);
  await name(one).fill('Herr Petersen');
  await one.getByRole('button', { name: words.profile.save, exact: true }).click();
  await expect(one.getByRole('heading', { name: 'Herr Petersen', level: 1 })).toBeVisible();
  await name(other).fill('J. Petersen');
  await other.getByRole('button', { name: words.profile.save, exact: true }).click();
  const conflict = other.getByRole('main').getByRole('table');
  await expect(conflict.getByRole('row').last()).toContainText('J. Petersen');
  await expect(conflict.getByRole('row').last()).toContainText('Herr Petersen');
  await expectAccessible(other);
  await keepScreenshot(other, 'counselor-conflict');
  await other.getByRole('button', { name: words.counselors.keepMine }).click();
  await expect(other.getByRole('heading', { name: 'J. Petersen', level: 1 })).toBeVisible();
  await expect(conflict).toHaveCount(0);
});

test('an admin takes the second step of a colleague away', async ({ person, words }) => {
  const colleague = await person();
  await signInStaff(colleague, words, COLLEAGUE);
  await setUpSecondStep(colleague, words);

  const page = await person();
  await signInStaff(page, words, ADMIN);
  await openCounselor(page, ADMIN.displayName);
  await expect(page.getByRole('button', { name: words.counselors.makeCounselor })).toBeVisible();
  await expect(page.getByRole('button', { name: words.counselors.removeSecondStep, exact: true }), 'not one\'s own').toHaveCount(0);
  await openCounselor(page, COLLEAGUE.displayName);
  await page.getByRole('button', { name: words.counselors.removeSecondStep, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: words.cancel })).toBeFocused();
  await expectAccessible(page);
  await keepScreenshot(page, 'counselor-second-step');
  await dialog.getByRole('button', { name: words.counselors.removeIt, exact: true }).click();
  await expect(page.getByText(words.counselors.secondStepRemoved)).toBeVisible();
  await expect(dialog).toBeHidden();
  await colleague.goto('/mail');
  await expect(colleague).toHaveURL(/\/login/);
  await signInStaff(await person(), words, COLLEAGUE);
});
