// What a hand is doing to the marks, ahead of the agent's next view.

import type { MarkId, MarkingPage, PlacedMark, Request, Shape, Spot } from '$lib/bindings';
import { alike, drawn, moved, resized, step, type Kind } from './geometry';

/** A press that goes no farther than this, in pixels of the page, is a tap. */
const TAP_PX = 4;

type Hold = { does: 'draw'; kind: Kind } | { does: 'move' | 'resize'; id: MarkId; shape: Shape };

export class Editor {
  /** What is being drawn. */
  ghost = $state.raw<Shape | null>(null);
  /** The mark with the grip. */
  selected = $state<MarkId | null>(null);
  /** How many times larger than the frame the picture is. */
  zoom = $state(1);
  #ahead = $state.raw<{ id: MarkId; shape: Shape } | null>(null);
  #hold: (Hold & { from: Spot; at: Spot }) | null = null;
  #page: () => MarkingPage;
  #ask: (request: Request) => void;

  constructor(page: () => MarkingPage, ask: (request: Request) => void) {
    this.#page = page;
    this.#ask = ask;
  }

  /** A mark where the hand has it, else where the agent says. */
  shape(mark: PlacedMark): Shape {
    return this.#ahead?.id === mark.id ? this.#ahead.shape : mark.shape;
  }

  /** Whether something is being dragged. */
  get isHolding(): boolean {
    return this.#hold !== null;
  }

  /** The agent has said how things are. */
  caughtUp(page: MarkingPage): void {
    if (this.#hold) return;
    this.ghost = null;
    const ahead = this.#ahead;
    if (!ahead) return;
    const mark = page.marks.find(({ id }) => id === ahead.id);
    if (!mark || page.trouble || alike(mark.shape, ahead.shape)) this.#ahead = null;
  }

  /** A press on the picture: `at` on the page, `spot` on the picture. */
  begin(hold: { does: 'draw'; kind: Kind } | { does: 'move' | 'resize'; id: MarkId }, at: Spot, spot: Spot): void {
    this.ghost = null;
    if (hold.does === 'draw') {
      this.selected = null;
      this.#hold = { ...hold, from: spot, at };
      return;
    }
    const mark = this.#mark(hold.id);
    if (!mark) return;
    this.selected = hold.id;
    this.#hold = { ...hold, shape: this.shape(mark), from: spot, at };
  }

  drag(at: Spot, spot: Spot): void {
    const hold = this.#hold;
    if (!hold || isTap(hold.at, at)) return;
    const page = this.#page();
    const [dx, dy] = [spot.x - hold.from.x, spot.y - hold.from.y];
    if (hold.does === 'draw') this.ghost = drawn(hold.kind, hold.from, spot, page);
    else if (hold.does === 'move') this.#ahead = { id: hold.id, shape: moved(hold.shape, dx, dy, page) };
    else this.#ahead = { id: hold.id, shape: resized(hold.shape, dx, dy, page) };
  }

  /** Lets go, and asks for what was drawn or dragged. Says whether a mark was asked for. */
  drop(): boolean {
    const hold = this.#hold;
    this.#hold = null;
    if (hold?.does === 'draw' && this.ghost) {
      this.#ask({ ask: 'add_mark', shape: this.ghost });
      return true;
    }
    if (hold && hold.does !== 'draw' && this.#ahead) this.#change(hold.id, hold.shape, this.#ahead.shape);
    return false;
  }

  /** Lets go and leaves everything as it was. */
  cancel(): void {
    this.#hold = null;
    this.ghost = null;
    this.#ahead = null;
  }

  /** Arrow keys on a mark; `resize` with Shift. */
  nudge(mark: PlacedMark, right: number, down: number, resize: boolean): void {
    const page = this.#page();
    const by = step(page, this.zoom);
    const shape = this.shape(mark);
    const [dx, dy] = [right * by, down * by];
    this.#change(mark.id, shape, resize ? resized(shape, dx, dy, page, by) : moved(shape, dx, dy, page));
  }

  #change(id: MarkId, before: Shape, shape: Shape): void {
    if (alike(before, shape)) return;
    this.#ahead = { id, shape };
    this.#ask({ ask: 'change_mark', id, shape });
  }

  #mark(id: MarkId): PlacedMark | undefined {
    return this.#page().marks.find((mark) => mark.id === id);
  }
}

function isTap(from: Spot, to: Spot): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) < TAP_PX;
}
