// What of a queue is news to somebody who looks elsewhere.

import type { QueueRow } from '$lib/bindings';

/** How often each ticket that was seen had been left unanswered. */
export type Seen = ReadonlyMap<string, number>;

export interface News {
  is: 'new' | 'missed';
  row: QueueRow;
}

/** What has come since `seen`: tickets nobody has answered, and promises that were missed. */
export function newsIn(seen: Seen, rows: QueueRow[]): News[] {
  return rows.flatMap((row): News[] => {
    const before = seen.get(row.id);
    if (row.delays > (before ?? 0)) return [{ is: 'missed', row }];
    return before === undefined && row.awaits_first_answer ? [{ is: 'new', row }] : [];
  });
}

/** What somebody has seen who has only just come. */
export const NOTHING: Seen = new Map();

/** `seen` with `rows`. What has left the queue stays seen. */
export function seenWith(seen: Seen, rows: QueueRow[]): Seen {
  return new Map([...seen, ...rows.map(({ id, delays }): [string, number] => [id, delays])]);
}
