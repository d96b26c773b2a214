// How long a week of a thousand entries takes from the last answer of the server to the frame that shows it.

import { ADMIN } from '../support/people.ts';
import { expect, type Person, test } from '../support/test.ts';
import { median, type Phase, PHASES, phases } from './trace.ts';

const ENTRIES = 1_000;
/** The first Monday of a week in which the demo has nothing, and of the one before it. */
const [FULL, EMPTY] = ['2030-03-11', '2030-03-04'];
const ROUNDS = 12;

type Round = Record<'painted' | 'longest' | Phase, number>;

/** Fills a week with appointments and blockers of everybody's, side by side. */
async function fill(page: Person): Promise<void> {
  const api = (path: string) => `/api/v1${path}`;
  const signIn = await page.request.post(api('/accounts/counselors/sign-in'), { data: { name: ADMIN.name, password: ADMIN.password } });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const ids = async (path: string) => {
    const { items } = (await (await page.request.get(api(path), { headers })).json()) as { items: { id: string; active?: boolean }[] };
    return items.filter((one) => one.active !== false).map((one) => one.id);
  };
  const [staff, clients] = [await ids('/counselors?limit=100'), await ids('/clients?limit=100')];
  const [days, slots] = [7, Math.ceil(ENTRIES / 7 / staff.length)];
  const minutes = Math.floor((11 * 60) / slots);
  const make = async (at: number) => {
    const [day, slot, whose] = [at % days, Math.floor(at / days) % slots, Math.floor(at / days / slots)];
    const begins = Date.parse(`${FULL}T07:00:00Z`) + (day * 1_440 + slot * minutes) * 60_000;
    const times = {
      counselor_id: staff[whose],
      starts_at: new Date(begins).toISOString(),
      ends_at: new Date(begins + (minutes - 1) * 60_000).toISOString(),
    };
    const { ends_at: _, ...start } = times;
    const length = Math.max(5, Math.floor((minutes - 1) / 5) * 5);
    const answer =
      at % 2 === 0
        ? await page.request.post(api('/blockers'), { headers, data: { ...times, title: 'Besprechung' } })
        : await page.request.post(api('/bookings'), {
            headers,
            data: { ...start, duration_minutes: length, channel: 'video', client_id: clients[at % clients.length] },
          });
    expect(answer.ok(), `${answer.status()} ${await answer.text()}`).toBe(true);
  };
  for (let at = 0; at < ENTRIES; at += 8) await Promise.all(Array.from({ length: 8 }, (_, by) => make(at + by)));
}

const entries = (page: Person) => page.locator('.cal .ev');

const week = (day: string) => `/bookings?date=${day}&of=all&free=off`;

/** Goes there as a press on a link does, without loading the page anew. */
const goTo = (page: Person, to: string) =>
  page.evaluate((to) => {
    const link = document.createElement('a');
    link.href = to;
    document.querySelector('main')?.append(link);
    link.click();
    link.remove();
  }, to);

/** From the last answer until what came is painted, and the longest task meanwhile; leaves the marks of a trace. */
const show = (page: Person) =>
  page.evaluate(
    ({ to, count }) =>
      new Promise<{ painted: number; longest: number }>((resolve) => {
        performance.clearResourceTimings();
        performance.clearMarks();
        performance.mark('begin');
        let longest = 0;
        const tasks = new PerformanceObserver((list) => {
          for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
        });
        tasks.observe({ type: 'longtask' });
        const seen = new MutationObserver(() => {
          if (document.querySelectorAll('.cal .ev').length < count) return;
          seen.disconnect();
          const there = performance.now();
          // After the frame that shows them.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              const shown = performance.now();
              performance.mark('end');
              // The times of the answers are noted a little later.
              setTimeout(() => {
                const asked = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
                const answers = asked.filter((one) => /\/api\/v1\/(bookings|absences|closed-days)\?/.test(one.name) && one.responseEnd <= there);
                const last = Math.max(...answers.map((one) => one.responseEnd));
                tasks.disconnect();
                resolve({ painted: shown - last, longest });
              }, 300);
            };
            port2.postMessage(null);
          });
        });
        // The grid itself is another one after the way to another week.
        seen.observe(document.body, { childList: true, subtree: true });
        const link = document.createElement('a');
        link.href = to;
        document.querySelector('main')?.append(link);
        link.click();
        link.remove();
      }),
    { to: week(FULL), count: ENTRIES },
  );

async function measure(page: Person, what: string): Promise<void> {
  await page.goto(week(EMPTY));
  await expect(page.locator('.cal')).toBeVisible();
  await expect(entries(page)).toHaveCount(0);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { answer, spent } = await phases(page, () => show(page));
    rounds.push({ ...answer, ...spent });
    if (round === ROUNDS - 1) await page.screenshot({ path: `test-results/bench-calendar-${what.replace(/\W+/g, '-')}.png` });
    await goTo(page, week(EMPTY));
    await expect(entries(page)).toHaveCount(0);
  }
  // The first has the code compiled on the way.
  const warm = rounds.slice(2);
  const of = (figure: keyof Round) => {
    // Of an answer that is made up in the test the end is not always noted.
    const all = warm.map((one) => one[figure]).filter(Number.isFinite);
    const span = `${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)}`;
    return `${figure.padEnd(8)} median ${median(all).toFixed(0).padStart(4)} ms, from ${span}`;
  };
  const busy = Object.keys(PHASES) as Phase[];
  const figures = [of('painted'), of('longest'), 'of that the main thread worked, by its own clock, from the press on:', ...busy.map(of)];
  console.log(`\n${ENTRIES} entries in a week, ${what}, ${warm.length} times\n${figures.join('\n')}\nthe first time: ${rounds[0]?.painted.toFixed(0)} ms`);
}

test('a week of a thousand short entries', async ({ person }) => {
  const page = await person();
  // Signed in by the same cookie as these requests.
  await fill(page);
  await measure(page, 'short ones');
});

test('a week of a thousand entries of half an hour', async ({ person }) => {
  const page = await person();
  const signIn = await page.request.post('/api/v1/accounts/counselors/sign-in', { data: { name: ADMIN.name, password: ADMIN.password } });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const counselor_id = ((await (await page.request.get('/api/v1/counselors?limit=1', { headers })).json()) as { items: { id: string }[] }).items[0]?.id;
  const times = { starts_at: `${FULL}T07:00:00Z`, ends_at: `${FULL}T07:30:00Z` };
  const blocker = await page.request.post('/api/v1/blockers', { headers, data: { counselor_id, ...times, title: 'Besprechung' } });
  expect(blocker.ok(), await blocker.text()).toBe(true);
  // So many that more people than the demo has would be needed.
  await page.route('**/api/v1/bookings?*', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { items: Record<string, unknown>[] };
    const [first] = answer.items;
    const items = Array.from({ length: first ? ENTRIES : 0 }, (_, n) => {
      const begins = Date.parse(`${FULL}T07:00:00Z`) + (n % 7) * 86_400_000 + (Math.floor(n / 7) % 20) * 1_800_000;
      const [starts_at, ends_at] = [begins, begins + 1_800_000].map((at) => new Date(at).toISOString());
      return { ...first, id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`, starts_at, ends_at, blocks_until: ends_at };
    });
    await route.fulfill({ response, json: { ...answer, items } });
  });
  await measure(page, 'half an hour each');
  await page.unrouteAll({ behavior: 'wait' });
});
