// What every page of the desk shares: who is signed in, the queue, the clock, and what keeps them true.

import type { Clock } from '$lib/time';
import { t } from '$lib/words';
import { createContext, tick } from 'svelte';
import { Alerts } from './alerts/alerts.svelte';
import { Api, Refused } from './api';
import { Fetched } from './fetched.svelte';
import { Files } from './files/files';
import { Shortcuts } from './keys/keys.svelte';
import { listenForChanges } from './live';
import { rightNow } from './now';
import { Router, type QueueView } from './router.svelte';

const TICK_MS = 15_000;
const RETURN_KEY = 'deskside.return';

export const [getDesk, setDesk] = createContext<DeskState>();

export class DeskState {
  readonly router = new Router();
  readonly api = new Api(() => this.#signedOut());
  /** Who is signed in. Asked for with all else, because the school's devices and places change as well. */
  readonly me = new Fetched(this.api.me);
  readonly queue = new Fetched(this.api.queue);
  /** What tells somebody who looks elsewhere. */
  readonly alerts = new Alerts((path) => this.router.go(path));
  readonly keys = new Shortcuts();
  /** Pictures and files of replies, until the server has them. */
  readonly files = new Files(this.api.attach, ({ name }) => {
    void this.refresh();
    void this.say(t('desk-file-there', { name }));
  });
  /** The list that was looked at last: from a ticket one goes on in it. */
  list = $state<QueueView>('queue');
  /** Said once to whoever cannot see the page; pages put it where it can be seen as well. */
  said = $state('');

  #now = $state(rightNow());
  #fresh: Fetched<unknown>[] = [this.me, this.queue];

  /** Now, in the desk's zone. */
  get clock(): Clock {
    return { now: this.#now, zone: this.me.value?.time_zone ?? 'UTC' };
  }

  /** Begins to live. Returns what ends it. */
  start(): () => void {
    const unlisten = this.router.listen();
    const ticking = setInterval(() => (this.#now = rightNow()), TICK_MS);
    return () => {
      unlisten();
      clearInterval(ticking);
    };
  }

  /** Follows the live channel. Returns what ends it. */
  follow(): () => void {
    return listenForChanges(() => void this.refresh());
  }

  /** Fetches everything that is on the screen. */
  async refresh(): Promise<void> {
    this.#now = rightNow();
    await Promise.all(this.#fresh.map((one) => one.refresh()));
  }

  /** Keeps `one` as true as the rest until what it returns is called. */
  keepFresh(one: Fetched<unknown>): () => void {
    this.#fresh = [...this.#fresh, one];
    void one.refresh();
    return () => (this.#fresh = this.#fresh.filter((other) => other !== one));
  }

  /** Says `words` politely, also when they are the same as before. */
  async say(words: string): Promise<void> {
    this.said = '';
    await tick();
    this.said = words;
  }

  /** Whether somebody was shown to the door in the middle of something. */
  get isReturning(): boolean {
    return sessionStorage.getItem(RETURN_KEY) !== null;
  }

  /** Goes on where somebody was before they were shown to the door. */
  enter(): void {
    const back = sessionStorage.getItem(RETURN_KEY) ?? '/queue';
    sessionStorage.removeItem(RETURN_KEY);
    this.me.trouble = null;
    this.router.replace(back);
  }

  async leave(): Promise<void> {
    try {
      await this.api.signOut();
    } catch (error) {
      // Without a session there is nothing to end.
      if (!(error instanceof Refused && error.status === 401)) throw error;
    }
    this.me.forget();
    this.queue.forget();
    this.alerts.forget();
    this.files.forget();
    this.router.go('/sign-in');
    sessionStorage.removeItem(RETURN_KEY);
  }

  #signedOut(): void {
    const { page } = this.router.route;
    if (page === 'sign-in' || page === 'welcome') return;
    sessionStorage.setItem(RETURN_KEY, this.router.path);
    this.router.replace('/sign-in');
  }
}
