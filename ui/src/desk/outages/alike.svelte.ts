// Open tickets about the same as the outage that is being written: they join it unless somebody says no.

import type { Alike } from '$lib/bindings';

/** What is kept of it. */
export interface KeptAlike {
  found: Alike;
  left_out: string[];
  settled_for: string | null;
}

const NOTHING: Alike = { mentioned: [], just_now: 0, tickets: [] };

export class AlikeTickets {
  found = $state.raw<Alike>(NOTHING);
  #left_out = $state<string[]>([]);
  /** What the outage said when it was first sent: the same again takes the same tickets along. */
  #settled_for = $state<string | null>(null);

  constructor(from: Partial<KeptAlike> = {}) {
    this.found = from.found ?? NOTHING;
    this.#left_out = from.left_out ?? [];
    this.#settled_for = from.settled_for ?? null;
  }

  get kept(): KeptAlike {
    return { found: this.found, left_out: this.#left_out, settled_for: this.#settled_for };
  }

  /** Those that join. */
  get joining(): string[] {
    return this.found.tickets.map(({ id }) => id).filter((id) => this.joins(id));
  }

  joins(id: string): boolean {
    return !this.#left_out.includes(id);
  }

  toggle(id: string): void {
    this.#left_out = this.joins(id) ? [...this.#left_out, id] : this.#left_out.filter((one) => one !== id);
  }

  /** Shows what was found about an outage that says `about`; none where nothing could be asked. */
  show(found: Alike | null, about: string): void {
    if (this.#settled_for !== about) this.found = found ?? NOTHING;
  }

  /** Is sent now with an outage that says `about`. */
  settle(about: string): void {
    this.#settled_for = about;
  }
}
