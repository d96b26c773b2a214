// The API, for what a test needs and is not about.

import { expect } from '@playwright/test';
import type { Person } from './test.ts';
import { ADMIN } from './people.ts';

type Body = Record<string, unknown>;

/** Who has signed in at which server, and the token that they got. */
const tokens = new Map<string, string>();

/**
 * Calls the API as somebody of the staff, changing what is there from `version` on; from elsewhere than
 * the page's browser, in which that would end the session that is there. Whoever has called before is
 * still signed in: hashing the password takes many times as long as most calls.
 */
export async function asStaff(
  page: Person,
  who: { name: string; password: string },
  method: string,
  path: string,
  data?: Body,
  version?: number,
): Promise<Body> {
  const json = { 'content-type': 'application/json' };
  const api = (address: string, init: RequestInit) => fetch(`${page.home}/api/v1${address}`, init);
  const signIn = async () => {
    const body = JSON.stringify({ name: who.name, password: who.password });
    const answer = await api('/accounts/counselors/sign-in', { method: 'POST', headers: json, body });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    tokens.set(key, token);
    return token;
  };
  const key = `${page.home} ${who.name} ${who.password}`;
  const once = crypto.randomUUID();
  const call = (token: string) =>
    api(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': once,
        ...(data === undefined ? {} : json),
        ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
      },
      body: data === undefined ? null : JSON.stringify(data),
    });
  const known = tokens.get(key);
  let answer = await call(known ?? (await signIn()));
  // That session has ended, or it was one of an earlier server at this address.
  if (answer.status === 401 && known !== undefined) answer = await call(await signIn());
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return answer.status === 204 ? {} : ((await answer.json()) as Body);
}

/** Calls the API as the demo's admin, changing what is there from `version` on. */
export async function asAdmin(page: Person, method: string, path: string, data?: Body, version?: number): Promise<Body> {
  return asStaff(page, ADMIN, method, path, data, version);
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

/** The id of somebody of the demo's staff. */
export async function counselorId(page: Person, name: string): Promise<string> {
  const { items } = (await asAdmin(page, 'GET', `/counselors?q=${encodeURIComponent(name)}`)) as {
    items: { id: string; display_name: string }[];
  };
  const found = items.find((one) => one.display_name === name);
  expect(found).toBeDefined();
  return found?.id ?? '';
}

/** Takes away what the demo offers for booking: services, with them the booking times, and absences. */
export async function clearOffer(page: Person): Promise<void> {
  for (const list of ['services', 'absences']) {
    const { items } = (await asAdmin(page, 'GET', `/${list}?limit=100`)) as { items: { id: string }[] };
    for (const { id } of items) await asAdmin(page, 'DELETE', `/${list}/${id}`);
  }
}

/** Has a counselor, and nobody else, be bookable by phone: every day, half an hour at a time. */
export async function beBookable(
  page: Person,
  who: { name: string; password: string; displayName: string },
  { from = '09:00', until = '12:00', atOnce = false } = {},
): Promise<void> {
  await clearOffer(page);
  const id = await counselorId(page, who.displayName);
  const service = await asStaff(page, who, 'POST', '/services', {
    shared: false,
    name: 'Erstgespräch',
    duration_minutes: 30,
    channel: 'phone',
    description: 'Zum Kennenlernen, ganz in Ruhe.',
    confirmed_at_once: atOnce,
  });
  const { version } = (await asStaff(page, who, 'GET', `/counselors/${id}/booking-times`)) as { version: number };
  const day = { bookable: true, rows: [{ service_id: service.id, from, until }] };
  const week = { weeks_ahead: 4, week: Array.from({ length: 7 }, () => day) };
  await asStaff(page, who, 'PUT', `/counselors/${id}/booking-times`, week, version);
}

/** Sets some of the rules by which clients book; the others stay. */
export async function setBookingRules(page: Person, change: Record<string, number>): Promise<void> {
  const { rules, version } = (await asAdmin(page, 'GET', '/booking-settings')) as { rules: object; version: number };
  await asAdmin(page, 'PUT', '/booking-settings', { ...rules, ...change }, version);
}
