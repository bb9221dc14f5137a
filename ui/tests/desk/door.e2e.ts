import { expect, test } from '@playwright/test';
import * as school from './school';
import { FakeServer } from './server';

test('whoever is not signed in comes back to where they were', async ({ page }) => {
  const server = await FakeServer.start(page, { me: null });
  await page.goto(`/tickets/${school.projector.id}`);

  await expect(page).toHaveURL('/sign-in');
  await expect(page.getByText('Sign in to go on where you were.')).toBeVisible();
  await page.getByLabel('Account name').fill('devon');
  await page.getByLabel('Password').fill('four words make a picture');
  server.me = school.me;
  await page.getByLabel('Password').press('Enter');

  await expect(page).toHaveURL(`/tickets/${school.projector.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(server.calls).toEqual([
    { what: 'POST /session', key: null, body: { user_name: 'devon', password: 'four words make a picture' } },
  ]);
});

test('a wrong password is said kindly, and the name stays', async ({ page }) => {
  const server = await FakeServer.start(page, { me: null });
  server.refusals.set('POST /session', { status: 401, code: 'unauthenticated' });
  await page.goto('/sign-in');
  await page.getByLabel('Account name').fill('devon');
  await page.getByLabel('Password').fill('not this one at all');

  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('alert')).toHaveText(/That name and password don’t go together/);
  await expect(page.getByLabel('Account name')).toHaveValue('devon');
  await expect(page.getByLabel('Password')).toBeFocused();
});

test('too many tries are told to wait, and no network is not blamed on the password', async ({ page }) => {
  const server = await FakeServer.start(page, { me: null });
  await page.goto('/sign-in');
  await page.getByLabel('Account name').fill('devon');
  await page.getByLabel('Password').fill('not this one at all');

  server.refusals.set('POST /session', { status: 429, code: 'rate_limited' });
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText(/Wait a minute/);
  server.refusals.set('POST /session', 'down');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('alert')).toHaveText('The desk can’t be reached right now.');
});

test('a one-time link sets a password and leaves no trace in the address', async ({ page }) => {
  const server = await FakeServer.start(page, { me: null });
  await page.goto('/welcome#the-value');

  expect(page.url()).toMatch(/\/welcome$/);
  await page.getByLabel('New password').fill('too short');
  await page.getByRole('button', { name: 'Set password' }).click();
  expect(server.calls).toEqual([]);
  await expect(page.getByLabel('New password')).toBeFocused();

  await page.getByLabel('New password').fill('four words make a picture');
  server.me = school.me;
  await page.getByRole('button', { name: 'Set password' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Queue' })).toBeFocused();
  expect(server.calls).toEqual([
    { what: 'POST /password', key: null, body: { link: 'the-value', password: 'four words make a picture' } },
  ]);
  await page.goBack();
  expect(page.url()).not.toContain('the-value');
});

test('a link that was used says so, and one without a value says where to get one', async ({ page }) => {
  const server = await FakeServer.start(page, { me: null });
  server.refusals.set('POST /password', { status: 403, code: 'bad_key' });
  await page.goto('/welcome#the-value');
  await page.getByLabel('New password').fill('four words make a picture');

  await page.getByRole('button', { name: 'Set password' }).click();

  await expect(page.getByRole('alert')).toHaveText(/This link was used before/);
  await page.reload();
  await expect(page.getByText('Open the link you were given. It works once.')).toBeVisible();
});

test('whoever leaves is signed out, and may come back', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/queue');

  await page.getByRole('button', { name: 'Sign out' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Sign in to the desk' })).toBeFocused();
  await expect(page.getByText('Sign in to go on where you were.')).toHaveCount(0);
  expect(server.calls.map(({ what }) => what)).toEqual(['DELETE /session']);

  await page.getByLabel('Account name').fill('devon');
  await page.getByLabel('Password').fill('four words make a picture');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Queue' })).toBeFocused();
});
