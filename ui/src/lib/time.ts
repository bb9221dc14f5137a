// Moments as people say them, in the zone they are in: the same rule the tray and the toasts follow.

import { t, type PlainWordId } from './words';

/** Now, and where. */
export interface Clock {
  /** RFC 3339. */
  now: string;
  /** IANA name. */
  zone: string;
}

const WEEKDAYS: PlainWordId[] = ['time-sun', 'time-mon', 'time-tue', 'time-wed', 'time-thu', 'time-fri', 'time-sat'];
// prettier-ignore
const MONTHS: PlainWordId[] = [
  'time-jan', 'time-feb', 'time-mar', 'time-apr', 'time-may', 'time-jun',
  'time-jul', 'time-aug', 'time-sep', 'time-oct', 'time-nov', 'time-dec',
];
const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** `10:40` today, `Tue 10:40` on another day of this week, `Oct 3` beyond. For a promise. */
export function moment(at: string, clock: Clock): string {
  const there = parts(at, clock.zone);
  const days = daysBetween(at, clock);
  if (days === 0) return there.clock;
  return Math.abs(days) <= 6 ? `${weekday(there)} ${there.clock}` : date(there);
}

/** `10:40` today, `Tue` on another day of this week, `Oct 3` beyond. For a list. */
export function day(at: string, clock: Clock): string {
  const there = parts(at, clock.zone);
  const days = daysBetween(at, clock);
  if (days === 0) return there.clock;
  return Math.abs(days) <= 6 ? weekday(there) : date(there);
}

/** `Mon 10:40` always, also today. For the ends of a line that spans days. */
export function dayAndTime(at: string, clock: Clock): string {
  const there = parts(at, clock.zone);
  return Math.abs(daysBetween(at, clock)) <= 6 ? `${weekday(there)} ${there.clock}` : date(there);
}

/** Whether both fall on the same day there. */
export function sameDay(a: string, b: string, zone: string): boolean {
  return daysBetween(a, { now: b, zone }) === 0;
}

/** How far `now` is from `from` to `to`, 0 to 100. */
export function along(from: string, to: string, now: string): number {
  const [start, end, here] = [Date.parse(from), Date.parse(to), Date.parse(now)];
  if (end <= start) return 100;
  return Math.round(Math.min(100, Math.max(0, ((here - start) / (end - start)) * 100)));
}

/** A moment after another. */
export function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

interface Parts {
  year: number;
  month: number;
  day: number;
  clock: string;
}

function parts(at: string, zone: string): Parts {
  const found = Object.fromEntries(
    format(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return {
    year: Number(found.year),
    month: Number(found.month),
    day: Number(found.day),
    clock: `${Number(found.hour)}:${found.minute}`,
  };
}

function format(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone);
  if (!made) {
    made = makeFormat(zone);
    formats.set(zone, made);
  }
  return made;
}

function makeFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    // A zone this engine does not know: the computer's own is nearer the truth than none.
    return makeFormat(undefined);
  }
}

function dayNumber({ year, month, day }: Parts): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function daysBetween(at: string, { now, zone }: Clock): number {
  return dayNumber(parts(at, zone)) - dayNumber(parts(now, zone));
}

function weekday(there: Parts): string {
  const index = new Date(dayNumber(there) * DAY_MS).getUTCDay();
  return t(WEEKDAYS[index] ?? 'time-sun');
}

function date(there: Parts): string {
  return t('time-date', { month: t(MONTHS[there.month - 1] ?? 'time-jan'), day: there.day });
}
