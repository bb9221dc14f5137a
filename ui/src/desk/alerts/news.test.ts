import { describe, expect, it } from 'vitest';
import { projector, queue, row } from '../../../tests/desk/school';
import { newsIn, seenWith } from './news';

const seen = seenWith(new Map(), queue.tickets);

describe('news', () => {
  it('is what nobody has answered and nobody had seen', () => {
    const fresh = row({ id: 'fresh' });
    const answered = row({ id: 'answered', awaits_first_answer: false });

    expect(newsIn(seen, [...queue.tickets, fresh, answered])).toEqual([{ is: 'new', row: fresh }]);
  });

  it('is every promise that was missed, each time', () => {
    const once = { ...projector, delays: 1 };
    const twice = { ...projector, delays: 2 };

    expect(newsIn(seen, [once])).toEqual([{ is: 'missed', row: once }]);
    expect(newsIn(seenWith(seen, [once]), [once])).toEqual([]);
    expect(newsIn(seenWith(seen, [once]), [twice])).toEqual([{ is: 'missed', row: twice }]);
  });

  it('is told once, also when a ticket leaves the queue and comes back', () => {
    expect(newsIn(seenWith(seen, []), queue.tickets)).toEqual([]);
  });
});
