// The servers' logs, in which nobody may be found: no name, no address, nothing that anyone wrote.
// What was typed and what the demo holds is kept while the tests run, and looked for at the end.

import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { ADMIN, CLIENT, COUNSELOR } from './people.ts';
import { Demo } from './server.ts';

const FOLDER = join(import.meta.dirname, '../logs');
/** What is shorter and typed can stand in a log by chance, and so can a number in a moment or an id. */
const SHORTEST_TYPED = 6;
const SHORTEST_NUMBER = 10;
/** Names of the demo may be as short as Vogt. */
const SHORTEST_NAME = 4;
/** The fields of the API that hold what people are called and what they wrote. */
const PERSONAL = ['pseudonym', 'first_name', 'last_name', 'display_name', 'login_name', 'name', 'email', 'phone', 'address', 'subject', 'text', 'de', 'en'];

function isTelling(text: string): boolean {
  return text.length >= (/^\d+$/.test(text) ? SHORTEST_NUMBER : SHORTEST_TYPED);
}

/** Makes every later search include this. */
function remember(word: string): void {
  appendFileSync(join(FOLDER, `words-${process.pid}.jsonl`), `${JSON.stringify(word)}\n`);
}

/** Keeps what somebody types into a page, and the tokens that their browser shows the server. */
export function rememberWhatIsTyped(page: Page): void {
  const fields = Object.getPrototypeOf(page.locator('html')) as Locator & { remembered?: true };
  if (!fields.remembered) {
    // All locators share it, those of pages opened later too.
    fields.remembered = true;
    for (const typing of ['fill', 'pressSequentially'] as const) {
      const original = fields[typing];
      fields[typing] = function (this: Locator, text, ...rest) {
        // A long text would not be logged in one piece.
        for (const line of text.split('\n')) if (isTelling(line.trim())) remember(line.trim());
        return original.call(this, text, ...rest);
      };
    }
  }
  const tokens = new Set<string>();
  page.context().on('request', (request) => {
    const token = request.headers().authorization?.replace('Bearer ', '');
    if (token && !tokens.has(token)) {
      tokens.add(token);
      remember(token);
    }
  });
}

/** Keeps a piece of a server's log. */
export function keepLog(chunk: Buffer): void {
  appendFileSync(join(FOLDER, `server-${process.pid}.log`), chunk);
}

/** Those of the words that are in the log, as they are, as JSON writes them or as an address does. */
export function found(log: string, words: Iterable<string>): string[] {
  const where = log.toLowerCase();
  return [...new Set(words)].filter((word) => {
    const address = encodeURIComponent(word);
    const disguises = [word, JSON.stringify(word).slice(1, -1), address, address.replaceAll('%20', '+')];
    return [...new Set(disguises)].some((disguise) => where.includes(disguise.toLowerCase()));
  });
}

/** Before all tests: what the demo holds, of which each then has a copy. After them: the search. */
export default async function watchTheLogs(): Promise<() => Promise<void>> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const demo = await Demo.prepare();
  const server = await demo.serve();
  const words = await demoWords(server.url);
  await server.stop();
  await server.cleanUp();
  // Names, a text, an address and a password: the demo was read indeed.
  for (const word of [ADMIN.displayName, 'Vogt', 'Wieder schlaflose Nächte', 'seestern@mail.example', CLIENT.password]) {
    if (!words.has(word)) throw new Error(`the demo has no ${word} to look for`);
  }
  words.forEach(remember);
  return async () => {
    await demo.remove();
    search();
  };
}

function search(): void {
  const read = (start: string) =>
    readdirSync(FOLDER)
      .filter((file) => file.startsWith(start))
      .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
      .join('');
  const log = read('server-');
  const words = read('words-').trim().split('\n').map((line) => JSON.parse(line) as string);
  // The very search for what must not be there finds what is.
  if (found(log, ['"answered"', '/api/v1/mail-requests', 'counselors/sign-in']).length !== 3) {
    throw new Error(`${FOLDER} does not hold the log of the servers`);
  }
  const leaked = found(log, words);
  if (leaked.length > 0) {
    const line = (word: string) => log.split('\n').find((one) => found(one, [word]).length > 0);
    const report = leaked.map((word) => `  ${word}\n    ${line(word) ?? ''}`);
    throw new Error(`the log holds what nobody may find there:\n${report.join('\n')}`);
  }
  console.log(`The log, ${log.split('\n').length - 1} lines, holds none of the ${new Set(words).size} words and tokens of the tests.`);
}

/** What the people of the demo are called, where they can be reached and what they wrote. */
async function demoWords(url: string): Promise<Set<string>> {
  const api = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(`${url}/api/v1${path}`, init);
    if (answer.status === 404) return {};
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name: ADMIN.name, password: ADMIN.password });
  const session = (await api('/accounts/counselors/sign-in', { method: 'POST', headers, body })) as { access_token: string };
  const read = (path: string) => api(path, { headers: { authorization: `Bearer ${session.access_token}` } });

  const words = new Set([ADMIN.password, CLIENT.password, COUNSELOR.password]);
  for (const list of ['/mail-requests', '/clients', '/counselors']) {
    const { items } = (await read(`${list}?limit=100`)) as { items: { id: string }[] };
    for (const { id } of items) collect(await read(`${list}/${id}`), words);
    if (list === '/mail-requests') for (const { id } of items) collect(await read(`${list}/${id}/draft`), words);
  }
  return words;
}

function collect(value: unknown, words: Set<string>): void {
  if (Array.isArray(value)) value.forEach((item) => collect(item, words));
  else if (value !== null && typeof value === 'object') {
    for (const [field, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && PERSONAL.includes(field)) {
        for (const line of inner.split('\n')) if (line.trim().length >= SHORTEST_NAME) words.add(line.trim());
      } else collect(inner, words);
    }
  }
}
