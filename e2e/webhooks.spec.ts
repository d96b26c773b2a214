// Another program is told what happens: made, tried out, failing, paused, deleted.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** The other program: what it was called with, and what it answers. */
type Receiver = { server: Server; url: string; calls: string[]; status: number };

async function receiver(): Promise<Receiver> {
  const one: Receiver = { server: createServer(), url: '', calls: [], status: 204 };
  one.server.on('request', (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      one.calls.push(`${request.headers['webhook-signature']} ${body}`);
      response.writeHead(one.status).end();
    });
  });
  await new Promise<void>((done) => one.server.listen(0, '127.0.0.1', done));
  one.url = `http://127.0.0.1:${(one.server.address() as AddressInfo).port}/hook`;
  return one;
}

test('a webhook is made, tried out, told again, paused and deleted', async ({ person, words }) => {
  const other = await receiver();
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/settings/webhooks');
  await expect(page.getByText(words.webhooks.empty)).toBeVisible();
  await page.getByRole('button', { name: words.webhooks.create }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.webhooks.name, { exact: true }).fill('Fallverwaltung');
  await dialog.getByLabel(words.webhooks.url, { exact: true }).fill(other.url);
  await dialog.getByRole('button', { name: words.webhooks.create }).click();
  await expect(dialog.getByText(words.webhooks.eventsMissing)).toBeVisible();
  await dialog.getByLabel(words.webhooks.event, { exact: true }).check();
  await expectAccessible(page);
  await keepScreenshot(page, 'webhook-create');
  await dialog.getByRole('button', { name: words.webhooks.create }).click();
  await expect(dialog.getByText(words.webhooks.once)).toBeVisible();
  await expect(dialog.getByLabel(words.webhooks.secret, { exact: true })).toHaveValue(/^whsec_/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.webhooks.done }).click();
  await expect(dialog).toBeHidden();
  await expectAccessible(page);
  await keepScreenshot(page, 'webhooks');

  await page.getByRole('link', { name: 'Fallverwaltung' }).click();
  await expect(page.getByRole('heading', { name: 'Fallverwaltung', level: 3 })).toBeVisible();
  const rows = page.getByRole('row').filter({ hasText: 'webhook.test' });
  const tried = async (calls: number, result: string) => {
    await expect.poll(() => other.calls.length).toBe(calls);
    await expect(async () => {
      await page.getByRole('button', { name: words.webhooks.refresh }).click();
      await expect(rows.first().getByText(result, { exact: true })).toBeVisible({ timeout: 1000 });
    }).toPass();
  };
  await page.getByRole('button', { name: words.webhooks.test, exact: true }).click();
  await tried(1, words.webhooks.taken);
  expect(other.calls[0]).toMatch(/^v1,\S+ \{"type":"webhook.test"/);
  other.status = 500;
  await page.getByRole('button', { name: words.webhooks.test, exact: true }).click();
  await tried(2, words.webhooks.notTaken);
  await expect(rows.first().getByText('http 500')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await keepScreenshot(page, 'webhook');
  other.status = 204;
  await rows.first().getByRole('button', { name: words.webhooks.sendAgain }).click();
  await tried(3, words.webhooks.taken);

  await page.getByRole('button', { name: words.webhooks.pause }).click();
  await expect(page.getByText(words.webhooks.pausedText)).toBeVisible();
  await page.getByRole('button', { name: words.webhooks.resume }).click();
  await expect(page.getByText(words.webhooks.pausedText)).toBeHidden();
  await page.getByRole('button', { name: words.webhooks.rotate }).click();
  await dialog.getByRole('button', { name: words.webhooks.rotate }).click();
  await expect(dialog.getByLabel(words.webhooks.secret, { exact: true })).toHaveValue(/^whsec_/);
  await dialog.getByRole('button', { name: words.webhooks.done }).click();
  await page.getByRole('button', { name: words.webhooks.delete, exact: true }).click();
  await dialog.getByRole('button', { name: words.webhooks.deleteNamed('Fallverwaltung') }).click();
  await expect(page.getByText(words.webhooks.empty)).toBeVisible();
  other.server.close();
});
