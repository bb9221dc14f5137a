// The bytes of files whose message the server has. They follow one after the other, wherever somebody looks meanwhile.

import type { NewAttachment } from '$lib/bindings';
import { Refused } from '../api';
import type { ChosenFile } from './chosen.svelte';

/** Brings the bytes of an attachment; `onSent` hears how many are on their way. */
export type Bring = (id: string, content: Blob, onSent: (bytes: number) => void) => Promise<unknown>;

export class Upload {
  /** Bytes that have left. */
  sent = $state(0);
  state = $state<'waits' | 'goes' | 'failed' | 'refused'>('waits');

  constructor(
    readonly ticket: string,
    readonly id: string,
    readonly name: string,
    readonly content: Blob,
  ) {}
}

export class Uploads {
  all = $state.raw<Upload[]>([]);
  #running = false;

  constructor(
    private readonly bring: Bring,
    /** Hears of each file that has arrived. */
    private readonly onArrived: (upload: Upload) => void,
  ) {}

  of(ticket: string): Upload[] {
    return this.all.filter((one) => one.ticket === ticket);
  }

  /** Sends the bytes of what a message announced. */
  start(ticket: string, announced: NewAttachment[], files: ChosenFile[]): void {
    const uploads = announced.map(
      ({ id, name }, index) => new Upload(ticket, id, name, (files[index] as ChosenFile).content),
    );
    this.all = [...this.all, ...uploads];
    void this.#run();
  }

  /** Tries again what did not go through. A repeat is harmless. */
  retry(upload: Upload): void {
    upload.state = 'waits';
    void this.#run();
  }

  drop(upload: Upload): void {
    this.all = this.all.filter((one) => one !== upload);
  }

  forget(): void {
    this.all = [];
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let next: Upload | undefined;
    while ((next = this.all.find(({ state }) => state === 'waits'))) await this.#send(next);
    this.#running = false;
  }

  async #send(upload: Upload): Promise<void> {
    upload.state = 'goes';
    upload.sent = 0;
    try {
      await this.bring(upload.id, upload.content, (bytes) => (upload.sent = bytes));
      this.drop(upload);
      this.onArrived(upload);
    } catch (error) {
      upload.state = error instanceof Refused && GOOD_FOR_NOTHING.includes(error.status) ? 'refused' : 'failed';
    }
  }
}

/** What no repeat changes: not there, too large, of no kind the desk takes, other bytes than announced. */
const GOOD_FOR_NOTHING = [400, 404, 413, 415, 422];
