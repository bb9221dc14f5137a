import { afterEach, expect, test } from 'vitest';
import { speak } from '../src/lib/language.svelte';
import { along, day, dayAndTime, moment } from '../src/lib/time';

const clock = { now: '2026-11-23T14:40:00Z', zone: 'America/New_York' };

afterEach(() => speak('en'));

test('a moment is said as the tray says it', () => {
  expect(moment('2026-11-23T15:05:00Z', clock)).toBe('10:05');
  expect(moment('2026-11-24T15:40:00Z', clock)).toBe('Tue 10:40');
  expect(moment('2026-10-03T15:40:00Z', clock)).toBe('Oct 3');
  expect(moment('2026-11-23T18:00:00Z', clock)).toBe('13:00');
});

test('a list says the day, a promise always the day and the time', () => {
  expect(day('2026-11-20T16:00:00Z', clock)).toBe('Fri');
  expect(day('2026-11-23T14:00:00Z', clock)).toBe('9:00');
  expect(dayAndTime('2026-11-23T15:40:00Z', clock)).toBe('Mon 10:40');
});

test('the day is the zone’s, not UTC’s', () => {
  const late = { now: '2026-11-24T03:30:00Z', zone: 'America/New_York' };

  expect(moment('2026-11-24T04:30:00Z', late)).toBe('23:30');
  expect(moment('2026-11-24T05:30:00Z', late)).toBe('Tue 0:30');
});

test('a change of the clocks moves no day', () => {
  const beforeFall = { now: '2026-10-31T16:00:00Z', zone: 'America/New_York' };

  expect(moment('2026-11-02T14:00:00Z', beforeFall)).toBe('Mon 9:00');
});

test('a zone nobody knows breaks nothing', () => {
  expect(moment('2026-11-23T14:40:00Z', { ...clock, zone: 'Moon/Tranquility' })).toMatch(/^\d+:\d\d$/);
});

test('days and months follow the language', () => {
  speak('es');

  expect(moment('2026-11-24T15:40:00Z', clock)).toBe('mar 10:40');
  expect(moment('2026-10-03T15:40:00Z', clock)).toBe('3 oct');
});

test('the dot stands between the ends', () => {
  expect(along('2026-11-23T14:40:00Z', '2026-11-23T15:30:00Z', '2026-11-23T15:00:00Z')).toBe(40);
  expect(along('2026-11-23T14:40:00Z', '2026-11-23T15:30:00Z', '2026-11-23T14:00:00Z')).toBe(0);
  expect(along('2026-11-23T14:40:00Z', '2026-11-23T15:30:00Z', '2026-11-24T00:00:00Z')).toBe(100);
  expect(along('2026-11-23T14:40:00Z', '2026-11-23T14:40:00Z', '2026-11-23T14:40:00Z')).toBe(100);
});
