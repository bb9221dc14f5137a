// Pictures and files that somebody chose for a reply. They are read when they are chosen, so that what is changed on the disk
// afterwards changes nothing, and are let go only when the server has announced them.

import type { Capabilities } from '$lib/bindings';

/** As many as one message may carry. */
const MOST = 10;
const MOST_LETTERS = 200;

export interface ChosenFile {
  name: string;
  media_type: string;
  size_bytes: number;
  /** 64 hexadecimal digits. */
  sha256: string;
  content: Blob;
}

/** Why a file was not taken. */
export interface FileTrouble {
  why: 'large' | 'kind' | 'empty' | 'many' | 'unread';
  name: string;
}

/** Whether a browser lets this page tell what a file is by its digest, without which none can be announced. */
export const canChoose = (): boolean => globalThis.crypto?.subtle !== undefined;

export class ChosenFiles {
  files = $state.raw<ChosenFile[]>([]);
  troubles = $state.raw<FileTrouble[]>([]);
  /** What was chosen last is read before anything is sent. */
  #reading: Promise<void> = Promise.resolve();

  /** Reads what was chosen and keeps what the desk takes, each once. */
  add(chosen: File[], limits: Capabilities): Promise<void> {
    this.troubles = [];
    this.#reading = this.#reading.then(async () => {
      for (const file of chosen) await this.#take(file, limits);
    });
    return this.#reading;
  }

  /** Once everything that was chosen is read. */
  ready(): Promise<void> {
    return this.#reading;
  }

  remove(gone: ChosenFile): void {
    this.files = this.files.filter((file) => file !== gone);
  }

  /** The server has the words these go with. What was chosen since stays. */
  done(sent: ChosenFile[]): void {
    this.files = this.files.filter((file) => !sent.includes(file));
    this.troubles = [];
  }

  async #take(file: File, limits: Capabilities): Promise<void> {
    const name = plain(file.name);
    const why = this.files.length >= MOST ? 'many' : whyNot(file, limits);
    if (why) return this.#refuse({ why, name });
    try {
      const bytes = await file.arrayBuffer();
      const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
      if (this.files.some((other) => other.sha256 === sha256 && other.name === name)) return;
      const media_type = limits.attachment_types.includes(file.type) ? file.type : 'text/plain';
      const content = new Blob([bytes], { type: media_type });
      this.files = [...this.files, { name, media_type, size_bytes: bytes.byteLength, sha256, content }];
    } catch {
      this.#refuse({ why: 'unread', name });
    }
  }

  #refuse(trouble: FileTrouble): void {
    this.troubles = [...this.troubles, trouble];
  }
}

function whyNot({ size, type }: File, limits: Capabilities): FileTrouble['why'] | null {
  if (size === 0) return 'empty';
  // The server looks at the content; here the kind is what the browser makes of the name. A log has none, and is text.
  const isText = type === '' || type.startsWith('text/');
  const fits = limits.attachment_types.includes(isText ? 'text/plain' : type);
  if (!fits) return 'kind';
  return size > limits.max_attachment_bytes ? 'large' : null;
}

/** A file name as the API takes it. */
function plain(name: string): string {
  const letters = [...name.replaceAll(/[/\\\p{Cc}]/gu, '_').trim()];
  return letters.slice(-MOST_LETTERS).join('') || 'file';
}

const hex = (digest: ArrayBuffer): string =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
