// Finding tickets in a list: by words, and by what they have in common.

import type { QueueRow } from '$lib/bindings';

/** What a list can be narrowed to. */
export type Only = 'class' | 'missed' | 'nobody';

const HAS: Record<Only, (row: QueueRow) => boolean> = {
  class: (row) => row.class_waiting,
  missed: (row) => row.delays > 0,
  nobody: (row) => row.assignee === null && row.department === null,
};

/** The rows that say every word of `words` somewhere and have everything of `only`. */
export function found(rows: QueueRow[], words: string, only: Only[]): QueueRow[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const said = folded(sayings(row).join(' '));
    return wanted.every((word) => said.includes(word)) && only.every((one) => HAS[one](row));
  });
}

/** How many rows have `one`. */
export const countOf = (rows: QueueRow[], one: Only): number => rows.filter(HAS[one]).length;

function sayings({
  number,
  subject,
  requester,
  place,
  computer,
  asset_tag,
  assignee,
  department,
  findings,
}: QueueRow): string[] {
  const titles = findings.map(({ title }) => title);
  return [
    number,
    subject,
    requester,
    place ?? '',
    computer ?? '',
    asset_tag ?? '',
    assignee ?? '',
    department ?? '',
    ...titles,
  ];
}

/** Without case and accents, so that `lopez` finds López. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
