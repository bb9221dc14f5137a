// What stands in somebody's way: what axe finds, what scrolls sideways, what is too small to hit.

import type { Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  var axe: typeof import('axe-core');
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** CSS pixels, either way. */
const SMALLEST_TARGET = 24;

/** Makes axe ready in a page; once is enough until it is left. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
}

/** What axe finds, a line each. */
export function violations(page: Page): Promise<string[]> {
  return page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run({ runOnly: tags, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, TAGS);
}

/** How many pixels the page is wider than its frame. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

/** What is smaller than 24 px and can be pressed. A link in a sentence is as high as its line, a mark on a picture as what it covers. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const pressable = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [role=button], [tabindex="0"]',
    );
    return [...pressable].filter(isSmall).map((target) => target.outerHTML.slice(0, 160));

    function isSmall(target: HTMLElement): boolean {
      const labels = target instanceof HTMLInputElement ? [...(target.labels ?? [])] : [];
      if (!target.checkVisibility() || target.closest('.vh, .mark') || isInSentence(target)) return false;
      return [target, ...labels].every((one) => {
        const { width, height } = one.getBoundingClientRect();
        // Layout is done in 64ths of a pixel.
        return Math.min(width, height) < smallest - 0.1;
      });
    }

    function isInSentence(target: HTMLElement): boolean {
      const beside = [...(target.parentElement?.childNodes ?? [])];
      return beside.some((node) => node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.textContent ?? ''));
    }
  }, SMALLEST_TARGET);
}

/** What moves by itself. */
export function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 1)
      .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 160) ?? ''),
  );
}
