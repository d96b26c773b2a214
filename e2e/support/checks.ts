// What must hold on every page.

import reader, { type RunOptions } from 'axe-core';
import { expect, type Page, test } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function transitionsPassed(page: Page): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((it) => it instanceof CSSTransition).map((it) => it.finished)));
}

/** axe finds nothing; of another colour scheme only the colours are looked at again. */
export async function expectAccessible(page: Page, { colours = false } = {}): Promise<void> {
  // Between two colours there is no contrast to speak of.
  await transitionsPassed(page);
  // Within the page, which has no frames: what the package for Playwright does takes twice as long. Handing
  // it over takes as long as it runs, so once for each document.
  if (!(await page.evaluate(() => 'axe' in window))) {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Runtime.evaluate', { expression: `${reader.source};undefined` });
    await devtools.detach();
  }
  const violations = await page.evaluate(
    async (options: RunOptions) => (await (window as unknown as { axe: typeof reader }).axe.run(document, options)).violations,
    { runOnly: colours ? ['color-contrast'] : RULES, resultTypes: ['violations' as const] },
  );
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary ?? ''}`),
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** Nothing has to be scrolled sideways to be read. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const regions = [document.documentElement, ...document.querySelectorAll('main')];
    return regions.filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => `${it.tagName} ${it.scrollWidth} > ${it.clientWidth}`);
  });
  expect(wide, `sideways scrolling on ${page.url()}`).toEqual([]);
}

/** Nothing moves, as whoever wishes that has told their device; the tests' people all have. */
export async function expectNoMotion(page: Page): Promise<void> {
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((one) => one.playState === 'running' && Number(one.effect?.getComputedTiming().duration) > 1)
      .map((one) => `${(one.effect as KeyframeEffect).target?.className}: ${one instanceof CSSAnimation ? one.animationName : 'transition'}`),
  );
  expect(moving, `motion on ${page.url()}`).toEqual([]);
}

/** Keeps what the page looks like in screenshots/<project>/<name>.png. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, '../screenshots', test.info().project.name);
  await transitionsPassed(page);
  // Playwright's own takes five times as long, most of it to make the file a fifth smaller.
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  await devtools.detach();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.png`), data, 'base64');
}
