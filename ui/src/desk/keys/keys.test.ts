import { expect, test } from 'vitest';
import { row } from '../../../tests/desk/school';
import { neighbour } from './walk';

const rows = [
  row({ id: 'helped', awaits_first_answer: false }),
  row({ id: 'new' }),
  row({ id: 'class', class_waiting: true }),
];

test.each([
  ['class', 1, 'new'],
  ['new', 1, 'helped'],
  ['helped', 1, undefined],
  ['new', -1, 'class'],
  ['class', -1, undefined],
  ['gone', 1, 'class'],
  [null, -1, 'class'],
] as const)('from %s by %s comes %s, as the list shows them', (id, step, expected) => {
  expect(neighbour(rows, id, step)?.id).toBe(expected);
});

test('an empty list leads nowhere', () => {
  expect(neighbour([], 'new', 1)).toBeNull();
});
