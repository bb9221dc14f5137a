// What the agent last said, and the way to ask it for something.

import { getContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { NoticeId, PictureId, Place, Request, TicketId, View } from '$lib/bindings';
import { speak } from '$lib/language.svelte';
import { later, type Clock } from '$lib/time';
import type { Bridge, Ears } from './bridge';

const TICK_MS = 30_000;

export class Agent implements Ears {
  #view = $state.raw<View | null>(null);
  #heardAt = 0;
  #elapsedMs = $state(0);
  #arrivals = new SvelteMap<PictureId, number>();
  #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** What to render; nothing until the agent has spoken. */
  get current(): View | null {
    return this.#view;
  }

  /** The same, where a page is up and there is one. */
  get said(): View {
    if (!this.#view) throw new Error('a page is rendered only after the first view');
    return this.#view;
  }

  /** Now, in the computer's own zone. */
  get clock(): Clock {
    const { now, time_zone } = this.said.around;
    return { now: later(now, this.#elapsedMs), zone: time_zone };
  }

  view(view: View): void {
    if (this.#view && view.revision < this.#view.revision) return;
    speak(view.around.language);
    this.#view = view;
    this.#heardAt = performance.now();
    this.#elapsedMs = 0;
  }

  picture(id: PictureId): void {
    this.#arrivals.set(id, (this.#arrivals.get(id) ?? 0) + 1);
  }

  /** Where a picture is found; another address each time it arrives, so that it is looked for again. */
  pictureUrl(id: PictureId): string {
    const arrivals = this.#arrivals.get(id) ?? 0;
    return this.#bridge.pictureUrl(id) + (arrivals > 1 ? `?${arrivals}` : '');
  }

  /** How often a picture has arrived. */
  arrivals(id: PictureId): number {
    return this.#arrivals.get(id) ?? 0;
  }

  ask(request: Request): void {
    this.#bridge.ask(request);
  }

  go(place: Place): void {
    this.ask({ ask: 'go', place });
  }

  openTicket(id: TicketId): void {
    this.go({ at: 'ticket', id });
  }

  openNotice(id: NoticeId): void {
    this.go({ at: 'notice', id });
  }

  close(): void {
    this.ask({ ask: 'close' });
  }

  /** Listens, and lets time pass on the page while somebody can see it. */
  start(): () => void {
    void this.#bridge.listen(this);
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.#elapsedMs = performance.now() - this.#heardAt;
    }, TICK_MS);
    return () => clearInterval(timer);
  }
}

/** Under which every component of a page finds its agent. */
export const AGENT = Symbol('agent');

/** The agent this page speaks with. */
export function useAgent(): Agent {
  return getContext<Agent>(AGENT);
}
