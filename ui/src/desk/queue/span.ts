import { t } from '$lib/words';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Below this the minutes still matter. */
const EXACT_MS = 4 * HOUR_MS;

/** How long it is between two moments, in the largest unit that says enough: `2 min`, `1 h 20`, `20 h`, `3 days`. */
export function span(from: string, to: string): string {
  const long = Math.abs(Date.parse(to) - Date.parse(from));
  if (long < HOUR_MS) return t('desk-for-min', { n: Math.max(1, Math.floor(long / MINUTE_MS)) });
  const over = Math.floor((long % HOUR_MS) / MINUTE_MS);
  if (long < EXACT_MS && over > 0) return t('desk-for-hm', { h: Math.floor(long / HOUR_MS), m: over });
  if (long < 2 * DAY_MS) return t('desk-for-h', { n: Math.floor(long / HOUR_MS) });
  return t('desk-for-d', { n: Math.floor(long / DAY_MS) });
}
