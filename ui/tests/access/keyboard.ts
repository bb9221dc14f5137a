// The way through a page by the Tab key: what it reaches, in which order, and whether that is seen.

import type { Page } from '@playwright/test';

declare global {
  var looks: Map<Element, string>;
  var lookOf: (element: Element) => string;
}

/** Nobody presses Tab so often. */
const MOST_STOPS = 150;

/** One stop of the Tab key. */
export interface Stop {
  /** As a screen reader says it: role and name. */
  said: string;
  /** Whether it looks different from when it has no focus. */
  isMarked: boolean;
  /** Whether something lies over it. */
  isCovered: boolean;
}

/** Every stop from the top of the page to its end. */
export async function tabStops(page: Page): Promise<Stop[]> {
  await begin(page);
  const stops: Stop[] = [];
  let stop = await next(page);
  while (stop && stops.length < MOST_STOPS) {
    const [said = ''] = (await page.locator('[data-stop-now]').ariaSnapshot()).split('\n');
    stops.push({ said: said.replace(/^- |:\s*$/g, ''), ...stop });
    stop = await next(page);
  }
  return stops;
}

/** Goes before the first stop, and remembers how everything looks without the focus. */
function begin(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    globalThis.looks = new Map();
    globalThis.lookOf = (element) => {
      // A ring may be drawn around what holds a field, or beside one that is itself unseen.
      const around = [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement];
      return around.map((one) => (one ? ring(getComputedStyle(one)) : '')).join('|');
    };
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (element.tabIndex >= 0) globalThis.looks.set(element, globalThis.lookOf(element));
    }

    function ring({ outlineStyle, outlineWidth, boxShadow }: CSSStyleDeclaration): string {
      const outline = outlineStyle === 'none' || parseFloat(outlineWidth) < 2 ? 'none' : outlineStyle;
      return `${outline} ${boxShadow}`;
    }
  });
}

/** Presses Tab; nothing when the way is at its end. */
async function next(page: Page): Promise<Omit<Stop, 'said'> | null> {
  // A field for a time has a stop for each of its parts.
  do await page.keyboard.press('Tab');
  while (await page.evaluate(() => document.activeElement?.matches('[data-stop-now]')));
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement | null;
    document.querySelector('[data-stop-now]')?.removeAttribute('data-stop-now');
    if (!at || at === document.body || at.dataset.stop) return null;
    at.dataset.stop = 'seen';
    at.dataset.stopNow = '';
    return { isMarked: globalThis.looks.get(at) !== globalThis.lookOf(at), isCovered: isCovered(at) };

    function isCovered(target: HTMLElement): boolean {
      const { left, top, width, height } = target.getBoundingClientRect();
      const points = [0.2, 0.5, 0.8].map((part) => document.elementFromPoint(left + width / 2, top + height * part));
      // What stands beside it in the same box is no cover: an arrow is thinner than its box.
      return !points.some((hit) => hit && (target.parentElement?.contains(hit) || hit.contains(target)));
    }
  });
}

declare global {
  var looks: Map<Element, string>;
  var lookOf: (element: Element) => string;
}
