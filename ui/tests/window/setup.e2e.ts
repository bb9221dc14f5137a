import { expect, test } from '@playwright/test';
import { asked, give, openScreen } from './open';

test('what was typed stays when the code is not known, and the keyboard is on it', async ({ page }) => {
  await openScreen(page, '60');
  await page.getByLabel('School code').fill('CR0K-77TL');
  await page.getByLabel('Room').fill('Library');
  await page.keyboard.press('Enter');
  expect(await asked(page)).toContainEqual({ ask: 'connect', code: 'CR0K-77TL', room: 'Library' });

  const setup = await page.evaluate(() => globalThis.sample.view().setup);
  if (setup) await give(page, { setup: { ...setup, stage: { is: 'trouble', why: 'unknown_code' } } });

  await expect(page.getByRole('alert')).toContainText('We don’t know that code');
  await expect(page.getByLabel('School code')).toHaveValue('CR0K-77TL');
  await expect(page.getByLabel('School code')).toBeFocused();
});

test('nothing typed is not sent anywhere', async ({ page }) => {
  await openScreen(page, '60');
  await page.getByRole('button', { name: 'Connect' }).click();

  await expect(page.getByRole('alert')).toContainText('Type the school code first');
  expect((await asked(page)).filter(({ ask }) => ask === 'connect')).toEqual([]);
});

test('settings are chosen by keyboard alone', async ({ page }) => {
  await openScreen(page, '63');
  await page.getByLabel('Language').focus();
  await page.getByLabel('Language').selectOption('es');
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByRole('switch', { name: 'Quiet while I’m presenting' }).press('Space');

  expect(await asked(page)).toEqual(
    expect.arrayContaining([
      { ask: 'set_language', language: 'es' },
      { ask: 'set_theme', theme: 'dark' },
      { ask: 'set_quiet', on: false },
    ]),
  );
});

test('a wrong room is told with words that are begun, and a draft is left as it is', async ({ page }) => {
  await openScreen(page, '63');
  await page.getByRole('button', { name: 'Wrong room?' }).click();

  expect((await asked(page)).map(({ ask }) => ask)).toEqual(['write', 'go']);
});
