// The product’s side of a picture.

import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { openDesk } from '../desk/pages';
import { openScreen } from '../window/open';
import { draw } from './compose';
import { read, type Screen, type Theme } from './design';

const TRAY = '../src-tauri/icons/tray';

/** Shows the screen; nothing where the product has none. */
export async function show(page: Page, { product, width, height }: Screen, theme: Theme): Promise<boolean> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  if (product.is === 'window') {
    await openScreen(page, product.screen, { theme });
    return true;
  }
  if (product.is === 'desk') {
    await openDesk(page, product.page);
    return true;
  }
  return false;
}

/** A picture of what is no page. */
export async function drawn(page: Page, { product }: Screen, theme: Theme): Promise<Buffer | null> {
  if (product.is === 'icons') return draw(page.context(), icons(theme));
  return product.is === 'walk' ? read(product.picture) : null;
}

/** The very files the tray shows, on a taskbar of that theme. */
function icons(theme: Theme): string {
  const bar = theme === 'light' ? '#f3f3f3;color:#000' : '#202020;color:#fff';
  const rows = ['idle', 'attention', 'outage', 'offline'].map((state) => {
    const images = [16, 24, 32, 48].map((size) => {
      const file = read(join(TRAY, `tray-${state}-${theme}-${size}.png`));
      return `<img width="${size}" src="data:image/png;base64,${file?.toString('base64')}">`;
    });
    return `<p style="display:flex;gap:24px;align-items:center;margin:0">${images.join('')}${state}</p>`;
  });
  return `<body style="margin:0;padding:24px;width:1052px;display:grid;gap:24px;font:15px system-ui;background:${bar}">${rows.join('')}</body>`;
}
