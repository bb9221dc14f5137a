import { describe, expect, it } from 'vitest';
import { NOW, queue, row, minutes } from '../../../tests/desk/school';
import { grouped, nextPromise, rowsFor } from './rows';
import { span } from './span';
import { statusOf } from './status';

const numbers = (rows: { number: string }[]) => rows.map(({ number }) => number);

describe('the lists', () => {
  it('mine are those I am on', () => {
    expect(numbers(rowsFor('mine', queue.tickets, 'Devon Park'))).toEqual(['4119', '4090']);
  });

  it('waiting are those with a question or on hold', () => {
    expect(numbers(rowsFor('waiting', queue.tickets, 'Devon Park'))).toEqual(['4112', '4098']);
  });

  it('to confirm are those whose requester was asked', () => {
    expect(numbers(rowsFor('confirm', queue.tickets, 'Devon Park'))).toEqual(['4090']);
  });
});

describe('the groups', () => {
  it('put a waiting class before everybody else', () => {
    const plain = row({ id: 'a', number: '1' });
    const waiting = row({ id: 'b', number: '2', class_waiting: true });
    const helped = row({ id: 'c', number: '3', awaits_first_answer: false });

    const { first, work } = grouped([plain, waiting, helped]);

    expect(numbers(first)).toEqual(['2', '1']);
    expect(numbers(work)).toEqual(['3']);
  });

  it('know the promise that comes first', () => {
    expect(nextPromise(queue.tickets)?.requester).toBe('Lena Ortiz');
    expect(nextPromise([])).toBeNull();
  });
});

describe('words', () => {
  it('say how long in the largest unit that says enough', () => {
    const to = (count: number) => span(NOW, minutes(count));

    expect([to(0.3), to(59), to(60), to(80), to(47 * 60), to(49 * 60)]).toEqual([
      '1 min',
      '59 min',
      '1 h',
      '1 h 20',
      '47 h',
      '2 days',
    ]);
  });

  it('say each status as a technician would', () => {
    expect(queue.tickets.map((one) => statusOf(one, NOW).words)).toEqual([
      'New, 2 min',
      'New, 23 h',
      'New, 4 h',
      'In progress',
      'Asked Omar',
      'Waiting',
      'With Facilities',
      'Asked “fixed?”',
    ]);
  });
});
