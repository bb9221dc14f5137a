import { describe, expect, test } from 'vitest';
import type { Shape } from '$lib/bindings';
import { added, alike, arrowLook, bounds, drawn, grip, moved, resized, step } from './geometry';

const size = { width: 3840, height: 2160 };
const box: Shape = { kind: 'cover', x: 100, y: 200, width: 300, height: 400 };
const arrow: Shape = { kind: 'arrow', from: { x: 500, y: 900 }, to: { x: 800, y: 600 } };

describe('a drag', () => {
  test('covers every pixel that it touches, whichever way it goes', () => {
    const shape = drawn('cover', { x: 310.2, y: 80.9 }, { x: 99.7, y: 20.1 }, size);

    expect(shape).toEqual({ kind: 'cover', x: 99, y: 20, width: 212, height: 61 });
  });

  test('stops at the edges of the picture', () => {
    const shape = drawn('cover', { x: -50, y: 2000 }, { x: 10_000, y: 9_999 }, size);

    expect(shape).toEqual({ kind: 'cover', x: 0, y: 2000, width: 3840, height: 160 });
  });

  test('points from where it began to where it ended', () => {
    const shape = drawn('arrow', { x: 10.4, y: 10.6 }, { x: 5, y: 3 }, size);

    expect(shape).toEqual({ kind: 'arrow', from: { x: 10, y: 11 }, to: { x: 5, y: 3 } });
  });

  test('without a way draws nothing', () => {
    expect(drawn('arrow', { x: 10.1, y: 10 }, { x: 10.2, y: 10 }, size)).toBeNull();
    expect(drawn('cover', { x: 5000, y: 10 }, { x: 6000, y: 20 }, size)).toBeNull();
  });
});

describe('a mark', () => {
  test('moves as far as the picture goes and keeps its size', () => {
    expect(moved(box, 7.4, -3, size)).toEqual({ ...box, x: 107, y: 197 });
    expect(moved(box, -9_999, 9_999, size)).toEqual({ ...box, x: 0, y: 1760 });
    expect(moved(arrow, 9_999, -9_999, size)).toEqual({
      kind: 'arrow',
      from: { x: 3540, y: 300 },
      to: { x: 3840, y: 0 },
    });
  });

  test('is resized by its far corner, or by where it points', () => {
    expect(grip(box)).toEqual({ x: 400, y: 600 });
    expect(resized(box, 10, -20, size)).toEqual({ ...box, width: 310, height: 380 });
    expect(resized(arrow, -10, 5, size)).toEqual({ ...arrow, to: { x: 790, y: 605 } });
  });

  test('never loses its size or its way', () => {
    expect(resized(box, -9_999, 9_999, size, 5)).toEqual({ ...box, width: 5, height: 1960 });
    expect(resized({ ...box, width: 2 }, -9_999, 0, size, 5)).toEqual({ ...box, width: 2 });
    expect(resized(arrow, -300, 300, size)).toEqual(arrow);
  });

  test('is added in the middle of what can be seen', () => {
    const seen = { x: 1000, y: 500, width: 1000, height: 500 };

    expect(added('cover', seen, size)).toEqual({ kind: 'cover', x: 1400, y: 710, width: 200, height: 80 });
    expect(added('arrow', seen, size)).toEqual({ kind: 'arrow', from: { x: 1400, y: 790 }, to: { x: 1600, y: 710 } });
  });

  test('is like another in the same place alone', () => {
    expect(alike(box, { ...box })).toBe(true);
    expect(alike(box, { ...box, width: 1 })).toBe(false);
    expect(alike(box, arrow)).toBe(false);
    expect(alike(arrow, { ...arrow, to: { x: 0, y: 0 } })).toBe(false);
  });
});

test('a key goes a fiftieth of what can be seen, and at least one pixel', () => {
  expect(step(size, 1)).toBe(77);
  expect(step(size, 8)).toBe(10);
  expect(step({ width: 20, height: 10 }, 8)).toBe(1);
});

test('an arrow is as thick as the agent draws it', () => {
  const long = arrowLook({ kind: 'arrow', from: { x: 0, y: 100 }, to: { x: 1000, y: 100 } }, size);
  const short = arrowLook({ kind: 'arrow', from: { x: 0, y: 100 }, to: { x: 40, y: 100 } }, size);

  expect(long.stroke).toBeCloseTo(3840 / 76);
  expect(short.stroke).toBe(5);
  // The head's strokes are 0.45 of the way at most and end an eighth of a turn to each side of the shaft.
  expect(short.path.match(/M\d+\.\d+ \d+\.\d+/)?.[0]).toBe(`M${40 - 18 * Math.SQRT1_2} ${100 - 18 * Math.SQRT1_2}`);
});

test('bounds go around both ends of an arrow', () => {
  expect(bounds(arrow)).toEqual({ x: 500, y: 600, width: 300, height: 300 });
});
