import { expect, type Page } from '@playwright/test';
import type { Request, View } from '../../src/lib/bindings';
import { screens } from '../../src/window/samples/screens';

interface Look {
  theme?: 'light' | 'dark';
  lang?: string;
  os?: string;
}

/** Screens that are a step away from another. */
const steps: Record<string, { from: string; lang?: string; take?: (page: Page) => Promise<void> }> = {
  '01-change': { from: '01-screens', take: (page) => page.getByRole('button', { name: 'Change' }).click() },
  '05': { from: '02', take: (page) => page.getByText('What we’ll send').click() },
  '07': { from: '01', take: (page) => page.getByRole('button', { name: 'Send' }).click() },
  '12': { from: '01', lang: 'es' },
};

/** Every screen that can be opened. */
export const windowScreens = [...Object.keys(screens), ...Object.keys(steps)].sort();

/** Opens a sample screen, still. */
export async function openScreen(page: Page, name: string, { theme = 'light', lang, os = 'gnome' }: Look = {}) {
  const step = steps[name];
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
  const query = new URLSearchParams({ screen: step?.from ?? name, lang: lang ?? step?.lang ?? 'en', os });
  await page.goto(`/window.html?${query}`);
  await expect(page.locator('main')).toBeVisible();
  await step?.take?.(page);
  await page.waitForLoadState('networkidle');
}

/** What the page has asked the agent for so far. */
export function asked(page: Page): Promise<Request[]> {
  return page.evaluate(() => globalThis.sample.asked);
}

/** Lets the agent say something else. */
export function give(page: Page, change: Partial<View>): Promise<void> {
  return page.evaluate((change) => globalThis.sample.give(change), change);
}
