// What somebody writes is kept for as long as the tab lives, also over a reload or a sign-in, until the server has it.

/** The part of `Storage` that is needed. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was kept under `name`; nothing where nothing was, or it cannot be read. */
export function readKept<T>(shelf: Shelf, name: string): Partial<T> {
  try {
    const found = JSON.parse(shelf.getItem(name) ?? '{}') as unknown;
    return typeof found === 'object' && found !== null ? (found as Partial<T>) : {};
  } catch {
    return {};
  }
}

/** Keeps `value`. A full shelf keeps nothing, and the page goes on. */
export function keep(shelf: Shelf, name: string, value: unknown): void {
  try {
    shelf.setItem(name, JSON.stringify(value));
  } catch {
    shelf.removeItem(name);
  }
}
