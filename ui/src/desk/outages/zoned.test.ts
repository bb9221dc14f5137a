import { expect, it } from 'vitest';
import { dateIn, daysAfter, momentIn, timeIn } from './zoned';

const ZONE = 'America/New_York';

it.each([
  ['in winter', '2026-11-23', '10:30', '2026-11-23T15:30:00.000Z'],
  ['in summer', '2026-07-01', '10:30', '2026-07-01T14:30:00.000Z'],
  ['before clocks go back', '2026-11-01', '00:30', '2026-11-01T04:30:00.000Z'],
  ['after clocks went back', '2026-11-01', '09:00', '2026-11-01T14:00:00.000Z'],
  ['after clocks went forward', '2026-03-08', '08:00', '2026-03-08T12:00:00.000Z'],
])('a wall clock %s is the moment it means', (_, date, time, moment) => {
  expect(momentIn(ZONE, date, time)).toBe(moment);
  expect([dateIn(ZONE, moment), timeIn(ZONE, moment)]).toEqual([date, time]);
});

it('what is no time is no moment', () => {
  expect(momentIn(ZONE, '2026-11-23', '')).toBeNull();
  expect(momentIn(ZONE, '', '10:30')).toBeNull();
});

it('the last evening in a month is followed by the next month', () => {
  expect(daysAfter('2026-11-30', 1)).toBe('2026-12-01');
});
