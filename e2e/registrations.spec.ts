// Who can register: an admin closes the portal to newcomers, and the portal says so beforehand.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { ADMIN, PORTAL, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('the portal tells newcomers by which rules they can register', async ({ person, words }) => {
  const [admin, visitor] = [await person(), await person()];
  const t = words.facility;
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/settings/registration');
  await admin.getByLabel(t.byInvitation).check();
  await expect(admin.getByText(t.effect)).toBeVisible();
  await expectAccessible(admin);
  await keepScreenshot(admin, 'settings-registration');
  await admin.getByRole('button', { name: words.save, exact: true }).click();
  await expect(admin.getByText(t.registrationSaved)).toBeVisible();
  await visitor.goto(PORTAL);
  await expect(visitor.getByText(t.told).first()).toBeVisible();
  await visitor.goto(`${PORTAL}/register`);
  await expect(visitor.getByText(t.told).first()).toBeVisible();
  await expectAccessible(visitor);
  await keepScreenshot(visitor, 'portal-by-invitation');

  // One of the two is needed, and that is said before anything is sent.
  await admin.getByLabel(t.open).check();
  await admin.getByLabel(t.required).check();
  await admin.getByRole('button', { name: words.save, exact: true }).click();
  await visitor.goto(`${PORTAL}/register`);
  await expect(visitor.getByText(t.oneOfTwo).first()).toBeVisible();
});
