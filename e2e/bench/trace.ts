// What the main thread of a page was busy with, by its own clock: other programs on the machine do not count.

import type { Page } from '@playwright/test';

/** What a browser does between an answer and the frame that shows it, by the names in its trace. */
export const PHASES = {
  script: ['FunctionCall', 'v8.run', 'RunMicrotasks'],
  parse: ['ParseHTML'],
  style: ['UpdateLayoutTree', 'ScheduleStyleRecalculation'],
  layout: ['Layout'],
  paint: ['PrePaint', 'Paint', 'Layerize', 'Commit'],
} as const;
export type Phase = keyof typeof PHASES;

type Traced = { name: string; cat: string; ph: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number };

/** Runs `act`, which leaves the marks "begin" and "end", and returns the milliseconds of each phase between them. */
export async function phases<T>(page: Page, act: () => Promise<T>): Promise<{ answer: T; spent: Record<Phase, number> }> {
  const browser = page.context().browser();
  if (!browser) throw new Error('a context without a browser');
  await browser.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing'] });
  const answer = await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Traced[] };
  const mark = (name: string) => traceEvents.find((one) => one.name === name && one.cat.includes('user_timing'));
  const [begin, end] = [mark('begin'), mark('end')];
  if (!begin || !end) throw new Error('a trace without its marks');
  const inside = traceEvents.filter((one) => one.ph === 'X' && one.pid === begin.pid && one.tid === begin.tid && one.ts >= begin.ts && one.ts <= end.ts);
  const outermost = (names: readonly string[]) => {
    let [until, sum] = [0, 0];
    for (const one of inside.filter((one) => names.includes(one.name)).sort((one, other) => one.ts - other.ts)) {
      if (one.ts < until) continue;
      until = one.ts + (one.dur ?? 0);
      sum += (one.tdur ?? one.dur ?? 0) / 1_000;
    }
    return sum;
  };
  const spent = Object.fromEntries(Object.entries(PHASES).map(([phase, names]) => [phase, outermost(names)])) as Record<Phase, number>;
  return { answer, spent };
}

export const median = (all: number[]): number => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;
