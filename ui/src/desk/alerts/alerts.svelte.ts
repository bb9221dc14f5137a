// The browser's own notifications, for whoever asked for them and looks elsewhere.

import type { QueueRow } from '$lib/bindings';
import { t } from '$lib/words';
import { newsIn, NOTHING, seenWith, type News, type Seen } from './news';

const WANTED = 'deskside.alerts';
/** More at once are one notification. */
const SINGLY = 3;

/** Whether this browser tells: it cannot, it was told not to, nobody asked for it, or it does. */
export type Telling = 'cannot' | 'blocked' | 'off' | 'on';

export class Alerts {
  #wanted = $state(localStorage.getItem(WANTED) !== null);
  #permission = $state<NotificationPermission | null>('Notification' in window ? Notification.permission : null);
  /** Nothing before the first queue is here: what waits already is on the page. */
  #seen: Seen | null = null;

  /** `open` shows the page at a path. */
  constructor(private readonly open: (path: string) => void) {}

  get telling(): Telling {
    if (this.#permission === null) return 'cannot';
    if (this.#permission === 'denied') return 'blocked';
    return this.#permission === 'granted' && this.#wanted ? 'on' : 'off';
  }

  /** Asks the browser. Only ever because somebody pressed a button. */
  async turnOn(): Promise<void> {
    this.#permission = await Notification.requestPermission();
    if (this.#permission !== 'granted') return;
    localStorage.setItem(WANTED, 'yes');
    this.#wanted = true;
  }

  turnOff(): void {
    localStorage.removeItem(WANTED);
    this.#wanted = false;
  }

  /** Tells what is new in the queue, where nobody looks at it. */
  hear(rows: QueueRow[]): void {
    const news = this.#seen === null ? [] : newsIn(this.#seen, rows);
    this.#seen = seenWith(this.#seen ?? NOTHING, rows);
    const isSeen = !document.hidden && document.hasFocus();
    if (news.length === 0 || isSeen || this.telling !== 'on') return;
    if (news.length > SINGLY) this.#show(t('desk-n-many', { n: news.length }), t('desk-n-many-sub'), 'many', '/queue');
    else for (const one of news) this.#tell(one);
  }

  /** Whoever signs in next has seen nothing yet. */
  forget(): void {
    this.#seen = null;
  }

  #tell({ is, row }: News): void {
    const title = t(is === 'new' ? 'desk-n-new' : 'desk-n-missed', { name: row.requester });
    const body = row.place === null ? row.subject : `${row.subject}\n${row.place}`;
    this.#show(title, body, `${is} ${row.id} ${row.delays}`, `/tickets/${row.id}`);
  }

  /** The same `tag` from two tabs is one notification. */
  #show(title: string, body: string, tag: string, path: string): void {
    const shown = new Notification(title, { body, tag: `deskside ${tag}` });
    shown.onclick = () => {
      window.focus();
      this.open(path);
      shown.close();
    };
  }
}
