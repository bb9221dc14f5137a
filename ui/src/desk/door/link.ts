// The one-time link of a new technician: `/welcome#VALUE`. A fragment is never sent to a server; taken out of the address bar
// at once, it is not in the history or on a shared screen either.

let value = '';

/** Keeps the link's value in memory and takes it out of the address. */
export function takeLink(from: Pick<Location, 'pathname' | 'hash'>, history: Pick<History, 'replaceState'>): void {
  if (from.pathname !== '/welcome' || from.hash.length < 2) return;
  value = from.hash.slice(1);
  history.replaceState(null, '', from.pathname);
}

/** What the link carried; empty where there was none. */
export const linkValue = (): string => value;

/** The link has done its work. */
export const forgetLink = (): void => void (value = '');
