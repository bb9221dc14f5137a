import { expect, test } from 'vitest';
import type { Notice, StatusLine } from '../src/lib/bindings';
import { iconNames } from '../src/lib/icons';
import { outageLook } from '../src/lib/outage';
import { initials } from '../src/lib/people';
import { glyph, statusWords } from '../src/lib/status';
import { at, notice } from '../src/window/samples/base';

const clock = { now: at('10:00'), zone: 'America/New_York' };

test.each<[StatusLine, string, string]>([
  [{ is: 'saved' }, 'wait', 'Saved, waiting for internet'],
  [{ is: 'locked' }, 'wait', 'Saved, waiting for your keyring'],
  [{ is: 'new' }, 'new', 'A person will read it soon'],
  [{ is: 'work', name: 'Devon' }, 'work', 'Devon is on it'],
  [{ is: 'work', name: null }, 'work', 'Someone is on it'],
  [{ is: 'question', name: 'Priya' }, 'reply', 'Priya asked you a question'],
  [{ is: 'waiting', due: at('12:00', 3) }, 'wait', 'Waiting for a part, due Thu'],
  [{ is: 'waiting', due: null }, 'wait', 'Waiting for a part'],
  [{ is: 'ask', name: null }, 'ask', 'We think it’s fixed. Is it?'],
  [
    { is: 'hand', department: 'Facilities', name: 'Rosa Lima', phone: '2210' },
    'hand',
    'With Facilities now: Rosa Lima, 2210',
  ],
  [{ is: 'hand', department: 'Facilities', name: 'Rosa Lima', phone: null }, 'hand', 'With Facilities now: Rosa Lima'],
  [{ is: 'hand', department: 'Facilities', name: null, phone: null }, 'hand', 'With Facilities now'],
  [{ is: 'done', name: 'Sam' }, 'done', 'Fixed by Sam'],
  [{ is: 'cancelled' }, 'done', 'Taken back'],
])('%o is said in words with a glyph', (status, shape, words) => {
  expect([glyph(status), statusWords(status, clock)]).toEqual([shape, words]);
  expect(iconNames()).toContain(`s-${shape}`);
});

test.each<[Partial<Notice>, string | null]>([
  [{}, 'We know, and Priya is on it. Back by 10:30.'],
  [{ back_by: null }, 'We know, and Priya is on it.'],
  [{ owner: null }, 'We know. Back by 10:30.'],
  [{ owner: null, back_by: null }, 'We know, and we’re on it.'],
  [{ back_by: at('9:59') }, 'This is taking longer than we said. Sorry. We’ll write here as soon as we know more.'],
  [{ kind: 'planned', meanwhile: null }, null],
  [{ state: 'resolved', updates: [] }, null],
])('an outage with %o says only what somebody holds', (change, body) => {
  expect(outageLook(notice(change).notice, clock).body).toBe(body);
});

test('an outage without an end has no line to an end', () => {
  expect(outageLook(notice({ back_by: null }).notice, clock).line).toBeNull();
  expect(outageLook(notice({}).notice, clock).line).toEqual({ at: 40, from: 'Down since 9:40', to: 'Back by 10:30' });
});

test('initials are the first and the last', () => {
  expect(['Devon Park', 'María del Carmen Álvarez', 'Cher', '  ', 'éva ünal'].map(initials)).toEqual([
    'DP',
    'MÁ',
    'C',
    '',
    'ÉÜ',
  ]);
});
