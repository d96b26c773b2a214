// The settings of a facility: an admin enters its data, writes an imprint, and the portal shows both.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, PORTAL, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

async function look(page: Person, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page, { colours: colorScheme === 'dark' });
    await keepScreenshot(page, `${name}.${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('what an admin says of the facility stands in its portal', async ({ person, words }) => {
  const [admin, visitor] = [await person(), await person()];
  const t = words.facility;
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/settings');
  await expect(admin.getByRole('heading', { name: t.setup })).toBeVisible();
  await look(admin, 'settings-start');
  await admin.getByRole('link', { name: t.title, exact: true }).click();
  await admin.getByLabel(new RegExp(`^${t.address}`)).fill('Uferweg 4\n35037 Marburg');
  await admin.getByLabel(new RegExp(`^${t.phone}`)).fill('06421 55 00 10');
  await look(admin, 'settings-facility');
  await admin.getByRole('button', { name: words.save, exact: true }).click();
  await expect(admin.getByText(t.saved, { exact: true })).toBeVisible();

  await admin.goto('/settings/legal-pages');
  await admin.getByLabel(t.imprintDe).fill('# Verantwortlich\n\nHaus am Fluss, https://www.lahntal.example');
  await expect(admin.getByRole('heading', { name: 'Verantwortlich' })).toBeVisible();
  await look(admin, 'settings-legal-pages');
  await admin.getByRole('button', { name: words.save, exact: true }).click();
  await expect(admin.getByText(t.legalSaved)).toBeVisible();

  await visitor.goto(PORTAL);
  await expect(visitor.getByRole('link', { name: '06421 55 00 10' })).toBeVisible();
  await visitor.getByRole('link', { name: t.imprint, exact: true }).click();
  await expect(visitor.getByRole('heading', { name: 'Verantwortlich' })).toBeVisible();
  await expect(visitor.getByRole('link', { name: 'https://www.lahntal.example' })).toBeVisible();
  await look(visitor, 'portal-imprint');
});
