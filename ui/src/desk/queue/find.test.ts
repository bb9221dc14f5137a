import { describe, expect, it } from 'vitest';
import { queue, row } from '../../../tests/desk/school';
import { countOf, found, type Only } from './find';

const numbers = (words: string, only: Only[] = []) => found(queue.tickets, words, only).map(({ number }) => number);

describe('finding in a list', () => {
  it('is by number, words, people, rooms and what looks wrong, in any case and order', () => {
    expect(numbers('4119')).toEqual(['4119']);
    expect(numbers('JAM paper')).toEqual(['4101']);
    expect(numbers('becker')).toEqual(['4120']);
    expect(numbers('studio')).toEqual(['4119']);
    expect(numbers('sam okafor')).toEqual(['4112']);
    expect(numbers('facilities')).toEqual(['4115']);
    expect(numbers('no signal')).toEqual(['4127']);
    expect(numbers('nothing of the kind')).toEqual([]);
  });

  it('takes no notice of accents', () => {
    const rows = [row({ id: 'a', requester: 'José López' })];

    expect(found(rows, 'jose lopez', [])).toEqual(rows);
  });

  it('narrows to what tickets have in common', () => {
    expect(numbers('', ['class'])).toEqual(['4127']);
    expect(numbers('', ['nobody'])).toEqual(['4127', '4101', '4120']);
    expect(numbers('library', ['nobody', 'class'])).toEqual([]);
    expect([countOf(queue.tickets, 'nobody'), countOf(queue.tickets, 'missed')]).toEqual([3, 0]);
  });
});
