// The screens of the design, and what shows the same in the product.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from '../desk/pages';
import { windowScreens } from '../window/open';

/** `--design`, `--out`, `--only` and where the walk left its pictures, as `cargo xtask pictures` hands them on. */
const { PICTURES_DESIGN, PICTURES_OUT, PICTURES_ONLY, PICTURES_WALK } = process.env;

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Where the pictures go. */
export const out = PICTURES_OUT ?? 'test-results/pictures';

/** The names of the design’s screens; the first two characters are the number. */
const NAMES = [
  '01-get-help-empty',
  '02-get-help-typed',
  '03-get-help-known-outage',
  '04-get-help-suggestion',
  '05-get-help-what-we-send',
  '06-get-help-hide-or-point',
  '07-get-help-validation',
  '08-get-help-server-error',
  '09-get-help-sending',
  '10-get-help-sent',
  '11-get-help-offline',
  '12-get-help-spanish',
  '20-requests',
  '21-requests-empty',
  '22-requests-offline',
  '23-requests-error',
  '30-conversation',
  '31-conversation-handoff',
  '40-confirm-fixed',
  '41-confirm-rating',
  '42-confirm-thanks',
  '43-confirm-not-yet',
  '50-outage-major',
  '51-outage-joined',
  '52-outage-degraded',
  '53-outage-planned',
  '54-outage-resolved',
  '55-outage-updates',
  '60-enrol',
  '61-enrol-error',
  '62-welcome',
  '63-settings',
  '64-restarted',
  '65-not-set-up',
  '70-tray-menu',
  '71-tray-icons',
  '72-toasts',
  '80-desk-queue',
  '81-desk-ticket',
  '82-desk-post-outage',
  '83-desk-empty',
];

/** The desk’s pages by the design’s number. */
const DESK: Record<string, string> = {
  80: '80-queue',
  81: '81-ticket-reply',
  82: '82-post-outage',
  83: '83-caught-up',
};

/** Where a screen of the design is in the product. */
export type Product =
  | { is: 'window'; screen: string }
  | { is: 'desk'; page: string }
  | { is: 'icons' }
  | { is: 'walk'; picture: string }
  | { is: 'none'; why: string };

export interface Screen {
  name: string;
  number: string;
  width: number;
  height: number;
  product: Product;
}

/** The screens that are asked for. */
export const screens: Screen[] = NAMES.map(screen).filter(
  ({ number }) => !PICTURES_ONLY || PICTURES_ONLY.split(',').includes(number),
);

/** A picture of the design, if the design is there and has it. */
export function designed(name: string): Buffer | null {
  return PICTURES_DESIGN ? read(join(PICTURES_DESIGN, 'png', `${name}.png`)) : null;
}

/** A file, if it is there. */
export function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function screen(name: string): Screen {
  const number = name.slice(0, 2);
  const [width, height] = number >= '80' ? [1280, 832] : number >= '70' ? [1100, 640] : [420, 640];
  return { name, number, width, height, product: product(number) };
}

function product(number: string): Product {
  if (number === '70') return { is: 'none', why: 'drawn by the desktop' };
  if (number === '71') return { is: 'icons' };
  if (number === '72') return toasts();
  const page = DESK[number];
  if (page && page in pages) return { is: 'desk', page };
  return windowScreens.includes(number) ? { is: 'window', screen: number } : { is: 'none', why: 'not there' };
}

/** The desktop draws them, so a picture is there only after a walk. */
function toasts(): Product {
  const taken = PICTURES_WALK && existsSync(PICTURES_WALK) ? readdirSync(PICTURES_WALK) : [];
  const picture = taken.find((name) => name.endsWith('-toast.png'));
  return PICTURES_WALK && picture
    ? { is: 'walk', picture: join(PICTURES_WALK, picture) }
    : { is: 'none', why: 'drawn by the desktop: `cargo xtask demo --headless` takes a picture first' };
}
