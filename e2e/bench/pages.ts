// What pages cost on a slow connection and a slow machine: bytes, the time until one can use them, what holds up
// the page afterwards, and one step on it.

import type { CDPSession } from '@playwright/test';
import { clientId } from '../support/api.ts';
import { CLIENT, COUNSELOR, PORTAL } from '../support/people.ts';
import { expect, type Person, test } from '../support/test.ts';

/** "Slow 4G", as browsers' tools and search engines mean it. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1_600 * 1_024) / 8, uploadThroughput: (750 * 1_024) / 8 };
const SLOWER = 4;
const MESSAGES = 200;
/** How long a page is watched once it is there. */
const WATCHED = 3_000;
/** How long a step is watched: what it sets off is over by then, and a step that nothing notes has been quick. */
const STEP_WATCHED = 1_500;

type Figures = { bytes: number; usable: number; longest: number; step: number };
type Visit = {
  what: string;
  path: string;
  as?: typeof COUNSELOR;
  /** There as soon as the page can be used. */
  usable: string;
  step: (page: Person) => Promise<void>;
};

type Watch = { there?: number; tasks: { at: number; took: number }[]; steps: number[] };
declare global {
  var watch: Watch;
}

/** Notes in the page when it can be used, each task that takes long, and how long each step takes to be painted. */
function observe(usable: string): void {
  const watch: Watch = { tasks: [], steps: [] };
  globalThis.watch = watch;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) watch.tasks.push({ at: one.startTime, took: one.duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries() as (PerformanceEntry & { interactionId?: number })[]) if (one.interactionId) watch.steps.push(one.duration);
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  const look = () => {
    if (!document.querySelector(usable)?.getClientRects().length) requestAnimationFrame(look);
    // After the frame that shows it.
    else requestAnimationFrame(() => setTimeout(() => (watch.there = performance.now())));
  };
  look();
}

async function measure(page: Person, session: CDPSession, visit: Visit): Promise<Figures> {
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(observe, visit.usable);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(visit.path, { waitUntil: 'commit' });
  await page.waitForFunction(() => watch.there !== undefined, undefined, { timeout: 60_000 });
  await page.waitForTimeout(WATCHED);
  const loaded = bytes;
  const before = await page.evaluate(() => {
    watch.steps = [];
    return { usable: watch.there ?? 0, longest: Math.max(0, ...watch.tasks.filter((one) => one.at > (watch.there ?? 0)).map((one) => one.took)) };
  });
  await visit.step(page);
  await page.waitForTimeout(STEP_WATCHED);
  // What is painted within a frame is not noted.
  const step = await page.evaluate(() => Math.max(16, ...watch.steps));
  return { bytes: loaded, ...before, step };
}

/** A request with so many messages, and its key. */
async function longThread(page: Person): Promise<string> {
  const post = async (path: string, token: string | undefined, data: object) => {
    const headers = { 'idempotency-key': crypto.randomUUID(), ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const answer = await page.request.post(`/api/v1${path}`, { headers, data });
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return (await answer.json()) as { id: string; access_token: string };
  };
  const { access_token: client } = await post('/facilities/lahntal/sign-in', undefined, CLIENT);
  const { access_token: staff } = await post('/accounts/counselors/sign-in', undefined, { name: COUNSELOR.name, password: COUNSELOR.password });
  const { id } = await post('/mail-requests', client, { subject: 'Schlaf', text: 'Ich liege jede Nacht wach.' });
  for (let n = 1; n < MESSAGES; n += 1) {
    const text = `Nachricht ${n}. ${'Ein Satz, wie er in einer Anfrage steht. '.repeat(8)}`;
    if (n % 2 === 0) await post(`/mail-requests/${id}/follow-ups`, client, { text });
    else await post(`/mail-requests/${id}/answers`, staff, { text });
  }
  return id;
}

/** A conversation with as many messages, and its key. */
async function longChat(page: Person): Promise<string> {
  const client = await clientId(page, CLIENT.name);
  const data = { name: COUNSELOR.name, password: COUNSELOR.password };
  const signIn = await page.request.post('/api/v1/accounts/counselors/sign-in', { data });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const headers = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() });
  const opened = await page.request.post('/api/v1/chats', { headers: headers(), data: { with: { client } } });
  const { id } = (await opened.json()) as { id: string };
  for (let n = 1; n <= MESSAGES; n += 1) {
    const path = `/api/v1/chats/${id}/messages/${crypto.randomUUID()}`;
    const sent = await page.request.put(path, { headers: headers(), data: { text: `Nachricht ${n}.` } });
    expect(sent.ok(), `${sent.status()}`).toBe(true);
  }
  return id;
}

const press = (selector: string) => (page: Person) => page.locator(selector).first().click();
const type = (selector: string) => async (page: Person) => {
  await page.locator(selector).first().click();
  await page.keyboard.press('k');
};

test('pages on a slow connection and a slow machine', async ({ person }) => {
  const elsewhere = await person();
  const [thread, chat] = [await longThread(elsewhere), await longChat(elsewhere)];
  const as = COUNSELOR;
  const visits: Visit[] = [
    { what: 'first page of the portal', path: PORTAL, usable: 'main summary', step: press('main summary') },
    { what: 'sign-in', path: '/login', usable: '#password', step: type('#name') },
    { what: 'overview', path: '/', as, usable: '.dashboard .agenda', step: (page) => page.keyboard.press('Control+k') },
    { what: 'mail list', path: '/mail', as, usable: 'main button.sort', step: press('main button.sort') },
    { what: `thread of ${MESSAGES}`, path: `/mail/${thread}`, as, usable: '#answer', step: type('#answer') },
    { what: 'chat', path: `/chats?chat=${chat}`, as, usable: '[role="log"] .bubble', step: type('main textarea') },
    { what: 'calendar', path: '/bookings', as, usable: '.cal .ev', step: press('.cal-turn .icon-btn:nth-of-type(3)') },
    { what: 'statistics', path: '/statistics', as, usable: '.stats .stat', step: press('#export-statistics-button') },
  ];
  const rows: string[] = [];
  for (const visit of visits) {
    const page = await person();
    if (visit.as) {
      const { name, password } = visit.as;
      const signIn = await page.request.post('/api/v1/accounts/counselors/sign-in', { data: { name, password } });
      expect(signIn.ok()).toBe(true);
    }
    const session = await page.context().newCDPSession(page);
    try {
      const { bytes, usable, longest, step } = await measure(page, session, visit);
      const figures = [`${(bytes / 1_024).toFixed(0)} KiB`, `${usable.toFixed(0)} ms`, `${longest.toFixed(0)} ms`, `${step.toFixed(0)} ms`];
      rows.push([visit.what.padEnd(26), ...figures.map((one) => one.padStart(10))].join(''));
    } catch (error) {
      await page.screenshot({ path: `test-results/bench-page-${visit.what.replace(/\W+/g, '-')}.png` });
      rows.push(`${visit.what.padEnd(26)} ${String(error).split('\n')[0]}`);
    }
    await page.close();
  }
  const head = ['first load'.padEnd(26), ...['bytes', 'usable', 'longest', 'step'].map((one) => one.padStart(10))].join('');
  console.log(`\n${head}\n${rows.join('\n')}\n"longest" is the longest task after that, "step" how long it takes until a step on the page is painted`);
});
