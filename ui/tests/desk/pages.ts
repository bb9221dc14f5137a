// Everything the desk shows, and how to get there.

import { expect, type Page } from '@playwright/test';
import { FakeServer } from './server';
import * as school from './school';

interface Way {
  path: string;
  holds?: Partial<FakeServer>;
  take?: (page: Page) => Promise<void>;
}

/** By the design’s number, where it has one. */
export const pages: Record<string, Way> = {
  '80-queue': { path: '/queue', holds: { queue: { ...school.queue, notices: [school.wifi] } } },
  '80-mine': { path: '/mine' },
  '80-queue-found': { path: '/queue', take: (page) => page.getByRole('searchbox').fill('paper') },
  '80-queue-not-found': { path: '/queue', take: (page) => page.getByRole('searchbox').fill('nothing like it') },
  '81-ticket': { path: `/tickets/${school.projector.id}` },
  '81-ticket-reply': {
    path: `/tickets/${school.projector.id}`,
    take: (page) =>
      page
        .locator('#reply')
        .fill(
          'Hi Maria, thanks for the picture. That told me a lot. On the podium there’s a short black cable. Could you push it in until it clicks? I’m on my way either way.',
        ),
  },
  '81-ticket-long': { path: `/tickets/${school.projector.id}`, holds: { ticket: school.longTicket } },
  '81-ticket-missed': {
    path: `/tickets/${school.projector.id}`,
    holds: { ticket: school.missedTicket, queue: { ...school.queue, tickets: [school.missedTicket.row] } },
  },
  '80-queue-missed': {
    path: '/queue',
    holds: { queue: { ...school.queue, tickets: [school.missedTicket.row, ...school.queue.tickets.slice(1)] } },
  },
  '81-hand-off': {
    path: `/tickets/${school.projector.id}`,
    take: (page) => page.getByRole('button', { name: 'Hand off' }).click(),
  },
  '81-hold': {
    path: `/tickets/${school.projector.id}`,
    take: (page) => page.getByRole('button', { name: 'Put on hold' }).click(),
  },
  '81-join-outage': {
    path: `/tickets/${school.projector.id}`,
    holds: { queue: { ...school.queue, notices: [school.wifi] } },
    take: (page) => page.getByRole('button', { name: 'Add to an outage' }).click(),
  },
  '81-joined-outage': { path: `/tickets/${school.projector.id}`, holds: { ticket: school.joinedTicket } },
  '81-note': {
    path: `/tickets/${school.projector.id}`,
    take: (page) => page.getByRole('button', { name: 'Note for the desk only' }).click(),
  },
  '81-ticket-answered': { path: `/tickets/${school.projector.id}`, holds: { ticket: school.answeredWithPicture } },
  '81-ticket-files': { path: `/tickets/${school.projector.id}`, take: chooseFiles },
  '81-ticket-file-failed': { path: `/tickets/${school.projector.id}`, take: failToBring },
  '82-post-outage': {
    path: '/outages/new',
    holds: { alike: school.alike },
    take: async (page) => {
      await fillOutage(page);
      await page.getByRole('group', { name: 'Tickets that sound like this' }).waitFor();
    },
  },
  '82-post-outage-alone': { path: '/outages/new', take: fillOutage },
  '82-post-outage-empty': {
    path: '/outages/new',
    take: (page) => page.getByRole('button', { name: 'Post' }).click(),
  },
  '83-caught-up': { path: '/queue', holds: { queue: { ...school.queue, tickets: [] } } },
  outages: { path: '/outages' },
  'outages-none': { path: '/outages', holds: { notices: [] } },
  outage: { path: `/outages/${school.wifi.id}` },
  'outage-tickets': { path: `/outages/${school.wifi.id}`, holds: { joined: school.queue.tickets.slice(0, 3) } },
  '80-queue-finished': {
    path: '/queue',
    holds: { finished: [{ ...school.projector, id: 'f', status: 'closed' }] },
    take: async (page) => {
      await page.getByRole('searchbox').fill('projector');
      await page.getByRole('heading', { name: 'Finished tickets' }).waitFor();
    },
  },
  shortcuts: {
    path: '/queue',
    take: (page) => page.getByRole('button', { name: 'Keyboard shortcuts' }).click(),
  },
  devices: { path: '/devices' },
  'devices-none': { path: '/devices', holds: { computers: [] } },
  device: { path: `/devices/${school.device.computer.id}` },
  'device-silent': {
    path: `/devices/${school.device.computer.id}`,
    holds: { device: { ...school.device, report: null, findings: [], tickets: [] } },
  },
  notes: { path: '/notes', holds: { howTos: school.howTos } },
  'notes-none': { path: '/notes' },
  'note-new': { path: '/notes/new', take: (page) => page.getByRole('button', { name: 'Save the note' }).click() },
  note: {
    path: `/notes/${school.howTos[0]?.id}`,
    holds: { howTos: school.howTos },
    take: (page) => page.getByRole('button', { name: 'Delete' }).click(),
  },
  '81-note-picker': {
    path: `/tickets/${school.projector.id}`,
    holds: { howTos: school.howTos },
    take: (page) => page.getByRole('button', { name: 'How-to notes' }).click(),
  },
  setup: { path: '/setup' },
  'setup-no-mail': { path: '/setup', holds: { me: { ...school.me, mail: null } } },
  'setup-mail-waits': { path: '/setup', holds: { me: { ...school.me, mail: { waiting: 3, refused: 1 } } } },
  'sign-in': { path: '/sign-in', take: (page) => page.getByRole('button', { name: 'Sign in' }).click() },
  welcome: { path: '/welcome#a-one-time-value' },
  nowhere: { path: '/nowhere' },
};

async function chooseFiles(page: Page): Promise<void> {
  await page.locator('#reply').fill('This is the plug. The guide shows where it goes.');
  await page.locator('input[type=file]').setInputFiles([
    { name: 'plug.png', mimeType: 'image/png', buffer: Buffer.from('a plug') },
    { name: 'guide.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
    { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('a film') },
  ]);
  await page.getByText('film.mp4').waitFor();
}

/** A file that something in between swallows, and one that the desk refuses. */
async function failToBring(page: Page): Promise<void> {
  await chooseFiles(page);
  await page.route('**/staff/attachments/*', (route, request) => {
    if (request.method() !== 'PUT') return route.fallback();
    if (request.postData() === 'a plug') return route.fulfill({ contentType: 'text/html', body: '<p>Not today</p>' });
    return route.fulfill({ status: 415, json: { status: 415, code: 'unsupported_type' } });
  });
  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByText('guide.pdf was not taken.').waitFor();
}

async function fillOutage(page: Page): Promise<void> {
  await page.getByLabel('What isn’t working?').fill('Wi-Fi is down in Building B');
  await page.getByRole('button', { name: 'Building B' }).click();
  await page.getByLabel('Back by', { exact: true }).fill('11:30');
  await page.getByLabel('Next update by', { exact: true }).fill('11:00');
  await page
    .getByLabel('What can people do until then?')
    .fill('Wired computers still work. Library laptops have hotspots, ask at the desk.');
  await page.getByLabel('Who’s on it').selectOption('Priya Nair');
}

/** Opens one of them. */
export async function openDesk(page: Page, name: string): Promise<void> {
  const { path, holds, take } = pages[name] as Way;
  await FakeServer.start(page, holds);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await take?.(page);
  await page.waitForLoadState('networkidle');
}
