import { expect, test, type Page } from '@playwright/test';
import * as school from './school';
import { FakeServer } from './server';

const ticket = `/tickets/${school.projector.id}`;
const paperJam = /It says paper jam/;

async function open(page: Page, path: string): Promise<FakeServer> {
  const server = await FakeServer.start(page);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return server;
}

test('tickets are walked through, taken and opened by keys', async ({ page }) => {
  const server = await open(page, '/queue');
  await expect(page.getByRole('row')).toHaveCount(11);

  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: /The projector turns on/ })).toBeFocused();
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: paperJam })).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(page.getByText('That is the first ticket in this list.')).toBeAttached();
  await page.keyboard.press('a');
  await expect.poll(() => server.calls.map(({ what }) => what)).toEqual([`POST ${ticket}/take`]);
  await page.keyboard.press('o');

  await expect(page).toHaveURL(ticket);
});

test('on a ticket, keys reply, note, take, go on and go back', async ({ page }) => {
  const server = await open(page, ticket);
  await expect(page.getByRole('textbox', { name: 'Reply' })).toBeVisible();

  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Note for the desk only' })).toBeFocused();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('r');
  await expect(page.getByRole('textbox', { name: 'Reply' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Reply' })).toHaveValue('');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('a');
  await expect.poll(() => server.calls.map(({ what }) => what)).toEqual([`POST ${ticket}/take`]);
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { level: 1, name: paperJam })).toBeFocused();
  await page.keyboard.press('u');

  await expect(page).toHaveURL('/queue');
});

test('a ticket of one’s own list leads on in that list', async ({ page }) => {
  await open(page, '/mine');
  await expect(page.getByRole('link', { name: 'Sound crackles' })).toBeVisible();

  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Sound crackles' })).toBeFocused();
  await page.keyboard.press('j');

  await expect(page.getByRole('heading', { level: 1, name: 'Yearbook needs' })).toBeFocused();
});

test('letters that are typed into a field are letters', async ({ page }) => {
  const server = await open(page, '/queue');

  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search people, rooms, tags' });
  await expect(search).toBeFocused();
  await page.keyboard.type('jam? /aou');

  await expect(search).toHaveValue('jam? /aou');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL('/queue');
  expect(server.calls).toEqual([]);
});

test('a search from elsewhere is the queue’s', async ({ page }) => {
  await open(page, '/setup');

  await page.keyboard.press('/');

  await expect(page).toHaveURL('/queue');
  await expect(page.getByRole('searchbox', { name: 'Search people, rooms, tags' })).toBeFocused();
});

test('keys that belong to the browser are left to it', async ({ page }) => {
  await open(page, '/queue');
  await expect(page.getByRole('row')).toHaveCount(11);

  for (const key of ['Control+j', 'Alt+u', 'Meta+k']) await page.keyboard.press(key);

  await expect(page.getByRole('link', { name: /The projector turns on/ })).not.toBeFocused();
  await expect(page).toHaveURL('/queue');
});

test('the keys are listed by “?” and by a button, and focus goes back', async ({ page }) => {
  await open(page, '/queue');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const button = page.getByRole('button', { name: 'Keyboard shortcuts' });

  await page.keyboard.press('?');
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('definition')).toHaveCount(9);
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  // Closed, it is out of sight before the page has heard of it.
  await expect(page.locator('dialog')).not.toBeAttached();
  await button.focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await expect(button).toBeFocused();
});

test('switched off, no key does anything, also the next day, until they are switched on', async ({ page }) => {
  await open(page, '/queue');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('switch', { name: 'Use these keys' }).uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('row')).toHaveCount(11);

  for (const key of ['j', '/', '?', 'a']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('body')).toBeFocused();

  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('switch', { name: 'Use these keys' }).check();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog')).toHaveCount(0);
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: /The projector turns on/ })).toBeFocused();
});
