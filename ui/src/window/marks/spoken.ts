// What is said aloud about the marks: each once, when the picture has it or has it no more.

import type { MarkId, PlacedMark } from '$lib/bindings';
import { t } from '$lib/words';
import { markName } from './names';

export class Spoken {
  #known: Map<MarkId, string>;

  /** Marks that were there when the page opened are not spoken of. */
  constructor(marks: PlacedMark[]) {
    this.#known = new Map(marks.map((mark) => [mark.id, markName(mark)]));
  }

  /** What there is to say now, if anything. */
  next(marks: PlacedMark[]): string | null {
    let said: string | null = null;
    for (const mark of marks) {
      if (!mark.done || this.#known.has(mark.id)) continue;
      this.#known.set(mark.id, markName(mark));
      said = t('red-added', { item: markName(mark) });
    }
    for (const [id, item] of [...this.#known]) {
      if (marks.some((mark) => mark.id === id)) continue;
      this.#known.delete(id);
      said = t('red-removed', { item });
    }
    return said;
  }
}
