import type { Spot } from '$lib/bindings';

/** Fingers on the picture, by where they are. One draws; two push the picture along. */
export class Fingers {
  #at = new Map<number, Spot>();

  /** Whether there is more than one. */
  get areMany(): boolean {
    return this.#at.size > 1;
  }

  down(event: PointerEvent): void {
    if (event.pointerType === 'touch') this.#at.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  up(event: PointerEvent): void {
    this.#at.delete(event.pointerId);
  }

  /** How far the picture goes with one finger of many. */
  push(event: PointerEvent): Spot {
    const before = this.#at.get(event.pointerId);
    if (!before) return { x: 0, y: 0 };
    this.#at.set(event.pointerId, { x: event.clientX, y: event.clientY });
    return { x: (event.clientX - before.x) / this.#at.size, y: (event.clientY - before.y) / this.#at.size };
  }
}
