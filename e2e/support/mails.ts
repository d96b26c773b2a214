// Mails, as the demo shows them in place of sending them.

import { expect } from '@playwright/test';
import type { Person } from './test.ts';

/** All links in the demo's mails, the newest mail's first. */
async function links(page: Person): Promise<string[]> {
  const answer = await page.request.get('/demo/mails');
  const text = await answer.text();
  const articles = text.split('<article>').slice(1);
  return articles.flatMap((article) => /https?:\/\/[^\s<]+#[\w-]+/.exec(article)?.slice(0, 1) ?? []);
}

/** The link of the mail that comes because of what `act` does. */
export async function mailedLink(page: Person, act: () => Promise<void>): Promise<string> {
  const before = (await links(page)).length;
  await act();
  await expect.poll(async () => (await links(page)).length).toBe(before + 1);
  return (await links(page))[0] ?? '';
}
