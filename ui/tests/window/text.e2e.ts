import { test } from '@playwright/test';
import { expectPlain, HOSTILE, listen } from '../hostile';
import { give, openScreen } from './open';

test('what a technician writes is text, and its links lead nowhere', async ({ page }) => {
  const asked = listen(page);
  await openScreen(page, '30');
  const { thread } = await page.evaluate(() => globalThis.sample.view());
  if (!thread) throw new Error('there is a conversation');
  const at = '2026-11-23T16:05:00Z';

  const answer = { is: 'theirs' as const, id: 'm9', name: 'Devon Park', at, body: HOSTILE, attached: [] };
  await give(page, { thread: { ...thread, entries: [...thread.entries, answer] } });

  await expectPlain(page, page.locator('main').getByText('bad.example/sign-in').last(), asked);
});

test('what a notice says is text', async ({ page }) => {
  const asked = listen(page);
  await openScreen(page, '50');
  const { notices } = await page.evaluate(() => globalThis.sample.view());
  const [card] = notices;
  if (!card) throw new Error('there is a notice');

  await give(page, { notices: [{ ...card, notice: { ...card.notice, title: HOSTILE } }] });

  await expectPlain(page, page.locator('main').getByText('bad.example/sign-in').first(), asked);
});
