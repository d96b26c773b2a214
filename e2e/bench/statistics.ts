// How long it takes from the press on "Statistics" to the frame that shows the figures of a million monitorings.

import { ADMIN, signInStaff } from '../support/people.ts';
import { expect, type Person, test } from '../support/test.ts';
import type { Server } from '../support/server.ts';

const MONITORINGS = 1_000_000;
const ROUNDS = 12;

/** The demo's first of a table, counted from 0, in turn by a number. */
const nth = (table: string, order: string) => `(SELECT id, row_number() OVER (ORDER BY ${order}) - 1 AS place, count(*) OVER () AS of_all FROM ${table})`;

/** So many monitorings of the last three years, with a counselling field each, and what they add up to. */
async function fill(server: Server): Promise<void> {
  const sqlite = !process.env.BEISTAND_TEST_POSTGRES;
  const [id, day, month, nil] = sqlite
    ? ['randomblob(16)', "date('now', '-' || (n * 7919 % 1095) || ' days')", 'substr(date, 1, 7)', 'zeroblob(16)']
    : [
        'gen_random_uuid()',
        '(current_date - (n::bigint * 7919 % 1095)::integer)',
        "to_char(date, 'YYYY-MM')",
        "'00000000-0000-0000-0000-000000000000'::uuid",
      ];
  const sums = (topic: string, field: string, answer: string, from: string, by: string) => `
    INSERT INTO monitoring_figures (facility_id, month, counselor_id, topic, field_id, answer, monitorings, minutes)
    SELECT m.facility_id, ${month}, m.counselor_id, ${topic}, ${field}, ${answer}, count(*), sum(m.minutes)
    FROM ${from} GROUP BY m.facility_id, ${month}, m.counselor_id${by}`;
  const months = (counselor: string, by: string) => `
    INSERT INTO client_months (id, facility_id, counselor_id, client_id, month, previous, monitorings)
    SELECT ${id}, facility_id, ${counselor}, client_id, month,
      lag(month) OVER (PARTITION BY client_id${by} ORDER BY month), monitorings
    FROM (SELECT facility_id, client_id${by}, ${month} AS month, count(*) AS monitorings FROM monitorings
      WHERE client_id IS NOT NULL GROUP BY facility_id, client_id${by}, ${month}) AS months`;
  const statements = [
    `INSERT INTO monitorings (id, facility_id, counselor_id, client_id, date, minutes, channel, created_at, version)
     WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${MONITORINGS})
     SELECT ${id}, f.id, s.id, c.id, ${day}, n % 90 + 1,
       CASE n % 5 WHEN 0 THEN 'chat' WHEN 1 THEN 'phone' WHEN 2 THEN 'mail' WHEN 3 THEN 'video' END, f.created_at, 1
     FROM numbers, facilities f, ${nth('counselors', 'login_name')} s, ${nth('clients', 'number')} c
     WHERE s.place = n % s.of_all AND c.place = n / 7 % c.of_all`,
    `INSERT INTO monitoring_answers (monitoring_id, field_id, answer, topic, facility_id)
     SELECT m.id, t.id, '', 'counselling_field', m.facility_id
     FROM monitorings AS m
     JOIN ${nth('counselling_fields', 'position')} t ON t.place = m.minutes % t.of_all
     WHERE NOT EXISTS (SELECT 1 FROM monitoring_answers AS a WHERE a.monitoring_id = m.id)`,
    'DELETE FROM monitoring_figures',
    'DELETE FROM client_months',
    sums("'all'", nil, "''", 'monitorings AS m', ''),
    sums("'channel'", nil, "coalesce(m.channel, '')", 'monitorings AS m', ', m.channel'),
    sums('a.topic', 'a.field_id', 'a.answer', 'monitoring_answers AS a JOIN monitorings AS m ON m.id = a.monitoring_id', ', a.topic, a.field_id, a.answer'),
    months('NULL', ''),
    months('counselor_id', ', counselor_id'),
    sqlite ? 'PRAGMA wal_checkpoint(TRUNCATE)' : 'VACUUM ANALYZE',
  ];
  await server.stop();
  // Its own program has little room for pages, and these come in no order.
  const room = sqlite ? 'PRAGMA cache_size = -1000000; PRAGMA synchronous = OFF; ' : '';
  for (const statement of statements) await server.sql(`${room}${statement}`);
  await server.start();
}

/** Follows a link of the page, as a press on it in the navigation does. */
const follow = (page: Person, to: string) =>
  page.evaluate(
    (href) =>
      new Promise<[number, number, number]>((resolve) => {
        performance.clearResourceTimings();
        const link = document.createElement('a');
        link.href = href;
        const pressed = performance.now();
        const seen = new MutationObserver(() => {
          if (!document.querySelector(href === '/statistics' ? '.charts .chart' : 'h1')) return;
          seen.disconnect();
          // After the frame that shows them.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              const shown = performance.now();
              // The times of the answers are noted a little later.
              setTimeout(() => {
                const asked = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
                const figures = asked.find((one) => /\/api\/v1\/statistics(\?|$)/.test(one.name));
                const waited = figures ? figures.responseEnd - figures.requestStart : 0;
                resolve([shown - pressed, waited, figures ? shown - figures.responseEnd : 0]);
              }, 300);
            };
            port2.postMessage(null);
          });
        });
        seen.observe(document.body, { childList: true, subtree: true });
        document.querySelector('main')?.append(link);
        link.click();
        link.remove();
      }),
    to,
  );

const median = (all: number[]): number => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;

test('the figures of a million monitorings', async ({ person, server, words }) => {
  await fill(server);
  const page = await person();
  await signInStaff(page, words, ADMIN);
  const rounds: [number, number, number][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await follow(page, '/statistics'));
    await expect(page.locator('.charts .chart').first()).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { name: words.mail.title, level: 1 })).toBeVisible();
  }
  // The first has the page's code fetched and compiled on the way.
  const warm = rounds.slice(2);
  const line = (name: string, place: 0 | 1 | 2) => {
    const all = warm.map((round) => round[place]);
    return `${name.padEnd(30)} median ${median(all).toFixed(0).padStart(4)} ms, from ${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)}`;
  };
  console.log(
    `\nstatistics of ${MONITORINGS} monitorings, ${warm.length} times\n${line('from the press until painted', 0)}\n` +
      `${line('of that, the server', 1)}\n${line('of that, after its answer', 2)}\nthe first time: ${rounds[0]?.[0].toFixed(0)} ms`,
  );
  await page.goto('/statistics');
  await expect(page.locator('.charts .chart').first()).toBeVisible();
  await page.screenshot({ path: 'test-results/bench-statistics.png', fullPage: true });
});
