// The states in which every screen is looked at: themes, sizes, and what people set in their system.

import type { Page } from '@playwright/test';

/** One state; `frame` is what the page is laid out in, in CSS pixels. */
export interface State {
  name: string;
  frame: 'usual' | 'narrow' | 'zoomed';
  theme: 'light' | 'dark';
  forced: boolean;
  still: boolean;
}

const usual: State = { name: '', frame: 'usual', theme: 'light', forced: false, still: true };

export const STATES: State[] = [
  { ...usual, name: 'light' },
  { ...usual, name: 'dark', theme: 'dark' },
  { ...usual, name: '320 px', frame: 'narrow' },
  { ...usual, name: '320 px, dark', frame: 'narrow', theme: 'dark' },
  { ...usual, name: '200 %', frame: 'zoomed' },
  { ...usual, name: 'forced colours', forced: true },
  { ...usual, name: 'forced colours, dark', forced: true, theme: 'dark' },
  { ...usual, name: 'motion allowed', still: false },
];

/** How large a screen is where it is usually seen. */
export interface Size {
  width: number;
  height: number;
}

/** Puts an open page into a state. */
export async function put(page: Page, { frame, theme, forced, still }: State, size: Size): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme,
    forcedColors: forced ? 'active' : 'none',
    reducedMotion: still ? 'reduce' : 'no-preference',
  });
  await setFrame(page, frame, size);
}

/** At 200 % the page has half the width and height, each of its pixels being two of the screen's. */
async function setFrame(page: Page, frame: State['frame'], { width, height }: Size): Promise<void> {
  const zoom = frame === 'zoomed' ? 2 : 1;
  await page.setViewportSize({ width: frame === 'narrow' ? 320 : width / zoom, height: height / zoom });
}
