import { expect, it } from 'vitest';
import { newId } from './id';

it('a new id is a UUIDv7 that begins with the time', () => {
  const id = newId(0x0192_aabb_ccdd);

  expect(id).toMatch(/^0192aabb-ccdd-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('no two are the same', () => {
  expect(new Set(Array.from({ length: 100 }, () => newId(1)))).toHaveLength(100);
});
