import { expect, test } from '@playwright/test';
import * as school from './school';
import { FakeServer } from './server';

test('the computers read as a table', async ({ page }) => {
  await FakeServer.start(page);

  await page.goto('/devices');

  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'devices.aria.yml' });
});

for (const [words, host] of [
  ['cr-10482', 'B204-TEACHER'],
  ['front desk', 'LIBRARY-FRONT-DESK-07'],
  ['5cg1234', 'LIBRARY-FRONT-DESK-07'],
  ['b204 building', 'B204-TEACHER'],
  ['maria', 'B204-TEACHER'],
] as const) {
  test(`a computer is found by “${words}”`, async ({ page }) => {
    await FakeServer.start(page);
    await page.goto('/devices');

    await page.getByRole('searchbox', { name: 'Search tags, names, rooms' }).fill(words);

    await expect(page.getByText('1 computer fits.')).toBeVisible();
    await expect(page.getByRole('table').getByRole('link')).toHaveText([host]);
  });
}

test('a ticket leads to its computer, and the computer to its other tickets', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto(`/tickets/${school.projector.id}`);

  await page.getByRole('link', { name: 'All about this computer' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'B204-TEACHER' })).toBeFocused();
  await expect(page.getByText('It said this at 10:40, with Deskside 0.1.0.')).toBeVisible();
  await expect(page.getByText('Display 2: no signal')).toBeVisible();
  await page.getByRole('link', { name: /The projector turns on/ }).click();
  await expect(page).toHaveURL(`/tickets/${school.projector.id}`);
});

test('a computer that is not there says so', async ({ page }) => {
  await FakeServer.start(page);

  await page.goto('/devices/0192aabb-0000-7000-8000-00000000dead');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address.');
});

test('a search of the queue finds tickets by asset tag, and finished ones too', async ({ page }) => {
  const [first, ...others] = school.queue.tickets as [(typeof school.queue.tickets)[0]];
  await FakeServer.start(page, {
    queue: { ...school.queue, tickets: [{ ...first, asset_tag: 'CR-10482' }, ...others] },
    finished: [school.row({ id: 'f', subject: 'Blue screen at the podium', status: 'closed' })],
  });
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith('/finished')) asked.push(searchParams.get('words') ?? '');
  });
  await page.goto('/queue');

  await page.getByRole('searchbox').fill('cr-10482');

  await expect(page.getByText('1 ticket fits.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Finished tickets' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Blue screen at the podium' })).toBeVisible();
  expect(asked).toEqual(['cr-10482']);
});

test('finished tickets are found when nobody waits', async ({ page }) => {
  await FakeServer.start(page, {
    queue: { ...school.queue, tickets: [] },
    finished: [school.row({ id: 'f', subject: 'Blue screen at the podium', status: 'closed' })],
  });
  await page.goto('/queue');
  await expect(page.getByRole('heading', { name: 'All caught up' })).toBeVisible();

  await page.getByRole('searchbox').fill('podium');

  await expect(page.getByRole('link', { name: 'Blue screen at the podium' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'All caught up' })).toHaveCount(0);
});
