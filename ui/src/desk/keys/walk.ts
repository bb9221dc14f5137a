// Going from ticket to ticket in the order in which the list shows them.

import type { QueueRow } from '$lib/bindings';
import { grouped } from '../queue/rows';

/** The ticket `step` after `id` in the list; the first where `id` is not in it, and none past an end. */
export function neighbour(rows: QueueRow[], id: string | null, step: 1 | -1): QueueRow | null {
  const { first, work } = grouped(rows);
  const shown = [...first, ...work];
  const at = shown.findIndex((row) => row.id === id);
  return at === -1 ? (shown[0] ?? null) : (shown[at + step] ?? null);
}
