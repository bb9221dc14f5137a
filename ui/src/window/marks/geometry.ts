// Where marks are, in whole pixels of the picture. Nothing here knows of a page.

import type { Shape, Spot } from '$lib/bindings';

export interface Size {
  width: number;
  height: number;
}

export interface Area extends Size {
  x: number;
  y: number;
}

export type Kind = Shape['kind'];

/** A box made smaller by the keyboard stays at least so many steps wide and high. */
const LEAST_STEPS = 1;
/** A new mark takes this share of what can be seen. */
const NEW_WIDTH = 0.2;
const NEW_HEIGHT = 0.16;
/** One press of an arrow key moves by this share of what can be seen. */
const STEP = 0.02;

/** The smallest area that has all of a mark's corners in it. */
export function bounds(shape: Shape): Area {
  if (shape.kind === 'cover') {
    const { x, y, width, height } = shape;
    return { x, y, width, height };
  }
  const { from, to } = shape;
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  return { x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
}

/** Where a mark is taken hold of to make it larger or smaller. */
export function grip(shape: Shape): Spot {
  return shape.kind === 'arrow' ? shape.to : { x: shape.x + shape.width, y: shape.y + shape.height };
}

/** How far one press of a key goes. */
export function step(size: Size, zoom: number): number {
  return Math.max(1, Math.round((Math.max(size.width, size.height) * STEP) / zoom));
}

/** A mark pushed along, as far as the picture goes. */
export function moved(shape: Shape, dx: number, dy: number, size: Size): Shape {
  const { x, y, width, height } = bounds(shape);
  const right = clamp(Math.round(dx), -x, size.width - width - x);
  const down = clamp(Math.round(dy), -y, size.height - height - y);
  if (shape.kind === 'cover') return { ...shape, x: x + right, y: y + down };
  const push = (spot: Spot): Spot => ({ x: spot.x + right, y: spot.y + down });
  return { ...shape, from: push(shape.from), to: push(shape.to) };
}

/** A mark with its grip pulled along, as far as the picture goes; a box keeps some of its size, an arrow some of its way. */
export function resized(shape: Shape, dx: number, dy: number, size: Size, least = LEAST_STEPS): Shape {
  if (shape.kind === 'cover') {
    const width = clamp(shape.width + Math.round(dx), Math.min(least, shape.width), size.width - shape.x);
    const height = clamp(shape.height + Math.round(dy), Math.min(least, shape.height), size.height - shape.y);
    return { ...shape, width, height };
  }
  const to = onto({ x: shape.to.x + dx, y: shape.to.y + dy }, size, Math.round);
  return same(to, shape.from) ? shape : { ...shape, to };
}

/** What a drag from one point to another draws; a box takes in every pixel that it touches. Nothing where there is no way. */
export function drawn(kind: Kind, from: Spot, to: Spot, size: Size): Shape | null {
  if (kind === 'arrow') {
    const [tail, tip] = [onto(from, size, Math.round), onto(to, size, Math.round)];
    return same(tail, tip) ? null : { kind, from: tail, to: tip };
  }
  const start = onto({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) }, size, Math.floor);
  const end = onto({ x: Math.max(from.x, to.x), y: Math.max(from.y, to.y) }, size, Math.ceil);
  const [width, height] = [end.x - start.x, end.y - start.y];
  return width > 0 && height > 0 ? { kind, ...start, width, height } : null;
}

/** A mark in the middle of what can be seen; an arrow points up and to the right. */
export function added(kind: Kind, seen: Area, size: Size): Shape | null {
  const [width, height] = [seen.width * NEW_WIDTH, seen.height * NEW_HEIGHT];
  const start = { x: seen.x + (seen.width - width) / 2, y: seen.y + (seen.height - height) / 2 };
  const end = { x: start.x + width, y: start.y + height };
  if (kind === 'cover') return drawn(kind, start, end, size);
  return drawn(kind, { x: start.x, y: end.y }, { x: end.x, y: start.y }, size);
}

/** How an arrow is drawn: as the agent draws it into the picture. */
export function arrowLook({ from, to }: Extract<Shape, { kind: 'arrow' }>, size: Size) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const stroke = Math.max(2, Math.min(Math.max(size.width, size.height) / 76, length / 8));
  const head = Math.min(length * 0.45, stroke * 3.8) / (length || 1);
  const [backX, backY] = [(from.x - to.x) * head, (from.y - to.y) * head];
  const left = { x: to.x + (backX - backY) * Math.SQRT1_2, y: to.y + (backX + backY) * Math.SQRT1_2 };
  const right = { x: to.x + (backX + backY) * Math.SQRT1_2, y: to.y + (backY - backX) * Math.SQRT1_2 };
  const path = `M${from.x} ${from.y}L${to.x} ${to.y}M${left.x} ${left.y}L${to.x} ${to.y}L${right.x} ${right.y}`;
  return { path, stroke, outline: stroke * 1.8 };
}

/** Whether two marks are the same in kind and place. */
export function alike(one: Shape, other: Shape): boolean {
  if (one.kind === 'cover') {
    return other.kind === 'cover' && same(one, other) && one.width === other.width && one.height === other.height;
  }
  return other.kind === 'arrow' && same(one.from, other.from) && same(one.to, other.to);
}

function same(one: Spot, other: Spot): boolean {
  return one.x === other.x && one.y === other.y;
}

function onto({ x, y }: Spot, size: Size, whole: (n: number) => number): Spot {
  return { x: clamp(whole(x), 0, size.width), y: clamp(whole(y), 0, size.height) };
}

function clamp(n: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, n));
}
