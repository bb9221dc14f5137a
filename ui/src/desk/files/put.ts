// Sends a file and says how far it has come, which `fetch` cannot.

import { answered, Unreached } from '../api';

/** A line may be slow; one that says nothing for so long is dead. */
const SILENCE_MS = 60_000;

/** Puts `content` at `url`; `onSent` hears how many bytes have left. */
export function put(url: string, content: Blob, onSent: (bytes: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    let silence = 0;
    const heard = () => {
      clearTimeout(silence);
      silence = window.setTimeout(() => call.abort(), SILENCE_MS);
    };
    call.upload.onprogress = ({ loaded }) => {
      heard();
      onSent(loaded);
    };
    call.onloadend = () => {
      clearTimeout(silence);
      if (call.status === 0) return reject(new Unreached('no answer'));
      try {
        resolve(answered(call.status, call.responseText));
      } catch (error) {
        reject(error as Error);
      }
    };
    call.open('PUT', url);
    call.setRequestHeader('Accept', 'application/json');
    call.setRequestHeader('Content-Type', 'application/octet-stream');
    heard();
    call.send(content);
  });
}
