// A server for the pages to talk to: every call is caught in the browser and answered from a value the test holds.

import { readFileSync } from 'node:fs';
import type { Page, Request, Route } from '@playwright/test';
import type { Alike, Computer, HowTo, Notice, Queue, QueueRow, StaffDevice, StaffMe, StaffTicket } from '$lib/bindings';
import * as school from './school';

/** One call that changes something. */
export interface Call {
  what: string;
  key: string | null;
  body: unknown;
}

/** What the server holds, and what it was asked. */
export class FakeServer {
  me: StaffMe | null = school.me;
  queue: Queue = school.queue;
  notices: Notice[] = school.notices;
  ticket: StaffTicket = school.ticket;
  howTos: HowTo[] = [];
  computers: Computer[] = school.computers;
  device: StaffDevice = school.device;
  /** Finished tickets, whatever is looked for. */
  finished: QueueRow[] = [];
  /** What sounds like an outage that is being written, whatever it says. */
  alike: Alike = { mentioned: [], just_now: 0, tickets: [] };
  /** Tickets that belong to an outage, whichever is asked for. */
  joined: QueueRow[] = [];
  /** The calls that change something, in order. */
  readonly calls: Call[] = [];
  /** Answers the next calls of a kind with a status and a code instead; `down` means no answer at all. */
  readonly refusals = new Map<string, { status: number; code: string } | 'down'>();

  private constructor(private readonly page: Page) {}

  static async start(page: Page, holds: Partial<FakeServer> = {}): Promise<FakeServer> {
    const server = Object.assign(new FakeServer(page), holds);
    await page.clock.setFixedTime(school.NOW);
    await page.addInitScript(liveChannel);
    await page.route('**/api/v1/staff/**', (route) => server.#answer(route));
    await page.route(({ pathname }) => !/^\/api\/|\./.test(pathname), thePage);
    return server;
  }

  /** Says on the live channel that something changed. */
  async say(): Promise<void> {
    await this.page.evaluate(() => dispatchEvent(new Event('test:live')));
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const what = `${request.method()} ${new URL(request.url()).pathname.replace('/api/v1/staff', '')}`;
    if (request.method() !== 'GET') {
      this.calls.push({
        what,
        key: request.headers()['idempotency-key'] ?? null,
        body: said(request),
      });
    }
    const refusal = this.refusals.get(what);
    if (refusal === 'down') return route.abort('connectionrefused');
    if (refusal) return route.fulfill({ status: refusal.status, json: { ...refusal, title: 'No' } });
    const isDoor = what === 'POST /session' || what === 'POST /password';
    if (this.me === null && !isDoor)
      return route.fulfill({ status: 401, json: { status: 401, code: 'unauthenticated' } });
    return this.#hold(what, route);
  }

  #hold(what: string, route: Route): Promise<void> {
    switch (what) {
      case 'GET /me':
        return route.fulfill({ json: this.me });
      case 'GET /queue':
        return route.fulfill({ json: this.queue });
      case 'GET /devices':
        return route.fulfill({ json: this.computers });
      case `GET /devices/${this.device.computer.id}`:
        return route.fulfill({ json: this.device });
      case 'GET /finished':
        return route.fulfill({ json: this.finished });
      case 'GET /alike':
        return route.fulfill({ json: this.alike });
      case 'GET /how-tos':
        return route.fulfill({ json: this.howTos });
      case 'GET /notices':
        return route.fulfill({ json: this.notices });
      case `GET /tickets/${this.ticket.row.id}`:
        return route.fulfill({ json: this.ticket });
    }
    if (/^GET \/attachments\/[^/]+$/.test(what)) return route.fulfill({ contentType: 'image/svg+xml', body: PICTURE });
    const listed = this.queue.tickets.find(({ id }) => what === `GET /tickets/${id}`);
    if (listed) return route.fulfill({ json: { ...this.ticket, row: listed } });
    if (/^GET \/notices\/[^/]+\/tickets$/.test(what)) return route.fulfill({ json: this.joined });
    if (what.startsWith('GET ')) return route.fulfill({ status: 404, json: { status: 404, code: 'not_found' } });
    return route.fulfill({ status: 204 });
  }
}

/** What a call says: JSON, or how many bytes there are of a file. */
function said(request: Request): unknown {
  if (request.headers()['content-type'] === 'application/octet-stream') return request.postDataBuffer()?.byteLength;
  return request.postData() === null ? null : (request.postDataJSON() as unknown);
}

/** Every address of the desk is the same page, as the server has it. */
async function thePage(route: Route): Promise<void> {
  const response = await route.fetch({ url: new URL('/desk.html', route.request().url()).href });
  await route.fulfill({ response });
}

/** Stands in for `EventSource`: says something when the test does. */
function liveChannel(): void {
  class Channel extends EventTarget {
    static readonly OPEN = 1;
    static readonly CLOSED = 2;
    readonly readyState = 1;
    onopen = null;
    onerror = null;
    constructor() {
      super();
      addEventListener('test:live', () => this.dispatchEvent(new MessageEvent('ticket')));
    }
    close(): void {}
  }
  Object.assign(window, { EventSource: Channel });
}

const PICTURE = readFileSync(new URL('../../src/window/samples/screen.svg', import.meta.url));
