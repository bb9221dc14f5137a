import { expect, test } from '@playwright/test';
import * as school from './school';
import { FakeServer } from './server';

test('without a mail server the set-up page says what that means and how to change it', async ({ page }) => {
  await FakeServer.start(page, { me: { ...school.me, mail: null } });
  await page.goto('/queue');

  await page.getByRole('link', { name: 'Set-up' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'How you hear of tickets' })).toBeFocused();
  await expect(page.getByText('No mail is sent.')).toBeVisible();
  await expect(page.getByText('add a [mail] section to deskside-server.toml')).toBeVisible();
});

test('mail that waits is told, and how many were given up', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/setup');
  await expect(page.getByText('Mail is on.')).toBeVisible();

  server.me = { ...school.me, mail: { waiting: 1, refused: 2 } };
  await server.say();

  await expect(page.getByText('1 mail waits.')).toBeVisible();
  await expect(page.getByText('2 mails were given up this week.')).toBeVisible();
});
