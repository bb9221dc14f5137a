// One thing that a press of a button does: at most once at a time, with words for when it did not go through.

import type { PlainWordId } from '$lib/words';
import { troubleOf, type Doing as Kind } from './trouble';

export class Doing {
  /** It is under way. */
  busy = $state(false);
  /** Why the last try did not go through. */
  trouble = $state<PlainWordId | null>(null);

  constructor(private readonly kind: Kind) {}

  /** Does `work`; whether it went through. A second press while it is under way does nothing. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.trouble = troubleOf(error, this.kind);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
