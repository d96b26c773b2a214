// The search that looks for people in the log finds what is there.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { found } from './support/log.ts';
import { signInStaff } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('a word is found in the log however it is written', () => {
  const words = ['Wieder schlaflos', 'Kürzel "Ö"', 'nicht da'];
  for (const log of [
    '{"q":"wieder schlaflos"}\n{"q":"kürzel \\"ö\\""}',
    'GET /mail-requests?q=Wieder%20schlaflos\nq=K%C3%BCrzel%20%22%C3%96%22',
    'GET /mail-requests?q=Wieder+schlaflos\nq=K%c3%bcrzel+%22%c3%96%22',
  ]) {
    expect(found(log, words)).toEqual(['Wieder schlaflos', 'Kürzel "Ö"']);
  }
});

test('what is typed is looked for, and what the server logs is looked through', async ({ person, words, server }) => {
  const page = await person();
  await signInStaff(page, words);
  await page.getByRole('searchbox', { name: words.mail.search }).fill('ein unverwechselbares Suchwort');
  await expect(page.getByText(words.mail.nothingFound).first()).toBeVisible();
  await expect.poll(() => found(server.log, ['/api/v1/mail-requests'])).toHaveLength(1);
  const folder = join(import.meta.dirname, 'logs');
  const kept = (start: string) =>
    readdirSync(folder)
      .filter((file) => file.startsWith(start))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('');
  expect(kept('words-')).toContain('ein unverwechselbares Suchwort');
  expect(kept('server-')).toContain('/api/v1/mail-requests');
});
