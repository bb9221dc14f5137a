import { expect, test, type Page } from '@playwright/test';
import * as school from './school';
import { FakeServer } from './server';

const preview = (page: Page) => page.getByRole('complementary', { name: 'What teachers will see' });

async function write(page: Page): Promise<void> {
  await page.getByLabel('What isn’t working?').fill('Wi-Fi is down in Building B');
  await page.getByRole('button', { name: 'Building B' }).click();
  await page.getByLabel('Back by', { exact: true }).fill('11:30');
  await page.getByLabel('What can people do until then?').fill('Wired computers still work.');
  await page.getByLabel('Who’s on it').selectOption('Priya Nair');
}

test('what teachers will see follows every word', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto('/outages/new');

  await write(page);

  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'post-outage.aria.yml' });
  await page.getByRole('radio', { name: 'Slow or on and off' }).check();
  await expect(preview(page)).toContainText('Better by 11:30');
  await expect(preview(page).locator('.line')).toHaveCSS('--at', '0%');
});

test('an outage is posted as it was written', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/outages/new');
  await write(page);

  await page.getByRole('button', { name: 'Post', exact: true }).click();

  await expect(page).toHaveURL('/outages');
  await expect(page.getByRole('heading', { level: 1, name: 'Outages' })).toBeFocused();
  await expect(page.getByText('Posted. People see it now.')).toBeAttached();
  expect(server.calls).toEqual([
    {
      what: 'POST /notices',
      key: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      body: {
        title: 'Wi-Fi is down in Building B',
        kind: 'major',
        places: ['Building B'],
        meanwhile: 'Wired computers still work.',
        owner: 'Priya Nair',
        starts_at: null,
        back_by: '2026-11-23T16:30:00.000Z',
        next_update_by: null,
        tickets: [],
      },
    },
  ]);
});

test('tickets about the same join it, but for those that somebody leaves out', async ({ page }) => {
  const server = await FakeServer.start(page, { alike: school.alike });
  await page.goto('/outages/new');
  await write(page);

  await expect(page.getByText('2 new requests in the last 10 minutes mention Wi-Fi.')).toBeVisible();
  await expect(page.getByText('3 open tickets will join it and get the same updates.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'wifi again' }).uncheck();
  await expect(page.getByText('2 open tickets will join it and get the same updates.')).toBeVisible();
  server.refusals.set('POST /notices', 'down');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Your words are still here.');
  // It went through after all, and the tickets belong to it by now.
  server.refusals.clear();
  server.alike = { mentioned: [], just_now: 0, tickets: [] };
  await server.say();
  await page.getByRole('button', { name: 'Post', exact: true }).click();

  await expect(page).toHaveURL('/outages');
  const [first, again] = server.calls;
  expect(first?.body).toMatchObject({ tickets: [school.alike.tickets[0]?.id, school.alike.tickets[2]?.id] });
  expect(again).toEqual(first);
});

test('where nothing sounds like it, nothing is said of tickets', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto('/outages/new');
  const asked = page.waitForResponse(/\/alike\?title=Wi-Fi%20is%20down%20in%20Building%20B&place=Building%20B$/);

  await write(page);

  await asked;
  await expect(page.getByText('in the last 10 minutes')).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Tickets that sound like this' })).toHaveCount(0);
  await expect(page.getByText('will join it')).toHaveCount(0);
});

test('how many computers it goes to is said only where it is known', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto('/outages/new');

  await expect(page.getByRole('button', { name: 'Post to 118 computers' })).toBeVisible();
  await page.getByRole('button', { name: 'Gym' }).click();

  await expect(page.getByRole('button', { name: 'Post', exact: true })).toBeVisible();
});

test('an outage without words goes back to the words', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/outages/new');

  await page.getByRole('button', { name: 'Post to' }).click();

  await expect(page.getByLabel('What isn’t working?')).toBeFocused();
  await expect(page.getByLabel('What isn’t working?')).toHaveAccessibleDescription(/^Say what isn’t working/);
  expect(server.calls).toEqual([]);
});

