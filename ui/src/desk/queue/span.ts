import { t } from '$lib/words';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long it is between two moments, in the largest unit that says enough: `2 min`, `20 h`, `3 days`. */
export function span(from: string, to: string): string {
  const long = Math.abs(Date.parse(to) - Date.parse(from));
  if (long < HOUR_MS) return t('desk-for-min', { n: Math.max(1, Math.floor(long / MINUTE_MS)) });
  if (long < 2 * DAY_MS) return t('desk-for-h', { n: Math.floor(long / HOUR_MS) });
  return t('desk-for-d', { n: Math.floor(long / DAY_MS) });
}
