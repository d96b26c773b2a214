// Going about with the keyboard alone: from stop to stop, at each of which it is seen where one is.

import { expect, type Locator, type Page } from '@playwright/test';

/** So many stops at most lie between two things of one task. */
const FAR = 60;

type Stop = { what: string; wrong: string | undefined };

/** What has the focus, in words for whoever reads a failure, and what is wrong with how it is shown. */
async function stop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const it = document.activeElement;
    if (!(it instanceof HTMLElement) || it === document.body) return { what: 'nothing', wrong: undefined };
    const name = it.getAttribute('aria-label') ?? it.textContent.trim().slice(0, 40);
    const what = `${it.tagName.toLowerCase()}${it.id && `#${it.id}`} "${name}"`;
    // What only takes the focus so that keys scroll it and readers begin there.
    if (it.id === 'main' || it instanceof HTMLDialogElement) return { what, wrong: undefined };
    const label = it.closest('label');
    const drawn = (element: Element | null, part?: string) => {
      if (!element) return false;
      const style = getComputedStyle(element, part);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    };
    // Around the whole of where one writes; and within a date the browser shows it itself.
    const frame = it.matches('input, textarea') ? it.closest('.composer, .palette-field') : null;
    const isParted = it.matches('[type=date], [type=time]') && !it.matches(':focus');
    const isDrawn = isParted || frame !== null || drawn(it) || drawn(it, '::after') || drawn(label) || drawn(it.parentElement);
    if (!isDrawn) return { what, wrong: 'nothing shows that it has the focus' };
    // Of what is too big for the window a part is enough.
    const place = (label && !drawn(it) ? label : it).getClientRects()[0] ?? it.getBoundingClientRect();
    const [left, right] = [Math.max(place.left, 0), Math.min(place.right, innerWidth)];
    const [top, bottom] = [Math.max(place.top, 0), Math.min(place.bottom, innerHeight)];
    if (right - left < 1 || bottom - top < 1) return { what, wrong: 'it is not in the window' };
    const isSeen = [0.5, 0.15, 0.85].some((across) =>
      [0.5, 0.15, 0.85].some((down) => {
        const there = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
        // What was just said goes away by itself.
        const isPassing = there?.closest('.toasts') != null;
        return there !== null && (isPassing || it.contains(there) || there.contains(it) || label?.contains(there) === true);
      }),
    );
    return { what, wrong: isSeen ? undefined : 'something lies over it' };
  });
}

/** It is seen where the focus is. */
export async function expectFocusSeen(page: Page): Promise<void> {
  await expect(async () => {
    const { what, wrong } = await stop(page);
    expect(wrong, what).toBeUndefined();
  }).toPass();
}

/** Goes on by Tab until this has the focus; whatever has it on the way shows that. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  const way: string[] = [];
  while (way.length < FAR) {
    await page.keyboard.press(key);
    const { what, wrong } = await stop(page);
    way.push(what);
    expect(wrong, `${what}, after ${way.join(', ')}`).toBeUndefined();
    if (await target.evaluate((it) => it === document.activeElement)) return;
  }
  throw new Error(`${key} does not lead to ${target.toString()}, but to ${way.join(', ')}`);
}

/** Goes to it and presses it. */
export async function tabAndPress(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field and writes into it, instead of what is there. */
export async function tabAndType(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await typeInto(field, text);
}

/** Writes into the field that has the focus. What is typed so is looked for in the log. */
export async function typeInto(field: Locator, text: string): Promise<void> {
  await expect(field).toBeFocused();
  await field.pressSequentially(text);
}

/** A page has followed another: its heading is there, and who goes on by Tab begins in it. */
export async function expectArrived(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
}

/** Goes down an open menu, which has the focus at its first entry, and presses one. */
export async function pressInMenu(page: Page, entry: Locator): Promise<void> {
  const entries = page.getByRole('menu').filter({ visible: true }).locator('[role^=menuitem]');
  await expect(entries.first()).toBeFocused();
  const count = await entries.count();
  for (let n = 0; n < count && !(await entry.evaluate((it) => it === document.activeElement)); n++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(entry).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('Enter');
}
