import { expect, test } from '@playwright/test';
import { asked, give, openScreen } from './open';

const TICKET = '0193592a-0000-7000-8000-000000000001';

test('a reply is kept at every keystroke and sent', async ({ page }) => {
  await openScreen(page, '30');
  const box = page.getByRole('textbox', { name: 'Your reply' });

  await box.pressSequentially('OK');
  await page.getByRole('button', { name: 'Send reply' }).click();

  const said = (await asked(page)).filter(({ ask }) => ask.endsWith('_reply'));
  expect(said).toEqual([
    { ask: 'write_reply', id: TICKET, text: 'O' },
    { ask: 'write_reply', id: TICKET, text: 'OK' },
    { ask: 'send_reply', id: TICKET },
  ]);
  await expect(box).toBeFocused();
});

test('a reply without words is not sent', async ({ page }) => {
  await openScreen(page, '30');

  await page.getByRole('button', { name: 'Send reply' }).click();

  await expect(page.getByRole('alert')).toHaveText('Add a few words so we know where to start.');
  await expect(page.getByRole('textbox', { name: 'Your reply' })).toBeFocused();
  expect((await asked(page)).map(({ ask }) => ask)).not.toContain('send_reply');
});

test('a conversation opens at what is new, says that it was seen, and asks for its pictures', async ({ page }) => {
  await page.setViewportSize({ width: 420, height: 640 });
  await openScreen(page, '30');

  await expect(page.getByText('New', { exact: true })).toBeInViewport();
  const requests = await asked(page);
  expect(requests.filter(({ ask }) => ask === 'seen')).toEqual([{ ask: 'seen', id: TICKET }]);
  expect(requests.filter(({ ask }) => ask === 'fetch_picture')).toHaveLength(1);
});

test('an answer that comes while the conversation is open is spoken', async ({ page }) => {
  await openScreen(page, '30');
  const { thread } = await page.evaluate(() => globalThis.sample.view());
  if (!thread) throw new Error('there is a conversation');
  const at = '2026-11-23T16:05:00Z';

  const answer = { is: 'theirs' as const, id: 'm9', name: 'Devon Park', at, body: 'At your door.', attached: [] };
  await give(page, { thread: { ...thread, entries: [...thread.entries, answer] } });

  await expect(page.getByRole('status').filter({ hasText: 'Devon Park: At your door.' })).toBeAttached();
});

test('"Is it fixed?" leads from yes to a rating and a note', async ({ page }) => {
  await openScreen(page, '40');
  await expect(page.getByRole('heading', { name: 'Is it fixed?' })).toBeFocused();

  await page.getByRole('button', { name: 'Yes, thanks' }).click();
  await page.getByRole('button', { name: 'Okay' }).click();
  await page.getByRole('textbox', { name: 'Anything we could do better?' }).fill('Come sooner');
  await page.getByRole('button', { name: 'Send note' }).click();

  await expect(page.getByText('Your note is on its way to the team.')).toBeVisible();
  expect((await asked(page)).filter(({ ask }) => ask === 'confirm' || ask === 'rate')).toEqual([
    { ask: 'confirm', id: TICKET, fixed: true, note: null, someone_else: false },
    { ask: 'rate', id: TICKET, score: 'neutral', note: null },
    { ask: 'rate', id: TICKET, score: 'neutral', note: 'Come sooner' },
  ]);
});

test('"Not yet" asks for nothing and can ask for someone else', async ({ page }) => {
  await openScreen(page, '40');

  await page.getByRole('button', { name: 'Not yet' }).click();
  await expect(page.getByRole('textbox', { name: 'What are you still seeing?' })).toBeFocused();
  await page.getByRole('button', { name: 'Ask for someone else to look' }).click();

  expect((await asked(page)).filter(({ ask }) => ask !== 'fetch_picture')).toEqual([
    { ask: 'start_not_yet', id: TICKET },
    { ask: 'confirm', id: TICKET, fixed: false, note: null, someone_else: true },
  ]);
});

test('the conversation can be read before "Is it fixed?" is answered', async ({ page }) => {
  await openScreen(page, '40');

  await page.getByRole('button', { name: 'See my request' }).click();

  await expect(page.getByText('Did that. It flashes, then goes blue again.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Yes, thanks' })).toBeVisible();
});

test('Me too counts once and says so', async ({ page }) => {
  await openScreen(page, '50');
  const button = page.getByRole('button', { name: 'Me too' });

  await button.click();
  await button.click();

  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('status').filter({ hasText: 'You’re counted.' })).toBeVisible();
  expect((await asked(page)).filter(({ ask }) => ask === 'me_too')).toHaveLength(1);
});

test('the facts are copied as they are shown, and that is said', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openScreen(page, '05');

  await page.getByRole('button', { name: 'Copy these facts' }).click();

  await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toContain('Free space, /home: 112 GB');
});

test('a sent request can be looked at, and the tab starts another', async ({ page }) => {
  await openScreen(page, '10');

  await page.getByRole('button', { name: 'See my request' }).click();
  expect((await asked(page)).at(-1)).toEqual({ ask: 'go', place: { at: 'ticket', id: TICKET } });

  await openScreen(page, '10');
  await page.getByRole('link', { name: 'Get help' }).click();
  expect((await asked(page)).at(-1)).toEqual({ ask: 'start_over' });
});

test('what is on its way is said once, and no percentage that nobody counts', async ({ page }) => {
  await openScreen(page, '09');

  await expect(page.getByRole('status')).toHaveText('Your words go first. Your picture follows.');
  await expect(page.getByText('%')).toHaveCount(0);
});

test('a server with nothing in it leaves no line without its fact', async ({ page }) => {
  await openScreen(page, '01-bare');
  await expect(page.getByRole('heading')).toHaveText('What’s going on?');
  await expect(page.getByText(/hear back|Your screen|Call|facts/)).toHaveCount(0);

  await openScreen(page, '10-bare');
  await expect(page.getByText(/null|undefined|Request|hear from us|Call/)).toHaveCount(0);
});

test('the shapes follow the system, and a theme is forced only when it was chosen', async ({ page }) => {
  await openScreen(page, '01', { os: 'windows' });
  await expect(page.locator('html')).toHaveAttribute('data-os', 'windows');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');

  const { around } = await page.evaluate(() => globalThis.sample.view());
  await give(page, { around: { ...around, theme: 'dark' } });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a page opens at its top, and its heading has the focus', async ({ page }) => {
  await page.setViewportSize({ width: 420, height: 360 });
  await openScreen(page, '55');
  await expect(page.getByRole('heading', { name: 'Wi-Fi is down in Building B' })).toBeFocused();
  await page.evaluate(() => window.scrollTo(0, 200));

  await page.getByRole('button', { name: 'My problem is different' }).click();
  await expect(page.getByRole('textbox', { name: 'What’s going on?' })).toBeFocused();
  await page.getByRole('link', { name: 'My requests' }).click();

  await expect(page.getByRole('heading', { name: 'Nothing on your list' })).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});
