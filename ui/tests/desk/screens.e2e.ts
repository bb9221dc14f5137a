import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { FakeServer } from './server';
import * as school from './school';

/** Everything the desk shows, and how to get there. */
const screens: Record<string, { path: string; holds?: Partial<FakeServer>; take?: (page: Page) => Promise<void> }> = {
  '80-queue': { path: '/queue', holds: { queue: { ...school.queue, notices: [school.wifi] } } },
  '80-mine': { path: '/mine' },
  '80-queue-found': { path: '/queue', take: (page) => page.getByRole('searchbox').fill('paper') },
  '80-queue-not-found': { path: '/queue', take: (page) => page.getByRole('searchbox').fill('nothing like it') },
  '81-ticket': { path: `/tickets/${school.projector.id}` },
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
  '82-post-outage': { path: '/outages/new', take: fillOutage },
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

for (const [name, { path, holds, take }] of Object.entries(screens)) {
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1280, 320]) {
      test(`${name} in ${theme} at ${width} px reads well and keeps in its frame`, async ({ page }) => {
        const complaints = listenForComplaints(page);
        await page.setViewportSize({ width, height: 832 });
        await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
        await FakeServer.start(page, holds);

        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await take?.(page);
        await page.waitForLoadState('networkidle');

        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(sideways, 'nothing scrolls sideways').toBeLessThanOrEqual(0);
        await page.screenshot({ path: `test-results/screens/desk-${name}-${theme}-${width}.png`, fullPage: true });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
        expect(complaints).toEqual([]);
      });
    }
  }
}

function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refusal the test asked for is not the page's doing.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (!isAnswer && (message.type() === 'error' || message.type() === 'warning')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
