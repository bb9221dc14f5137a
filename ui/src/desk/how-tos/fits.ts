// Which how-to notes are about what somebody wrote.

import type { HowTo } from '$lib/bindings';
import { folded } from '../queue/find';

/** The notes one of whose topics is in `words`, those that share most with them first. */
export function fitting(notes: HowTo[], words: string): HowTo[] {
  const said = ` ${plain(words)} `;
  const shared = notes.map((note) => ({ note, n: note.topics.filter((topic) => isIn(said, plain(topic))).length }));
  return shared
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .map(({ note }) => note);
}

/** The notes that say every word of `words` somewhere. */
export function searched(notes: HowTo[], words: string): HowTo[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  return notes.filter(({ title, body, topics }) => {
    const said = folded([title, body, ...topics].join(' '));
    return wanted.every((word) => said.includes(word));
  });
}

/** A topic is whole words; the plural of its last is the same topic. */
function isIn(said: string, topic: string): boolean {
  return topic !== '' && ['', 's', 'es'].some((plural) => said.includes(` ${topic}${plural} `));
}

const plain = (text: string): string =>
  folded(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
