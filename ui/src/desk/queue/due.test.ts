import { describe, expect, it } from 'vitest';
import { minutes, NOW, queue, row, ZONE } from '../../../tests/desk/school';
import { dueOf, dueOnTicket } from './due';

const clock = { now: NOW, zone: ZONE };
const id = '0192aabb-0000-7000-8000-000000000001';

describe('what we promised', () => {
  it('is how long there is and until when', () => {
    const due = dueOf(row({ id, created_at: minutes(-240), next_update_by: minutes(20 * 60) }), clock);

    expect(due).toEqual({ tone: '', left: '20 h left', when: 'Tue 6:42', at: 17 });
  });

  it('is soon within the hour', () => {
    const due = dueOf(row({ id, created_at: minutes(-23 * 60), next_update_by: minutes(23) }), clock);

    expect(due).toEqual({ tone: 'soon', left: '23 min left', when: '11:05', at: 98 });
  });

  it('is soon when three quarters of its time are over, and counts from when it was made', () => {
    const pressing = { created_at: minutes(-900), promised_at: minutes(-300), next_update_by: minutes(90) };

    const due = dueOf(row({ id, ...pressing, pressing: true }), clock);

    expect(due).toMatchObject({ tone: 'soon', left: '1 h 30 left', at: 77 });
  });

  it('is over once it has passed, and says by how much', () => {
    const due = dueOf(row({ id, created_at: minutes(-26 * 60), next_update_by: minutes(-120) }), clock);

    expect(due).toEqual({ tone: 'over', left: '2 h late', when: '8:42', at: 100 });
  });

  it('stands back for a waiting class, which is told by how long it waits', () => {
    const waiting = row({ id, class_waiting: true });

    expect(dueOf(waiting, clock)).toMatchObject({ tone: 'over', left: 'Class waiting', when: '2 min' });
    expect(dueOnTicket(waiting, clock)).toMatchObject({
      left: 'Class waiting, 2 min',
      when: 'first answer by Tue 10:42',
    });
  });

  it('is the requester’s turn once they were asked', () => {
    const asked = queue.tickets.find(({ status }) => status === 'waiting_on_requester');

    expect(asked && dueOf(asked, clock)).toEqual({ tone: '', left: 'Their turn', when: 'since 9:20', at: null });
  });

  it('is left out where nothing was promised', () => {
    expect(dueOf(row({ id, next_update_by: null }), clock)).toBeNull();
  });

  it('counts from when the work began once somebody has answered', () => {
    const taken = row({
      id,
      status: 'in_progress',
      awaits_first_answer: false,
      created_at: minutes(-600),
      status_since: minutes(-60),
      next_update_by: minutes(180),
    });

    expect(dueOf(taken, clock)?.at).toBe(25);
    expect(dueOnTicket(taken, clock)?.when).toBe('next answer by 13:42');
  });
});
