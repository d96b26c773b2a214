// How many staff accounts there may be, and asking for more.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { ADMIN, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('an admin asks for more licences, and the request is listed', async ({ person, words, server }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/counselors');
  await page.getByRole('main').getByRole('link', { name: words.licences.more }).click();
  await expect(page.getByRole('heading', { name: words.licences.title, level: 1 })).toBeVisible();
  await expect(page.getByLabel(words.licences.facility)).toHaveValue('Beratungsstelle Lahntal');
  await expect(page.getByLabel(words.licences.contact)).toHaveValue(ADMIN.displayName);
  const volume = page.getByLabel(words.licences.volume);
  const send = page.getByRole('button', { name: words.licences.send });
  await page.getByLabel(words.licences.email).fill('k.vogt@lahntal.example');
  await volume.fill('10');
  await send.click();
  await expect(volume).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await volume.fill('15');
  await page.getByLabel(words.licences.remark).fill('Ab März.');
  await send.click();
  await expect(page.getByText(words.licences.sent, { exact: true })).toBeVisible();
  const row = page.getByRole('table').locator('tbody tr');
  await expect(row).toContainText(words.licences.fifteen);
  await expect(row).toContainText(words.licences.recorded);
  await expectAccessible(page);
  await keepScreenshot(page, 'licences');

  // The contact person is told; what is in the demo's box is what would be sent.
  const box = async () => (await fetch(`${server.url}/demo/mails`)).text();
  await expect.poll(box).toContain('k.vogt@lahntal.example');

  // Whoever runs the program finds it, and notes that it is dealt with.
  const waiting = await server.run('facility', 'licences', '--slug', 'lahntal');
  const [id = ''] = /[0-9a-f-]{36}$/m.exec(waiting) ?? [];
  await server.run('facility', 'licences', '--slug', 'lahntal', '--done', id);
  await page.reload();
  await expect(row).toContainText(words.licences.done);
  await expect(row).not.toContainText(words.licences.recorded);
  await expectAccessible(page);
  await keepScreenshot(page, 'licences-done');
});

test('without a licence nobody is added, and the way to more is shown', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  const token = page.waitForRequest((request) => request.url().includes('/api/v1/counselors') && request.method() === 'GET');
  await page.goto('/counselors');
  const authorization = (await (await token).headerValue('authorization')) ?? '';
  // All the licences of the demo.
  for (let number = 0; number < 7; number += 1) {
    const made = await page.request.post('/api/v1/counselors', {
      headers: { authorization },
      data: {
        role: 'counselor',
        login_name: `x.${number}`,
        first_name: 'X',
        last_name: 'Y',
        email: `x${number}@lahntal.example`,
        display_name: `Person ${number}`,
      },
    });
    expect(made.status()).toBe(201);
  }
  await page.reload();
  await page.getByRole('button', { name: words.counselors.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.counselors.firstName).fill('Aylin');
  await dialog.getByLabel(words.counselors.lastName).fill('Demir');
  await dialog.getByLabel(words.counselors.displayName).fill('Aylin Demir');
  await dialog.getByLabel(words.counselors.email).fill('a.demir@lahntal.example');
  await dialog.getByLabel(words.profile.loginName).fill('a.demir');
  await dialog.getByRole('button', { name: words.counselors.submit, exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText(words.licences.full);
  await expectAccessible(page);
  await dialog.getByRole('link', { name: words.licences.more }).click();
  await expect(page.getByRole('heading', { name: words.licences.title, level: 1 })).toBeVisible();
});
