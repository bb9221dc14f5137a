// A notice while it is written, and what to look at before it is posted.

import type { NewNotice, Notice, NoticeKind } from '$lib/bindings';
import { language } from '$lib/language.svelte';
import type { Clock } from '$lib/time';
import type { PlainWordId } from '$lib/words';
import { newId } from '../id';
import { keep, readKept, type Shelf } from '../kept';
import { readingOf, type Reading } from '../ticket/reading';
import { AlikeTickets, type KeptAlike } from './alike.svelte';
import { When } from './when.svelte';

/** What is kept of it; the times are moments. */
type Kept = NewNotice & { key: string; alike: Partial<KeptAlike> };

/** The advice beside the form: none of it keeps anybody from posting. */
export interface Checks {
  namesAPerson: boolean;
  givesATime: boolean;
  saysWhatWorks: boolean;
  reading: Reading;
}

/** Why it cannot be posted as it is, by field. */
export type Faults = Partial<Record<'title' | 'starts' | 'back' | 'next', PlainWordId>>;

export class OutageDraft {
  title = $state('');
  kind = $state<NoticeKind>('major');
  /** None means everywhere. */
  places = $state<string[]>([]);
  meanwhile = $state('');
  owner = $state('');
  readonly starts: When;
  readonly back: When;
  readonly next: When;
  readonly alike: AlikeTickets;
  /** Posting it again is the same notice. */
  readonly key: string;

  constructor(clock: Clock, from: Partial<Kept> = {}) {
    this.title = from.title ?? '';
    this.kind = from.kind ?? 'major';
    this.places = from.places ?? [];
    this.meanwhile = from.meanwhile ?? '';
    this.owner = from.owner ?? '';
    this.starts = new When(clock, from.starts_at);
    this.back = new When(clock, from.back_by);
    this.next = new When(clock, from.next_update_by);
    this.alike = new AlikeTickets(from.alike);
    this.key = from.key ?? newId();
  }

  /** What will be posted: the preview shows this very value. */
  get notice(): NewNotice {
    return {
      title: this.title.trim(),
      kind: this.kind,
      places: this.places,
      meanwhile: this.meanwhile.trim() || null,
      owner: this.owner || null,
      starts_at: this.kind === 'planned' || this.#began ? this.starts.moment : null,
      back_by: this.back.moment,
      next_update_by: this.next.moment,
      tickets: this.alike.joining,
    };
  }

  /** What open tickets can be about as well: planned work has broken nothing yet. */
  get subject(): { title: string; places: string[] } | null {
    const title = this.title.trim();
    return title === '' || this.kind === 'planned' ? null : { title, places: this.places };
  }

  get checks(): Checks {
    return {
      namesAPerson: this.owner !== '',
      givesATime: this.back.moment !== null,
      saysWhatWorks: this.meanwhile.trim() !== '',
      reading: readingOf(`${this.title}.\n${this.meanwhile}`, language()),
    };
  }

  faults(now: string): Faults {
    const faults: Faults = {};
    if (this.title.trim() === '') faults.title = 'desk-o-need';
    if (this.back.isPast(now)) faults.back = 'desk-o-passed';
    if (this.next.isPast(now)) faults.next = 'desk-o-passed';
    const { starts_at, back_by } = this.notice;
    if (starts_at && back_by && Date.parse(back_by) <= Date.parse(starts_at)) faults.back = 'desk-o-early';
    return faults;
  }

  toggle(place: string): void {
    this.places = this.places.includes(place)
      ? this.places.filter((one) => one !== place)
      : [...this.places, place].sort();
  }

  /** Began before it was written down, and keeps its beginning. */
  #began = false;

  /** The same notice, to be changed. */
  static of(notice: Notice, clock: Clock): OutageDraft {
    const ahead = (at: string | null) => (at !== null && Date.parse(at) > Date.parse(clock.now) ? at : null);
    const { back_by, next_update_by } = notice;
    // A time that has passed is no promise any more; the form asks for a new one.
    const times = { back_by: ahead(back_by), next_update_by: ahead(next_update_by) };
    const draft = new OutageDraft(clock, { ...notice, ...times, key: notice.id });
    draft.#began = true;
    return draft;
  }

  /** What was being written in this tab, or a new one. */
  static kept(clock: Clock, owner: string, shelf: Shelf = sessionStorage): OutageDraft {
    return new OutageDraft(clock, { owner, ...readKept<Kept>(shelf, NAME) });
  }

  keep(shelf: Shelf = sessionStorage): void {
    keep(shelf, NAME, { ...this.notice, owner: this.owner, key: this.key, alike: this.alike.kept });
  }

  /** The server has it. */
  static forget(shelf: Shelf = sessionStorage): void {
    shelf.removeItem(NAME);
  }
}

const NAME = 'deskside.outage';
