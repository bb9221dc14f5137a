// Finding computers by what they are called, where they stand and who uses them.

import type { Computer } from '$lib/bindings';
import { folded } from '../queue/find';

/** The computers that say every word of `words` somewhere. */
export function computersFor(all: Computer[], words: string): Computer[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  return all.filter(({ host_name, asset_tag, serial, place, person }) => {
    const said = folded([host_name, asset_tag, serial, place, person].filter(Boolean).join(' '));
    return wanted.every((word) => said.includes(word));
  });
}
