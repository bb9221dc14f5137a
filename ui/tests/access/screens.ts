// Every screen there is, of the window and of the desk.

import type { Page } from '@playwright/test';
import { openDesk, pages } from '../desk/pages';
import { openScreen, windowScreens } from '../window/open';
import type { Size } from './states';

export interface Screen {
  name: string;
  size: Size;
  open: (page: Page) => Promise<void>;
}

export const screens: Screen[] = [
  ...windowScreens.map((name) => ({
    name: `window ${name}`,
    size: { width: 420, height: 640 },
    open: (page: Page) => openScreen(page, name),
  })),
  ...Object.keys(pages).map((name) => ({
    name: `desk ${name}`,
    size: { width: 1280, height: 832 },
    open: (page: Page) => openDesk(page, name),
  })),
];
