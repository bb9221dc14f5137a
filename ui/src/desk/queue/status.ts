// A ticket's status in a technician's words, with the glyph that fills as the work moves on.

import type { QueueRow, Status } from '$lib/bindings';
import { firstName } from '$lib/people';
import type { Glyph } from '$lib/status';
import { t } from '$lib/words';
import { span } from './span';

/** What the status column shows. */
export function statusOf(row: QueueRow, now: string): { glyph: Glyph; words: string } {
  switch (row.status) {
    case 'new':
      return { glyph: 'new', words: t('desk-st-new', { time: span(row.created_at, now) }) };
    case 'in_progress':
      return row.department === null
        ? { glyph: 'work', words: t('desk-g-work') }
        : { glyph: 'hand', words: t('desk-st-with', { dept: row.department }) };
    case 'waiting_on_requester':
      return { glyph: 'reply', words: t('desk-st-asked', { name: firstName(row.requester) }) };
    case 'resolved':
      return { glyph: 'ask', words: t('desk-st-fixed') };
    case 'on_hold':
    case 'closed':
    case 'cancelled':
    case 'unknown':
      return plainStatusOf(row.status);
  }
}

/** The same without who and since when, for a ticket of another day. */
export function plainStatusOf(status: Status): { glyph: Glyph; words: string } {
  switch (status) {
    case 'new':
      return { glyph: 'new', words: t('desk-g-first') };
    case 'in_progress':
      return { glyph: 'work', words: t('desk-g-work') };
    case 'waiting_on_requester':
      return { glyph: 'reply', words: t('desk-turn') };
    case 'on_hold':
      return { glyph: 'wait', words: t('desk-waiting') };
    case 'resolved':
      return { glyph: 'ask', words: t('desk-st-fixed') };
    case 'closed':
      return { glyph: 'done', words: t('desk-st-closed') };
    case 'cancelled':
      return { glyph: 'done', words: t('desk-st-cancelled') };
    case 'unknown':
      return { glyph: 'new', words: t('desk-st-unknown') };
  }
}