test('an outage that did not go through is kept, also over a sign-in, and is still the same one', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/outages/new');
  await write(page);
  server.refusals.set('POST /notices', 'down');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Your words are still here.');

  server.refusals.set('POST /notices', { status: 401, code: 'unauthenticated' });
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page).toHaveURL('/sign-in');
  server.refusals.clear();
  await page.getByLabel('Account name').fill('devon');
  await page.getByLabel('Password').fill('four words make a picture');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page).toHaveURL('/outages/new');
  await expect(page.getByLabel('What isn’t working?')).toHaveValue('Wi-Fi is down in Building B');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page).toHaveURL('/outages');
  const posts = server.calls.filter(({ what }) => what === 'POST /notices');
  expect(new Set(posts.map(({ key }) => key)).size).toBe(1);
  expect(posts[2]?.body).toEqual(posts[0]?.body);
});

test('an update says more and moves the time', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(`/outages/${school.wifi.id}`);

  await page.getByLabel('What’s new?').fill('The new part is here.');
  await page.getByLabel('New time, if it moves', { exact: true }).fill('12:15');
  await page.getByRole('button', { name: 'Post update' }).click();

  await expect(page.getByLabel('What’s new?')).toHaveValue('');
  expect(server.calls).toEqual([
    {
      what: `POST /notices/${school.wifi.id}/updates`,
      key: null,
      body: { body: 'The new part is here.', back_by: '2026-11-23T17:15:00.000Z', resolved: false },
    },
  ]);
});

test('an outage that is over needs no words', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(`/outages/${school.wifi.id}`);

  const over = page.getByRole('button', { name: 'It’s back to normal' });
  await expect(over).toBeVisible();
  server.notices = [{ ...school.wifi, state: 'resolved', resolved_at: school.NOW }];
  await over.click();

  await expect(page.getByRole('region', { name: school.wifi.title }).getByText('Back to normal')).toBeVisible();
  await expect(page.getByLabel('What’s new?')).toHaveCount(0);
  expect(server.calls[0]?.body).toEqual({ body: 'Back to normal.', back_by: null, resolved: true });
});

test('what a notice says can be changed, and the rest of it stays', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(`/outages/${school.wifi.id}`);

  await page.getByRole('button', { name: 'Change what it says' }).click();
  await page.getByLabel('What isn’t working?').fill('Wi-Fi is slow in Building B');
  await page.getByRole('radio', { name: 'Slow or on and off' }).check();
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByRole('button', { name: 'Change what it says' })).toBeVisible();
  expect(server.calls[0]).toMatchObject({
    what: `PUT /notices/${school.wifi.id}`,
    body: { title: 'Wi-Fi is slow in Building B', kind: 'degraded', places: ['Building B'], owner: 'Priya Nair' },
  });
});

test('a ticket joins an outage that is going on, and leaves it again', async ({ page }) => {
  const path = `/tickets/${school.projector.id}`;
  const server = await FakeServer.start(page, { queue: { ...school.queue, notices: [school.wifi] } });
  await page.goto(path);

  await page.getByRole('button', { name: 'Add to an outage' }).click();
  await expect(page.getByRole('heading', { name: 'Which outage is it?' })).toBeFocused();
  server.ticket = school.joinedTicket;
  await page.getByRole('button', { name: 'Wi-Fi is down in Building B' }).click();

  const link = page.getByRole('link', { name: 'Joined: Wi-Fi is down in Building B' });
  await expect(link).toHaveAttribute('href', `/outages/${school.wifi.id}`);
  await expect(page.getByText('Devon added this to “Wi-Fi is down in Building B”')).toBeVisible();
  server.ticket = school.ticket;
  await page.getByRole('button', { name: 'Take it out' }).click();
  await expect(page.getByRole('button', { name: 'Add to an outage' })).toBeVisible();
  expect(server.calls).toEqual([
    { what: `PUT ${path}/notice`, key: null, body: { notice_id: school.wifi.id } },
    { what: `PUT ${path}/notice`, key: null, body: { notice_id: null } },
  ]);
});

test('without an outage there is none to add a ticket to', async ({ page }) => {
  await FakeServer.start(page);

  await page.goto(`/tickets/${school.projector.id}`);

  await expect(page.getByRole('button', { name: 'Withdraw', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add to an outage' })).toHaveCount(0);
});

test('an outage shows its tickets and says who gets the update', async ({ page }) => {
  await FakeServer.start(page, { joined: school.queue.tickets.slice(0, 2) });

  await page.goto(`/outages/${school.wifi.id}`);

  await expect(page.getByText('2 open tickets are in this outage and get the same update.')).toBeVisible();
  await expect(page.getByRole('link', { name: /It says paper jam/ })).toHaveAttribute('href', /\/tickets\//);
});
