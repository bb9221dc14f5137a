// Where somebody is in a conversation: what is new to them, what they have seen, and where the page stands.

import { untrack } from 'svelte';
import type { ThreadPage } from '$lib/bindings';
import type { Agent } from '../agent.svelte';

export class Reading {
  #thread: () => ThreadPage;
  #agent: Agent;
  #opened = false;
  #lengthAtStart: number;
  #marker = $state<number | null>(null);
  #loaded = $derived.by(() => this.#thread().loaded);
  #mine = $derived.by(() => this.#thread().entries.filter(({ is }) => is === 'mine').length);
  // How far there is something new. It is reported once for each length, and only to somebody who can see it.
  #unseen = $derived.by(() => {
    const { loaded, new_from, entries } = this.#thread();
    return loaded && new_from !== null ? entries.length : 0;
  });

  constructor(thread: () => ThreadPage, agent: Agent) {
    this.#thread = thread;
    this.#agent = agent;
    this.#lengthAtStart = untrack(thread).entries.length;
    this.#marker = untrack(thread).new_from;

    $effect(() => {
      this.#marker ??= this.#thread().new_from;
    });
    $effect(() => {
      if (!this.#unseen) return;
      const report = () => this.#report();
      untrack(report);
      document.addEventListener('visibilitychange', report);
      return () => document.removeEventListener('visibilitychange', report);
    });
  }

  /** Before which entry "New" stands. It stays where it was, also once the agent knows that the entry was read. */
  get marker(): number | null {
    return this.#marker;
  }

  /** What arrived while the page was open, for a screen reader. */
  get heard(): string {
    const { entries } = this.#thread();
    const newest = entries.at(-1);
    return newest?.is === 'theirs' && entries.length > this.#lengthAtStart ? `${newest.name}: ${newest.body}` : '';
  }

  /** Whether the page goes to its end now: at first where nothing is new, later whenever the person has said something. */
  showsEnd(): boolean {
    void this.#mine;
    if (!this.#loaded) return false;
    const shows = this.#opened || untrack(() => this.#marker === null);
    this.#opened = true;
    return shows;
  }

  #report(): void {
    if (document.visibilityState === 'visible') this.#agent.ask({ ask: 'seen', id: this.#thread().id });
  }
}
