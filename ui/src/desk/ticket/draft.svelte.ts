// A reply that is not sent yet. It is kept at every keystroke for as long as the tab lives, also over a reload, and is let go
// only when the server has it.

import type { After, StaffMessage } from '$lib/bindings';
import type { ChosenFile } from '../files/chosen.svelte';
import { newId } from '../id';
import { keep, readKept, type Shelf } from '../kept';

interface Kept {
  text: string;
  internal: boolean;
  /** What was last sent and not acknowledged, so that sending the very same again is the same message. */
  sent?: { key: string; about: string; message: StaffMessage };
}

export class ReplyDraft {
  #kept = $state<Kept>({ text: '', internal: false });
  readonly #name: string;
  readonly #shelf: Shelf;

  constructor(ticket: string, shelf: Shelf = sessionStorage) {
    this.#name = `deskside.reply.${ticket}`;
    this.#shelf = shelf;
    const { text = '', internal = false, sent } = readKept<Kept>(shelf, this.#name);
    this.#kept = { text, internal, sent };
  }

  get text(): string {
    return this.#kept.text;
  }

  set text(text: string) {
    this.#keep({ ...this.#kept, text });
  }

  /** A note for the desk only. */
  get internal(): boolean {
    return this.#kept.internal;
  }

  set internal(internal: boolean) {
    this.#keep({ ...this.#kept, internal });
  }

  get isEmpty(): boolean {
    return this.#kept.text.trim() === '';
  }

  /** What to send, and its key: the same for the same words and files, a new one for others. */
  parcel(then: After, files: ChosenFile[] = []): { key: string; message: StaffMessage } {
    const { text, internal, sent } = this.#kept;
    const says = { body: text.trim(), internal, then: internal ? 'answer' : then } as const;
    const about = JSON.stringify([says, files.map(({ name, sha256 }) => [name, sha256])]);
    if (sent?.about === about) return sent;
    // An attachment's id belongs to one message, like its key.
    const attachments = files.map(({ name, media_type, size_bytes, sha256 }) => ({
      id: newId(),
      name,
      media_type,
      size_bytes,
      sha256,
    }));
    const parcel = { key: newId(), about, message: { ...says, attachments } };
    this.#keep({ ...this.#kept, sent: parcel });
    return parcel;
  }

  /** The server has these words. What was typed since stays. */
  done({ body }: StaffMessage): void {
    const now = this.#kept.text.trimStart();
    const text = now.startsWith(body) ? now.slice(body.length).trimStart() : now;
    this.#keep({ text, internal: text !== '' && this.#kept.internal });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    if (kept.text === '' && !kept.internal) this.#shelf.removeItem(this.#name);
    else keep(this.#shelf, this.#name, kept);
  }
}
