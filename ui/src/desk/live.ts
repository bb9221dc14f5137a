// The live channel: says that something changed, never what. While it is down, time says so instead.

import { EVENTS_URL } from './api';
import { takeTurns } from './turns';

const KINDS = ['message', 'ticket', 'notice', 'resync', 'queue'];
const POLL_MS = 30_000;
const RETRY_MS = 5_000;
/** A burst of events is one fetch. */
const GATHER_MS = 120;

/**
 * Calls `onChange` when anything may have changed. Returns what ends it. Browsers allow six connections to a server and people keep
 * more tabs than that, so of the hidden ones one keeps its stream and tells the others; shown again, a tab fetches at once.
 */
export function listenForChanges(onChange: () => void): () => void {
  let stream: EventSource | null = null;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let retrying: ReturnType<typeof setTimeout> | undefined;
  let listens = false;

  const changed = () => {
    clearTimeout(gathering);
    gathering = setTimeout(onChange, GATHER_MS);
  };
  const turns = takeTurns({ begin: () => open(), end: () => close(), told: changed });
  const heard = () => {
    changed();
    if (document.hidden) turns.tell();
  };
  const open = () => {
    close();
    listens = true;
    stream = new EventSource(EVENTS_URL);
    stream.onopen = changed;
    for (const kind of KINDS) stream.addEventListener(kind, heard);
    stream.onerror = () => {
      // Whether the server is gone is seen by asking it.
      changed();
      // The browser tries again by itself unless the server answered something else than a stream.
      if (stream?.readyState === EventSource.CLOSED) retrying = setTimeout(open, RETRY_MS);
    };
  };
  const close = () => {
    listens = false;
    clearTimeout(retrying);
    stream?.close();
    stream = null;
  };
  const onvisibility = () => {
    if (document.hidden) {
      close();
      turns.wait();
    } else {
      turns.leave();
      open();
    }
  };
  const poll = setInterval(() => {
    if (listens && stream?.readyState !== EventSource.OPEN) onChange();
  }, POLL_MS);

  document.addEventListener('visibilitychange', onvisibility);
  addEventListener('online', changed);
  onvisibility();

  return () => {
    turns.close();
    close();
    clearTimeout(gathering);
    clearInterval(poll);
    document.removeEventListener('visibilitychange', onvisibility);
    removeEventListener('online', changed);
  };
}
