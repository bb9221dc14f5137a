// Keyboard shortcuts: single keys that do what a page offers. They can be switched off, and rest while somebody types.

/** What a shortcut can do. */
export type Action = 'next' | 'previous' | 'open' | 'reply' | 'note' | 'take' | 'search' | 'queue' | 'help';

/** The key of each, as it is written on it. */
export const KEYS: Record<Action, string> = {
  next: 'j',
  previous: 'k',
  open: 'o',
  reply: 'r',
  note: 'n',
  take: 'a',
  search: '/',
  queue: 'u',
  help: '?',
};

export type Offers = Partial<Record<Action, () => void>>;

const NAME = 'deskside.shortcuts';

export class Shortcuts {
  /** Whether keys do anything: this browser keeps it. */
  on = $state(localStorage.getItem(NAME) !== 'off');
  /** The list of them is open. */
  helping = $state(false);

  /** Newest first. */
  #offers: Offers[] = [{ help: () => (this.helping = true) }];

  turn(on: boolean): void {
    this.on = on;
    if (on) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, 'off');
  }

  /** Adds what can be done on a page until what it returns is called; the newest offer of an action counts. */
  offer(offers: Offers): () => void {
    this.#offers = [offers, ...this.#offers];
    return () => (this.#offers = this.#offers.filter((one) => one !== offers));
  }

  readonly hear = (event: KeyboardEvent): void => {
    if (!this.on || this.helping) return;
    const action = actionOf(event, isField(event.target));
    const doIt = action && this.#offers.find((one) => one[action])?.[action];
    if (!doIt) return;
    event.preventDefault();
    doIt();
  };
}

/** What a key press asks for; nothing where it belongs to a field, the browser or an input method. */
export function actionOf(
  press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'defaultPrevented' | 'repeat'>,
  inField: boolean,
): Action | null {
  const elsewhere = press.ctrlKey || press.metaKey || press.altKey || press.isComposing || press.defaultPrevented;
  if (inField || elsewhere) return null;
  const action = ACTIONS.find((one) => KEYS[one] === press.key) ?? null;
  // A key that is held down walks through a list, and does nothing else twice.
  return press.repeat && action !== 'next' && action !== 'previous' ? null : action;
}

const ACTIONS = Object.keys(KEYS) as Action[];
/** Everything that takes letters itself; a list of choices jumps by them. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
