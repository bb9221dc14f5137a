import { expect, test, type Page } from '@playwright/test';
import type { QueueRow } from '$lib/bindings';
import * as school from './school';
import { FakeServer } from './server';

interface Shown {
  title: string;
  body: string;
}

/** Notes each notification on its way to the browser, and each time the browser is asked for its leave. */
function watchNotifications(): void {
  const [shown, asked]: [Notification[], string[]] = [[], []];
  const { requestPermission } = Notification;
  window.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      shown.push(this);
    }
    static override requestPermission(): Promise<NotificationPermission> {
      asked.push('asked');
      return requestPermission.call(Notification);
    }
  };
  Object.assign(window, { test: { shown, asked } });
}

interface Watched extends Window {
  test: { shown: Notification[]; asked: string[] };
}

const shownOn = (page: Page): Promise<Shown[]> =>
  page.evaluate(() => (window as unknown as Watched).test.shown.map(({ title, body }) => ({ title, body })));

/** As if another window were before this one, or another tab. */
async function lookElsewhere(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

async function hold(server: FakeServer, ...rows: QueueRow[]): Promise<void> {
  server.queue = { ...school.queue, tickets: [...rows, ...school.queue.tickets] };
  await server.say();
}

async function openSetup(page: Page): Promise<FakeServer> {
  await page.context().grantPermissions(['notifications']);
  await page.addInitScript(watchNotifications);
  const server = await FakeServer.start(page);
  await page.goto('/setup');
  return server;
}

test('the title counts who waits for a first answer', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/outages');
  await expect(page).toHaveTitle('(3) Outages · Deskside');

  await hold(server, school.row({ id: 'new' }));
  await expect(page).toHaveTitle('(4) Outages · Deskside');
  server.queue = { ...school.queue, tickets: [] };
  await server.say();

  await expect(page).toHaveTitle('Outages · Deskside');
});

test('nobody is asked for leave to notify before they press the button', async ({ page }) => {
  const server = await openSetup(page);
  const asked = () => page.evaluate(() => (window as unknown as Watched).test.asked.length);
  const go = page.getByRole('button', { name: 'Tell me in this browser' });
  await expect(go).toBeVisible();
  await lookElsewhere(page);
  await hold(server, school.row({ id: 'quiet' }));
  await expect(page).toHaveTitle(/^\(4\)/);
  expect([await asked(), await shownOn(page)]).toEqual([0, []]);

  await go.click();

  await expect(page.getByRole('button', { name: 'Stop telling me' })).toBeVisible();
  expect(await asked()).toBe(1);
});

test('a new ticket and one nobody answered are told in the background, each once', async ({ page }) => {
  const server = await openSetup(page);
  await page.getByRole('button', { name: 'Tell me in this browser' }).click();
  await lookElsewhere(page);
  const fresh = school.row({ id: 'fresh', subject: 'No sound', requester: 'Lena Ortiz', place: 'Library' });

  await hold(server, fresh);
  await expect.poll(() => shownOn(page)).toEqual([{ title: 'Lena Ortiz asks for help', body: 'No sound\nLibrary' }]);
  await hold(server, { ...fresh, delays: 1 });
  await expect.poll(async () => (await shownOn(page)).length).toBe(2);
  await hold(server, { ...fresh, delays: 1, pressing: true });
  await expect(page).toHaveTitle(/^\(4\)/);

  const told = await shownOn(page);
  expect(told.map(({ title }) => title)).toEqual(['Lena Ortiz asks for help', 'Lena Ortiz wasn’t answered in time']);
  server.ticket = { ...school.ticket, row: fresh };
  await page.evaluate(() => (window as unknown as Watched).test.shown[0]?.dispatchEvent(new Event('click')));
  await expect(page).toHaveURL('/tickets/fresh');
});

test('many at once are one notification, and none comes while somebody looks', async ({ page }) => {
  const server = await openSetup(page);
  await page.getByRole('button', { name: 'Tell me in this browser' }).click();
  await hold(server, school.row({ id: 'seen' }));
  await expect(page).toHaveTitle(/^\(4\)/);
  expect(await shownOn(page)).toEqual([]);

  await lookElsewhere(page);
  await hold(server, ...['a', 'b', 'c', 'd'].map((id) => school.row({ id })));

  await expect
    .poll(() => shownOn(page))
    .toEqual([{ title: '4 tickets need somebody', body: 'New, or not answered in time' }]);
});
