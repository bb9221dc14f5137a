// What the agent does with marks, as far as a page can tell.

import type { MarkingPage, PlacedMark, Request, Shape } from '$lib/bindings';
import { PICTURE } from './base';

/** A screen of 3,840 pixels. */
const SIZE = { width: 3840, height: 2400 };

/** "Hide or point" with these shapes done. */
export function marking(shapes: Shape[], change: Partial<MarkingPage> = {}): MarkingPage {
  const marks: PlacedMark[] = [];
  for (const shape of shapes) marks.push(placed(marks.length + 1, marks, shape));
  return { picture: PICTURE, ...SIZE, marks, can_undo: shapes.length > 0, can_redo: false, trouble: null, ...change };
}

export class SampleMarks {
  #past: PlacedMark[][] = [];
  #future: PlacedMark[][] = [];
  #before: PlacedMark[];
  #made: number;

  constructor(marks: PlacedMark[]) {
    this.#before = marks;
    this.#made = marks.length;
    this.#past = marks.map((_, at) => marks.slice(0, at));
  }

  /** The page after a request, null where it is closed; undefined where the request is about something else. */
  answer(page: MarkingPage | null, request: Request): MarkingPage | null | undefined {
    if (request.ask === 'start_marking') return this.#show(marking([]), this.#before);
    if (!page) return undefined;
    const { marks } = page;
    switch (request.ask) {
      case 'add_mark':
        this.#made += 1;
        return this.#step(page, [...marks, placed(this.#made, marks, request.shape)]);
      case 'change_mark':
        return this.#step(
          page,
          marks.map((mark) => (mark.id === request.id ? { ...mark, shape: request.shape } : mark)),
        );
      case 'remove_mark':
        return this.#step(
          page,
          marks.filter(({ id }) => id !== request.id),
        );
      case 'undo_mark':
        this.#future.push(marks);
        return this.#show(page, this.#past.pop() ?? []);
      case 'redo_mark':
        this.#past.push(marks);
        return this.#show(page, this.#future.pop() ?? []);
      case 'finish_marking':
        this.#before = marks;
        return null;
      case 'cancel_marking':
        return null;
      default:
        return undefined;
    }
  }

  #step(page: MarkingPage, marks: PlacedMark[]): MarkingPage {
    this.#past.push(page.marks);
    this.#future = [];
    return this.#show(page, marks);
  }

  #show(page: MarkingPage, marks: PlacedMark[]): MarkingPage {
    return { ...page, marks, can_undo: this.#past.length > 0, can_redo: this.#future.length > 0 };
  }
}

function placed(id: number, marks: PlacedMark[], shape: Shape): PlacedMark {
  const number = 1 + Math.max(0, ...marks.filter((mark) => mark.shape.kind === shape.kind).map(({ number }) => number));
  return { id, number, shape, done: true };
}
