// A ticket's history as the page shows it: a picture is an entry of its own, below the words it came with.

import type { Attachment, Change, Message, StaffTicket } from '$lib/bindings';

export type Entry =
  | { is: 'said'; key: string; message: Message; internal: boolean }
  | { is: 'attached'; key: string; attachment: Attachment; from: string; ours: boolean }
  | { is: 'done'; key: string; change: Change };

/** All that was said and done, oldest first. */
export function entriesOf({ history, attachments, row }: StaffTicket): Entry[] {
  const newest = new Map(attachments.map((one) => [one.id, one]));
  const shown = new Set<string>();
  const entries = history.flatMap(({ item, internal }, index): Entry[] => {
    if (item.kind === 'change') return [{ is: 'done', key: `${index} ${item.at}`, change: item }];
    const pictures = item.attachments.map((one): Entry => {
      shown.add(one.id);
      return {
        is: 'attached',
        key: one.id,
        attachment: newest.get(one.id) ?? one,
        from: item.author.name,
        ours: item.author.role !== 'requester',
      };
    });
    return [{ is: 'said', key: item.id, message: item, internal }, ...pictures];
  });
  const loose = attachments
    .filter(({ id }) => !shown.has(id))
    .map((one): Entry => ({ is: 'attached', key: one.id, attachment: one, from: row.requester, ours: false }));
  // What came without words of its own came with the ticket's.
  return [...entries.slice(0, 1), ...loose, ...entries.slice(1)];
}

/** Everything the requester wrote in it. */
export function wordsOf({ history }: StaffTicket): string {
  const said = history.map(({ item }) =>
    item.kind === 'message' && item.author.role === 'requester' ? item.body : '',
  );
  return said.join('\n');
}
