// The API, for what a test needs and is not about.

import { expect } from '@playwright/test';
import type { Person } from './test.ts';
import { ADMIN } from './people.ts';

type Body = Record<string, unknown>;

/** Calls the API as the demo's admin, changing what is there from `version` on. */
export async function asAdmin(page: Person, method: string, path: string, data?: Body, version?: number): Promise<Body> {
  const signIn = await page.request.post('/api/v1/accounts/counselors/sign-in', {
    data: { name: ADMIN.name, password: ADMIN.password },
  });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const headers = {
    authorization: `Bearer ${token}`,
    'idempotency-key': crypto.randomUUID(),
    ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
  };
  const answer = await page.request.fetch(`/api/v1${path}`, { method, data, headers });
  expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
  return answer.status() === 204 ? {} : ((await answer.json()) as Body);
}

/** The id of a client of the demo. */
export async function clientId(page: Person, pseudonym: string): Promise<string> {
  const { items } = (await asAdmin(page, 'GET', `/clients?q=${encodeURIComponent(pseudonym)}`)) as {
    items: { id: string; pseudonym: string }[];
  };
  const found = items.find((one) => one.pseudonym === pseudonym);
  expect(found).toBeDefined();
  return found?.id ?? '';
}
