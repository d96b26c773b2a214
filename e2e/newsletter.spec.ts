// The way out of the newsletter: a page without an account, for whoever has the mail.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asStaff, counselorId } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { MailServer } from './support/mail_server.ts';
import { COUNSELOR, signInStaff } from './support/people.ts';
import { expect, test as base } from './support/test.ts';

const test = base.extend<{ mailServer: MailServer }>({
  mailServer: async ({}, use) => {
    const mailServer = await MailServer.start();
    await use(mailServer);
    await mailServer.stop();
  },
  environment: async ({ mailServer }, use) => use({ BEISTAND_SMTP_URL: mailServer.url, BEISTAND_MAIL_FROM: 'betrieb@beratung.example' }),
});

test('whoever gets the newsletter leaves it by the link in the mail, with the keyboard alone', async ({ person, words, language, server, mailServer }) => {
  const page = await person();
  await page.setViewportSize({ width: 390, height: 844 });
  const id = await counselorId(page, COUNSELOR.displayName);
  const { version } = (await asStaff(page, COUNSELOR, 'GET', `/counselors/${id}`)) as { version: number };
  await asStaff(page, COUNSELOR, 'PATCH', `/counselors/${id}`, { newsletter: true, language }, version);
  const folder = await mkdtemp(join(tmpdir(), 'beistand-e2e-'));
  const file = join(folder, 'brief.md');
  await writeFile(file, 'Es gibt Neues.\n');
  await server.run('newsletter', 'send', '--subject', 'Neues im Programm', '--file', file);
  await rm(folder, { recursive: true });
  expect(mailServer.mails).toHaveLength(1);
  const [, address = ''] = /List-Unsubscribe: <([^>]+)>/.exec((mailServer.mails[0] ?? '').replaceAll('\n ', ' ')) ?? [];

  // An address that was made up says nothing of anybody.
  const madeUp = await page.goto(`${address.slice(0, -6)}AAAAAA`);
  expect(madeUp?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: words.newsletter.title, exact: true, level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(words.newsletter.noLink);
  await expect(page.getByRole('button')).toHaveCount(0);
  await expectAccessible(page);
  await keepScreenshot(page, 'newsletter-made-up');

  await page.goto(address);
  await expect(page.getByRole('heading', { name: words.newsletter.leave, level: 1 })).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
  await keepScreenshot(page, 'newsletter-leave');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: words.newsletter.leaveNow, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  const left = page.getByRole('heading', { name: words.newsletter.left, level: 1 });
  await expect(left).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
  await keepScreenshot(page, 'newsletter-left');

  // Opened or sent once more, it says the same.
  await page.goto(address);
  await expect(left).toBeVisible();
  expect((await page.request.post(address)).status()).toBe(200);
  // The app knows it, too.
  await signInStaff(page, words);
  await page.goto('/newsletter');
  await expect(page.getByRole('switch', { name: words.newsletter.subscribe })).not.toBeChecked();
});
