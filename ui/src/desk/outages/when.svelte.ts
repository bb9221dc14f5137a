// A time and a day that somebody picks, in the desk's zone.

import type { Clock } from '$lib/time';
import { dateIn, momentIn, timeIn } from './zoned';

export class When {
  /** `10:30`, or nothing yet. */
  time = $state('');
  /** `2026-11-23`. */
  date = $state('');
  readonly zone: string;
  readonly today: string;

  constructor({ now, zone }: Clock, at: string | null = null) {
    this.zone = zone;
    this.today = dateIn(zone, now);
    this.date = dateIn(zone, at ?? now);
    if (at !== null) this.time = timeIn(zone, at);
  }

  /** What was picked, as the server wants it. */
  get moment(): string | null {
    return momentIn(this.zone, this.date, this.time);
  }

  isPast(now: string): boolean {
    return this.moment !== null && Date.parse(this.moment) < Date.parse(now);
  }
}
