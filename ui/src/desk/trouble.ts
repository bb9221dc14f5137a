// Which words are for what went wrong: what happened, and what to do.

import type { PlainWordId } from '$lib/words';
import { Refused, Unreached } from './api';

/** What was being done. */
export type Doing = 'load' | 'send' | 'do';

/** The words for `error`. */
export function troubleOf(error: unknown, doing: Doing): PlainWordId {
  if (error instanceof Refused) {
    switch (error.code) {
      case 'not_found':
        return 'desk-x-gone';
      case 'conflict':
      case 'key_reused':
        return 'desk-x-conflict';
      case 'too_large':
        return 'desk-x-long';
      case 'rate_limited':
        return 'desk-x-often';
    }
  }
  if (doing === 'load') return error instanceof Unreached ? 'desk-x-reach' : 'desk-x-load';
  return doing === 'send' ? 'desk-x-send' : 'desk-x-do';
}
