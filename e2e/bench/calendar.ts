// How long a week of a thousand entries takes from the last answer of the server to the frame that shows it.

import { ADMIN } from '../support/people.ts';
import { expect, type Person, test } from '../support/test.ts';

const ENTRIES = 1_000;
/** The first Monday of a week in which the demo has nothing, and of the one before it. */
const [FULL, EMPTY] = ['2030-03-11', '2030-03-04'];
const ROUNDS = 12;

type Figures = Record<'painted' | 'script' | 'style' | 'layout' | 'longest', number>;

const median = (all: number[]): number => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;

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
  let made = 0;
  for (let at = 0; made < ENTRIES; at += 1) {
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
    made += 1;
  }
}

const entries = (page: Person) => page.locator('.cal .ev');

test('a week of a thousand entries', async ({ person }) => {
  const page = await person();
  await fill(page);
  // Signed in by the same cookie as the requests above.
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const durations = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => (metrics.find((one) => one.name === name)?.value ?? 0) * 1_000;
    return [of('ScriptDuration'), of('RecalcStyleDuration'), of('LayoutDuration')] as const;
  };
  const week = (day: string) => `/bookings?date=${day}&of=all&free=off`;
  await page.goto(week(EMPTY));
  await expect(page.locator('.cal')).toBeVisible();
  await expect(entries(page)).toHaveCount(0);
  const rounds: Figures[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await durations();
    const [painted, longest] = await page.evaluate(
      ({ to, count }) =>
        new Promise<[number, number]>((resolve) => {
          performance.clearResourceTimings();
          let longest = 0;
          const tasks = new PerformanceObserver((list) => {
            for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
          });
          tasks.observe({ type: 'longtask' });
          const seen = new MutationObserver(() => {
            if (document.querySelectorAll('.cal .ev').length < count) return;
            seen.disconnect();
            // After the frame that shows them.
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => {
                const shown = performance.now();
                // The times of the answers are noted a little later.
                setTimeout(() => {
                  const asked = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
                  const first = (path: string) => asked.find((one) => one.name.includes(`/api/v1/${path}?`))?.responseEnd ?? 0;
                  const last = Math.max(...['bookings', 'absences', 'closed-days'].map(first));
                  resolve([shown - last, longest]);
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
    const after = await durations();
    const [script, style, layout] = after.map((value, index) => value - (before[index] ?? 0));
    rounds.push({ painted, script: script ?? 0, style: style ?? 0, layout: layout ?? 0, longest });
    await page.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.querySelector('main')?.append(link);
      link.click();
      link.remove();
    }, week(EMPTY));
    await expect(entries(page)).toHaveCount(0);
  }
  // The first has the code compiled on the way.
  const warm = rounds.slice(2);
  const of = (what: keyof Figures) => {
    const all = warm.map((one) => one[what]);
    return `${what.padEnd(8)} median ${median(all).toFixed(0).padStart(4)} ms, from ${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)}`;
  };
  const figures = (['painted', 'script', 'style', 'layout', 'longest'] as const).map(of);
  console.log(`\na week of ${ENTRIES} entries, ${warm.length} times\n${figures.join('\n')}\nthe first time: ${rounds[0]?.painted.toFixed(0)} ms`);
  await page.evaluate((to) => {
    const link = document.createElement('a');
    link.href = to;
    document.querySelector('main')?.append(link);
    link.click();
  }, week(FULL));
  await expect(entries(page)).toHaveCount(ENTRIES);
  await page.screenshot({ path: 'test-results/bench-calendar.png' });
});
