// What somebody chose for replies, and what is on its way. Both outlive the page of their ticket, though not the tab.

import type { Bring, Upload } from './uploads.svelte';
import { ChosenFiles } from './chosen.svelte';
import { Uploads } from './uploads.svelte';

export class Files {
  readonly uploads: Uploads;
  readonly #chosen = new Map<string, ChosenFiles>();

  constructor(bring: Bring, onArrived: (upload: Upload) => void) {
    this.uploads = new Uploads(bring, onArrived);
  }

  /** What is chosen for a reply in `ticket`. */
  chosenFor(ticket: string): ChosenFiles {
    const chosen = this.#chosen.get(ticket) ?? new ChosenFiles();
    this.#chosen.set(ticket, chosen);
    return chosen;
  }

  /** Whether closing the tab loses anything. */
  get isHolding(): boolean {
    return this.uploads.all.length > 0 || [...this.#chosen.values()].some(({ files }) => files.length > 0);
  }

  /** Lets go of all of it: somebody else sits down. */
  forget(): void {
    this.uploads.forget();
    this.#chosen.clear();
  }
}
