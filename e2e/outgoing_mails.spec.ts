// Mail that the facility sends by itself: what was given up is seen and sent again.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { MailServer } from './support/mail_server.ts';
import { ADMIN, COUNSELOR, signInClient, signInStaff } from './support/people.ts';
import { test as base, expect } from './support/test.ts';

const test = base.extend<{ mailServer: MailServer }>({
  mailServer: async ({}, use) => {
    const mailServer = await MailServer.start();
    await use(mailServer);
    await mailServer.stop();
  },
  environment: async ({ mailServer }, use) => use({ BEISTAND_SMTP_URL: mailServer.url, BEISTAND_MAIL_FROM: 'beratung@lahntal.example' }),
});

test('a mail that was refused is listed and sent again', async ({ person, words, mailServer }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/outgoing-mails');
  await expect(page.getByText(words.outgoingMails.empty, { exact: true })).toBeVisible();
  await expectAccessible(page);

  mailServer.refuses = true;
  const client = await person();
  await signInClient(client, words);
  await client.getByRole('link', { name: 'Seit der Trennung' }).click();
  await client.getByRole('textbox', { name: words.requests.reply }).fill('Danke, das hat mir geholfen.');
  await client.getByRole('button', { name: words.requests.send, exact: true }).click();
  await expect(client.getByText('Danke, das hat mir geholfen.')).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: words.outgoingMails.failed, exact: true }).click();
  await expect(page).toHaveURL(/\?status=failed$/);
  const row = page.getByRole('row').filter({ hasText: COUNSELOR.displayName });
  await expect(async () => {
    await page.reload();
    await expect(row).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(row).toContainText(words.outgoingMails.failed);
  await expect(row).toContainText('smtp 550');
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'outgoing-mails');

  mailServer.refuses = false;
  await row.getByRole('button', { name: words.outgoingMails.sendAgain }).click();
  await expect(page.getByText(words.outgoingMails.onItsWay)).toBeVisible();
  await expect(row).toContainText(words.outgoingMails.waiting);
  await expect(row.getByRole('button')).toHaveCount(0);
  await expect.poll(() => mailServer.mails.length).toBe(1);
  expect(mailServer.mails[0]).not.toContain('geholfen');

  await page.getByRole('main').getByRole('link', { name: words.outgoingMails.sent, exact: true }).click();
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText(words.outgoingMails.sent, { timeout: 2_000 });
  }).toPass();
  await page.getByRole('main').getByRole('link', { name: words.outgoingMails.failed, exact: true }).click();
  await expect(page.getByText(words.outgoingMails.emptyStatus)).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: words.outgoingMails.showAll }).click();
  await expect(row).toBeVisible();
});

test('a list that does not come says so', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.route('**/api/v1/outgoing-mails*', (route) => route.abort());
  await page.goto('/settings/outgoing-mails');
  await expect(page.getByRole('alert')).toContainText(words.unreachable);
  await page.unroute('**/api/v1/outgoing-mails*');
  await page.getByRole('button', { name: words.retry }).click();
  await expect(page.getByText(words.outgoingMails.empty, { exact: true })).toBeVisible();
});
