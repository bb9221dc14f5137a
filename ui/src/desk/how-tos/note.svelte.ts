// A how-to note while it is written. It is kept at every keystroke for as long as the tab lives, and let go when the server has it.

import type { HowTo, NewHowTo } from '$lib/bindings';
import type { PlainWordId } from '$lib/words';
import { newId } from '../id';
import { keep, readKept, type Shelf } from '../kept';

type Kept = NewHowTo & { id: string };

/** Why it cannot be saved as it is, by field. */
export type Faults = Partial<Record<'title' | 'body' | 'topics', PlainWordId>>;

const MOST_TOPICS = 20;
const LONGEST_TOPIC = 60;

export class NoteDraft {
  title = $state('');
  body = $state('');
  /** As they are typed, with commas between them. */
  topics = $state('');
  offered = $state(false);
  /** Saving it again is the same note. */
  readonly id: string;
  #replaces: string | null;
  readonly #shelf: Shelf;
  readonly #name: string;

  /** What was being written in this tab about `note`, or a new one where there is none. */
  constructor(note: HowTo | null, shelf: Shelf = sessionStorage) {
    this.#shelf = shelf;
    this.#name = `deskside.how-to.${note?.id ?? 'new'}`;
    const from: Partial<Kept> = {
      ...(note && { ...note, replaces: note.updated_at }),
      ...readKept<Kept>(shelf, this.#name),
    };
    this.title = from.title ?? '';
    this.body = from.body ?? '';
    this.topics = (from.topics ?? []).join(', ');
    this.offered = from.offered ?? false;
    this.#replaces = from.replaces ?? null;
    this.id = from.id ?? newId();
  }

  /** What will be saved. */
  get note(): NewHowTo {
    return {
      title: this.title.trim(),
      body: this.body.trim(),
      topics: topicsIn(this.topics),
      offered: this.offered,
      replaces: this.#replaces,
    };
  }

  get faults(): Faults {
    const { title, body, topics, offered } = this.note;
    const faults: Faults = {};
    if (title === '') faults.title = 'desk-how-need-title';
    if (body === '') faults.body = 'desk-how-need-body';
    if (offered && topics.length === 0) faults.topics = 'desk-how-need-topics';
    if (topics.length > MOST_TOPICS || topics.some((topic) => topic.length > LONGEST_TOPIC))
      faults.topics = 'desk-how-many-topics';
    return faults;
  }

  /** Its writer has seen `note`, and saving replaces it. */
  replaces({ updated_at }: HowTo): void {
    this.#replaces = updated_at;
    this.keep();
  }

  keep(): void {
    keep(this.#shelf, this.#name, { ...this.note, id: this.id });
  }

  /** The server has it, or nobody wants it. */
  forget(): void {
    this.#shelf.removeItem(this.#name);
  }
}

/** The topics in `text`, each once. */
export function topicsIn(text: string): string[] {
  const topics = text
    .split(/[,;\n]/)
    .map((topic) => topic.trim().replaceAll(/\s+/g, ' '))
    .filter(Boolean);
  return topics.filter((topic, index) => topics.indexOf(topic) === index);
}
