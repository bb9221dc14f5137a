import { expect, test } from '@playwright/test';
import * as school from './school';
import { FakeServer } from './server';

test('the queue reads as a table in two groups', async ({ page }) => {
  await FakeServer.start(page, { queue: { ...school.queue, notices: [school.wifi] } });

  await page.goto('/');

  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'queue.aria.yml' });
  await expect(page).toHaveTitle('(3) Queue · Deskside');
});

test('a ticket is taken where it stands, and whoever took it stays on it', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/queue');
  const take = page.getByRole('button', { name: 'Take' }).nth(1);
  await take.focus();

  server.queue = taken(server, '4101');
  await page.keyboard.press('Enter');

  const title = page.getByRole('link', { name: 'It says paper jam' });
  await expect(title).toBeFocused();
  await expect(page.getByText('You have it now.')).toBeAttached();
  expect(server.calls.map(({ what }) => what)).toEqual([`POST /tickets/${school.queue.tickets[1]?.id}/take`]);
});

test('a take that does not go through says so beside the button', async ({ page }) => {
  const server = await FakeServer.start(page);
  server.refusals.set(`POST /tickets/${school.projector.id}/take`, { status: 409, code: 'conflict' });
  await page.goto('/queue');

  await page.getByRole('button', { name: 'Take' }).first().click();

  await expect(page.getByRole('alert')).toHaveText('Somebody changed this a moment ago. Look again first.');
});

test('a new ticket appears by itself, says so, and leaves focus alone', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/queue');
  const mine = page.getByRole('link', { name: 'Sound crackles' });
  await mine.focus();

  const [first, ...others] = school.queue.tickets;
  const moved = others.map((row) => (row.number === '4119' ? { ...row, awaits_first_answer: true } : row));
  server.queue = {
    ...school.queue,
    tickets: [first ?? school.projector, school.row({ id: 'new', subject: 'No sound' }), ...moved],
  };
  await server.say();

  await expect(page.getByRole('link', { name: 'No sound' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Updated 10:42' })).toBeVisible();
  await expect(mine).toBeFocused();
});

test('what was there stays while the server cannot be reached', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/queue');
  await expect(page.getByRole('row')).toHaveCount(11);

  server.refusals.set('GET /queue', 'down');
  await server.say();

  await expect(page.getByRole('alert')).toContainText('The desk can’t be reached right now.');
  await expect(page.getByRole('alert')).toContainText('What you see is from 10:42. We keep trying.');
  await expect(page.getByRole('row')).toHaveCount(11);

  server.refusals.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a list is reached by keyboard, and its heading has the focus', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto('/queue');

  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.getByRole('link', { name: 'To confirm' }).focus();
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'To confirm' })).toBeFocused();
  await expect(page).toHaveURL('/confirm');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Queue' })).toBeFocused();
});

test('a ticket is found by words and by what it has in common with others', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto('/queue');
  const search = page.getByRole('searchbox', { name: 'Search people, rooms, tags' });
  const tickets = page.getByRole('link', { name: /paper jam|password|Sound/ });

  await search.fill('library JAM');
  await expect(tickets).toHaveText(['It says paper jam but there is no paper stuck']);
  await expect(page.getByText('1 ticket fits.')).toBeVisible();
  await search.fill('');
  await page.getByRole('button', { name: 'Nobody has it 3' }).click();
  await expect(page.getByText('3 tickets fit.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sound crackles' })).toHaveCount(0);
  await search.fill('nothing of the kind');
  await expect(page.getByText('No ticket in this list fits.')).toBeVisible();

  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByRole('row')).toHaveCount(11);
});

test('a part that is due and a computer that needs help often are told on their tickets', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto('/queue');

  await expect(page.getByRole('row', { name: 'Laptop cart 3' }).getByText('Due Thu')).toBeVisible();
  await expect(page.getByRole('row', { name: 'paper jam' }).getByText('3 tickets here in 30 days')).toBeVisible();
  await expect(page.getByText('tickets here in 30 days')).toHaveCount(1);
});

test('when nobody waits it is said in how long everybody heard back, where that is known', async ({ page }) => {
  const server = await FakeServer.start(page, { queue: { ...school.queue, tickets: [] } });
  await page.goto('/queue');

  await expect(page.getByText('12 first answers given today. Everyone heard back in under 3 hours.')).toBeVisible();

  server.queue = { ...school.queue, tickets: [], answered_in_under_hours: null };
  await server.say();
  await expect(page.getByText('12 first answers given today.', { exact: true })).toBeVisible();
});

test('the dot is where the time is, under the strict policy', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto('/queue');

  const row = page.getByRole('row', { name: 'Sound crackles' });

  await expect(row.locator('.line')).toHaveCSS('--at', '40%');
});

test('one ticket whose class waits is told apart in words, not by colour alone', async ({ page }) => {
  await FakeServer.start(page);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/queue');

  const row = page.getByRole('row', { name: 'The projector turns on' });

  await expect(row.getByText('Class waiting')).toHaveCount(2);
  await expect(row.locator('.flag').first()).toHaveCSS('border-top-style', 'solid');
});

function taken(server: FakeServer, number: string): FakeServer['queue'] {
  const tickets = server.queue.tickets.map((row) =>
    row.number === number
      ? { ...row, status: 'in_progress' as const, awaits_first_answer: false, assignee: 'Devon Park' }
      : row,
  );
  return { ...server.queue, tickets };
}
