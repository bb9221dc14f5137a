// The staff side of the Help Desk API, as the server speaks it. Says only what happened; what to tell people is decided by
// who asked. The session is a cookie that no script can read.

import type {
  Alike,
  Assignment,
  Computer,
  HandOff,
  HowTo,
  Joining,
  NewHowTo,
  NewNotice,
  NewNoticeUpdate,
  Notice,
  Queue,
  QueueRow,
  Renewal,
  StaffDevice,
  StaffMe,
  StaffMessage,
  StaffTicket,
  StatusChange,
} from '$lib/bindings';
import { put } from './files/put';

const BASE = '/api/v1/staff';
const PATIENCE_MS = 15_000;

/** The server understood and said no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    /** The stable name of the problem. */
    readonly code: string,
  ) {
    super(`refused with ${status} (${code})`);
  }
}

/** Nothing came back that a help desk would say. */
export class Unreached extends Error {}

/** Where pictures and files are. */
export const attachmentUrl = (id: string): string => `${BASE}/attachments/${encodeURIComponent(id)}`;

/** Where changes are announced. */
export const EVENTS_URL = `${BASE}/events`;

export class Api {
  /** `onSignedOut` is told when the session has ended. */
  constructor(private readonly onSignedOut: () => void = () => undefined) {}

  readonly me = () => this.#ask<StaffMe>('GET', '/me');
  readonly queue = () => this.#ask<Queue>('GET', '/queue');
  readonly ticket = (id: string) => this.#ask<StaffTicket>('GET', `/tickets/${part(id)}`);
  /** Finished tickets that say every one of `words`. */
  readonly finished = (words: string) => this.#ask<QueueRow[]>('GET', `/finished?words=${part(words)}`);
  readonly devices = () => this.#ask<Computer[]>('GET', '/devices');
  readonly device = (id: string) => this.#ask<StaffDevice>('GET', `/devices/${part(id)}`);
  readonly howTos = () => this.#ask<HowTo[]>('GET', '/how-tos');
  readonly notices = () => this.#ask<Notice[]>('GET', '/notices');

  /** What came lately about the same as an outage called `title`; in no `places` means everywhere. */
  readonly alike = (title: string, places: string[]) =>
    this.#ask<Alike>('GET', `/alike?title=${part(title)}${places.map((one) => `&place=${part(one)}`).join('')}`);
  readonly joined = (id: string) => this.#ask<QueueRow[]>('GET', `/notices/${part(id)}/tickets`);

  readonly signIn = (user_name: string, password: string) => this.#knock('/session', { user_name, password });
  readonly setPassword = (link: string, password: string) => this.#knock('/password', { link, password });
  readonly signOut = () => this.#ask<unknown>('DELETE', '/session');

  readonly take = (id: string) => this.#ask<unknown>('POST', `/tickets/${part(id)}/take`);
  readonly assign = (id: string, to: Assignment) => this.#ask<unknown>('POST', `/tickets/${part(id)}/assignment`, to);
  readonly say = (id: string, key: string, message: StaffMessage) =>
    this.#ask<unknown>('POST', `/tickets/${part(id)}/messages`, message, key);
  /** Brings the bytes of what a message announced; `onSent` hears how many are on their way. A repeat is harmless. */
  readonly attach = (id: string, content: Blob, onSent: (bytes: number) => void) =>
    this.#whileSignedIn(put(attachmentUrl(id), content, onSent));
  readonly setStatus = (id: string, change: StatusChange) =>
    this.#ask<unknown>('PUT', `/tickets/${part(id)}/status`, change);
  readonly join = (id: string, joining: Joining) => this.#ask<unknown>('PUT', `/tickets/${part(id)}/notice`, joining);
  readonly renew = (id: string, key: string, renewal: Renewal) =>
    this.#ask<unknown>('POST', `/tickets/${part(id)}/promise`, renewal, key);
  readonly handOff = (id: string, to: HandOff) => this.#ask<unknown>('POST', `/tickets/${part(id)}/hand-off`, to);

  readonly post = (key: string, notice: NewNotice) => this.#ask<unknown>('POST', '/notices', notice, key);
  readonly change = (id: string, notice: NewNotice) => this.#ask<unknown>('PUT', `/notices/${part(id)}`, notice);
  readonly update = (id: string, update: NewNoticeUpdate) =>
    this.#ask<unknown>('POST', `/notices/${part(id)}/updates`, update);

  readonly putHowTo = (id: string, note: NewHowTo) => this.#ask<unknown>('PUT', `/how-tos/${part(id)}`, note);
  readonly dropHowTo = (id: string) => this.#ask<unknown>('DELETE', `/how-tos/${part(id)}`);

  #ask<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    return this.#whileSignedIn(send<T>(method, path, body, key));
  }

  async #whileSignedIn<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.onSignedOut();
      throw error;
    }
  }

  /** At the door a 401 means "not with this password", and nobody is shown out for it. */
  async #knock(path: string, body: unknown): Promise<void> {
    await send<unknown>('POST', path, body);
  }
}

async function send<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  // `AbortSignal.timeout` is younger than the oldest browser we serve.
  const patience = new AbortController();
  const running = setTimeout(() => patience.abort(), PATIENCE_MS);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(BASE + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: patience.signal,
    });
    text = await answer.text();
  } catch (cause) {
    throw new Unreached('no answer', { cause });
  } finally {
    clearTimeout(running);
  }
  return answered(answer.status, text) as T;
}

/** What an answer says, or why it is none. */
export function answered(status: number, text: string): unknown {
  const said = parsed(text);
  if (status < 200 || status > 299) throw new Refused(status, codeOf(said));
  return said;
}

/** What a proxy puts in the way is not JSON, and is told apart by the status or by what is missing. */
function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Unreached('not an answer of a help desk', { cause });
  }
}

function codeOf(said: unknown): string {
  const code = typeof said === 'object' && said !== null && 'code' in said ? said.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

const part = encodeURIComponent;
