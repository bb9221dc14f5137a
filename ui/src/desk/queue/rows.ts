// Which tickets are in which list, and in which group of the queue.

import type { QueueRow } from '$lib/bindings';
import type { QueueView } from '../router.svelte';

export interface Groups {
  first: QueueRow[];
  work: QueueRow[];
}

/** The rows of `all` that belong in `view`, in the order they came: the server puts the most pressing first. */
export function rowsFor(view: QueueView, all: QueueRow[], me: string): QueueRow[] {
  switch (view) {
    case 'queue':
      return all;
    case 'mine':
      return all.filter((row) => row.assignee === me);
    case 'waiting':
      return all.filter(({ status }) => status === 'waiting_on_requester' || status === 'on_hold');
    case 'confirm':
      return all.filter(({ status }) => status === 'resolved');
  }
}

/** Who waits for a first answer, a waiting class before all others, and who is being helped. */
export function grouped(rows: QueueRow[]): Groups {
  const first = rows.filter((row) => row.awaits_first_answer);
  return {
    first: [...first.filter((row) => row.class_waiting), ...first.filter((row) => !row.class_waiting)],
    work: rows.filter((row) => !row.awaits_first_answer),
  };
}

/** The promise that comes first, of those who wait for a first answer. */
export function nextPromise(rows: QueueRow[]): QueueRow | null {
  const promised = rows.filter((row) => row.awaits_first_answer && row.next_update_by !== null);
  const [soonest = null] = promised.sort((a, b) => moment(a) - moment(b));
  return soonest;
}

const moment = ({ next_update_by }: QueueRow): number => Date.parse(next_update_by ?? '');
