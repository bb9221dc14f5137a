// What was promised about a ticket, and how near it is: the dot on the line, in words and as a place.

import type { QueueRow } from '$lib/bindings';
import { along, day, moment, type Clock } from '$lib/time';
import { t } from '$lib/words';
import { span } from './span';

/** Less than this is soon. */
const SOON_MS = 3_600_000;
/** From here on the hour does not matter yet. */
const FAR_MS = 2 * 86_400_000;

export interface Due {
  /** `over` is late or a class that waits; `soon` is within the hour, or three quarters of the time are over. */
  tone: '' | 'soon' | 'over';
  /** How long there is. */
  left: string;
  /** When it is. */
  when: string;
  /** The dot, 0 to 100; none where the next word is the requester's. */
  at: number | null;
}

/** What to show of the promise; nothing where there is none. */
export function dueOf(row: QueueRow, clock: Clock): Due | null {
  if (row.status === 'waiting_on_requester' || row.status === 'resolved') {
    return { tone: '', left: t('desk-turn'), when: t('desk-since', { time: day(row.status_since, clock) }), at: null };
  }
  if (row.next_update_by === null) return null;
  const due = row.next_update_by;
  const began = row.promised_at ?? (row.awaits_first_answer ? row.created_at : row.status_since);
  const at = along(began, due, clock.now);
  if (isLate(due, clock.now)) {
    return { tone: 'over', left: t('desk-late', { time: span(due, clock.now) }), when: moment(due, clock), at: 100 };
  }
  if (waitsInClass(row)) {
    return { tone: 'over', left: t('desk-class'), when: span(row.created_at, clock.now), at };
  }
  const soon = row.pressing || Date.parse(due) - Date.parse(clock.now) < SOON_MS;
  const far = Date.parse(due) - Date.parse(clock.now) >= FAR_MS;
  const left = t('desk-left', { time: span(clock.now, due) });
  return { tone: soon ? 'soon' : '', left, when: far ? day(due, clock) : moment(due, clock), at };
}

/** The same on the ticket itself, where there is room to say what was promised. */
export function dueOnTicket(row: QueueRow, clock: Clock): Due | null {
  const due = dueOf(row, clock);
  if (due === null || due.at === null || row.next_update_by === null) return due;
  const time = moment(row.next_update_by, clock);
  const when = t(row.awaits_first_answer ? 'desk-firstby' : 'desk-nextby', { time });
  if (!waitsInClass(row) || isLate(row.next_update_by, clock.now)) return { ...due, when };
  return { ...due, left: t('desk-wait-for', { time: span(row.created_at, clock.now) }), when };
}

const isLate = (due: string, now: string): boolean => Date.parse(due) < Date.parse(now);
const waitsInClass = (row: QueueRow): boolean => row.class_waiting && row.awaits_first_answer;
