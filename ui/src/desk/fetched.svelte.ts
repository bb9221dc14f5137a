// Something the server holds, fetched again whenever it may have changed.

import { tick } from 'svelte';
import { rightNow } from './now';

/** One answer, how old it is, and what went wrong since. */
export class Fetched<T> {
  /** The last good answer, kept while a newer one cannot be had. */
  value = $state.raw<T | null>(null);
  /** When the last good answer came. */
  at = $state<string | null>(null);
  /** When an answer last differed from the one before it. */
  changed_at = $state<string | null>(null);
  /** Why there is none newer. */
  trouble = $state.raw<unknown>(null);

  readonly #fetch: () => Promise<T>;
  #last = '';
  #running: Promise<void> | null = null;
  #again = false;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  /** Fetches now. Asked for while it runs, it runs once more, because the first answer may be too old. */
  refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  /** Lets go of what it holds: it is somebody else's. */
  forget(): void {
    this.value = null;
    this.at = null;
    this.changed_at = null;
    this.trouble = null;
    this.#last = '';
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      try {
        this.#keep(await this.#fetch());
      } catch (error) {
        this.trouble = error;
      }
    } while (this.#again);
  }

  #keep(value: T): void {
    const now = rightNow();
    const said = JSON.stringify(value);
    if (said !== this.#last) {
      if (this.#last !== '') this.changed_at = now;
      this.#last = said;
      keepFocus();
      this.value = value;
    }
    this.at = now;
    this.trouble = null;
  }
}

/** A row that moves to another place on the page is a new element there; whoever is on it stays on it. */
function keepFocus(): void {
  const id = document.activeElement?.id;
  if (!id) return;
  void tick().then(() => {
    if (document.activeElement === document.body) document.getElementById(id)?.focus({ preventScroll: true });
  });
}
