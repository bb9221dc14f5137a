// A status in words, with its glyph: each names a person where one is known.

import type { StatusLine } from './bindings';
import { day, type Clock } from './time';
import { t } from './words';

/** The glyph's name without its `s-`, which is also the class. */
export type Glyph = 'new' | 'work' | 'reply' | 'wait' | 'ask' | 'hand' | 'done';

/** What it looks like. */
export function glyph(status: StatusLine): Glyph {
  switch (status.is) {
    case 'saved':
    case 'locked':
    case 'stuck':
    case 'waiting':
      return 'wait';
    case 'new':
    case 'work':
    case 'ask':
    case 'hand':
    case 'done':
      return status.is;
    case 'question':
      return 'reply';
    case 'cancelled':
      return 'done';
  }
}

/** What it says. */
export function statusWords(status: StatusLine, clock: Clock): string {
  switch (status.is) {
    case 'saved':
      return t('st-saved');
    case 'locked':
      return t('st-locked');
    case 'stuck':
      return t('st-stuck');
    case 'new':
      return t('st-new');
    case 'work':
      return status.name ? t('st-work', { name: status.name }) : t('st-work-none');
    case 'question':
      return status.name ? t('st-reply', { name: status.name }) : t('st-reply-none');
    case 'waiting':
      return status.due ? t('st-wait', { day: day(status.due, clock) }) : t('st-wait-none');
    case 'ask':
      return status.name ? t('st-ask', { name: status.name }) : t('st-ask-none');
    case 'hand':
      return handWords(status.department, status.name, status.phone);
    case 'done':
      return status.name ? t('st-done', { name: status.name }) : t('st-done-none');
    case 'cancelled':
      return t('st-cancelled');
  }
}

function handWords(dept: string, name: string | null, ext: string | null): string {
  if (!name) return t('st-hand-none', { dept });
  return ext ? t('st-hand', { dept, name, ext }) : t('st-hand-name', { dept, name });
}
