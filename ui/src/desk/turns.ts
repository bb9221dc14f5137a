// Of all hidden tabs one listens, and tells the others. Without locks (a page that is not served over https) none does.

const NAME = 'deskside.listening';

interface Turn {
  /** It is this tab's turn. */
  begin: () => void;
  /** It is not any more. */
  end: () => void;
  /** The tab whose turn it is has heard something. */
  told: () => void;
}

export interface Turns {
  /** Waits for a turn. */
  wait(): void;
  /** Gives the turn away, or does not wait for it any more. */
  leave(): void;
  /** Tells the other tabs. */
  tell(): void;
  close(): void;
}

export function takeTurns({ begin, end, told }: Turn): Turns {
  const others = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : null;
  others?.addEventListener('message', told);
  let leaving: AbortController | null = null;

  const leave = () => {
    leaving?.abort();
    leaving = null;
  };
  const wait = () => {
    leave();
    const { signal } = (leaving = new AbortController());
    const held = () =>
      new Promise<void>((done) => {
        if (signal.aborted) return done();
        begin();
        signal.addEventListener('abort', () => {
          end();
          done();
        });
      });
    // Asked for and not wanted any more is no failure.
    navigator.locks?.request(NAME, { signal }, held).catch(() => undefined);
  };
  const close = () => {
    leave();
    others?.close();
  };
  return { wait, leave, tell: () => others?.postMessage(''), close };
}
