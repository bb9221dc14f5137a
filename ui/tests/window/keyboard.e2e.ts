import { expect, test, type Page } from '@playwright/test';
import { asked, give, openScreen } from './open';

test('a request is written and sent without the mouse', async ({ page }) => {
  await openScreen(page, '01');
  await expect(page.getByRole('textbox', { name: 'What’s going on?' })).toBeFocused();

  await page.keyboard.type('The printer again');
  await page.keyboard.press('Control+Enter');

  await expect(page.getByRole('heading', { name: 'You’ll hear from us by Tue 10:40.' })).toBeFocused();
  const requests = await asked(page);
  expect(requests.filter(({ ask }) => ask === 'write')).toHaveLength('The printer again'.length);
  expect(requests.slice(-2)).toEqual([{ ask: 'write', text: 'The printer again' }, { ask: 'send' }]);
});

test('the tab key goes from the words to Send in the order of the page', async ({ page }) => {
  await openScreen(page, '01');

  expect(await tabOrder(page, 13)).toEqual([
    'See the picture larger',
    'Hide or point',
    'Remove',
    'Change',
    'Printing',
    'Projector or TV',
    'Wi-Fi',
    'Sound',
    'Signing in',
    'Laptop',
    'My class is waiting. We’ll put you first in line.',
    'What we’ll send',
    'Send',
  ]);
});

test('a request without words comes back to the text box and says what to do', async ({ page }) => {
  await openScreen(page, '01');

  await page.getByRole('button', { name: 'Send' }).click();

  const box = page.getByRole('textbox', { name: 'What’s going on?' });
  await expect(box).toBeFocused();
  await expect(box).toHaveAccessibleDescription(/Add a few words so we know where to start\./);
  await expect(page.getByRole('alert')).toContainText('Even “the printer again” is fine.');
  expect(await asked(page)).toEqual([]);

  await page.keyboard.type('x');
  await expect(page.getByRole('alert')).toBeHidden();
});

test('Esc closes the window and leaves the words, and closes a picture first', async ({ page }) => {
  await openScreen(page, '02');

  await page.getByRole('button', { name: 'See the picture larger' }).click();
  await expect(page.getByRole('dialog', { name: 'Your screen' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await asked(page)).toEqual([]);

  await page.keyboard.press('Escape');
  await expect.poll(() => asked(page)).toEqual([{ ask: 'close' }]);
  await expect(page.getByRole('textbox', { name: 'What’s going on?' })).toHaveValue(/^The projector/);
});

test('a chip starts the sentence and gives the cursor back', async ({ page }) => {
  await openScreen(page, '01');

  await page.getByRole('button', { name: 'Printing' }).press('Enter');
  await page.keyboard.type('no paper');

  const box = page.getByRole('textbox', { name: 'What’s going on?' });
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('Printing: no paper');
  await expect(page.getByRole('group', { name: 'Or start with' })).toBeHidden();
});

test('taking the picture off and putting it back keeps the focus', async ({ page }) => {
  await openScreen(page, '01');

  await page.getByRole('button', { name: 'Remove' }).press('Enter');
  const back = page.getByRole('button', { name: 'Put it back' });
  await expect(back).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'No picture will be sent.' })).toBeVisible();
  await expect(page.getByText('Your words, 9 facts')).toBeVisible();

  await back.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove' })).toBeFocused();
  expect((await asked(page)).map(({ ask }) => ask)).toEqual(['remove_picture', 'restore_picture']);
});

test('a view that is on its way does not touch what somebody is typing, and the agent can take over', async ({
  page,
}) => {
  await openScreen(page, '01');
  const box = page.getByRole('textbox', { name: 'What’s going on?' });
  await page.keyboard.type('The projector');
  const { help } = await page.evaluate(() => globalThis.sample.view());

  await give(page, { help: { ...help, text: 'The proj', class_waiting: true } });
  await expect(page.getByRole('switch')).toBeChecked();
  await expect(box).toHaveValue('The projector');

  await give(page, { help: { ...help, text: 'Another draft', text_revision: help.text_revision + 1 } });
  await expect(box).toHaveValue('Another draft');
});

test('an older view never replaces a newer one', async ({ page }) => {
  await openScreen(page, '20');

  await give(page, { revision: -5, place: { at: 'help' } });

  await expect(page.getByRole('heading', { name: 'My requests' })).toBeAttached();
});

test('the language can change while the page is up', async ({ page }) => {
  await openScreen(page, '01');
  const { around } = await page.evaluate(() => globalThis.sample.view());

  await give(page, { around: { ...around, language: 'es' } });

  await expect(page.getByRole('button', { name: 'Enviar' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
});

/** The names of what the next presses of Tab reach. */
async function tabOrder(page: Page, presses: number): Promise<string[]> {
  const names: string[] = [];
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press('Tab');
    names.push(
      await page.evaluate(() => {
        const { activeElement: at } = document;
        return (
          at?.getAttribute('aria-label') ?? (at?.querySelector('b') ?? at)?.firstChild?.parentElement?.textContent ?? ''
        );
      }),
    );
  }
  return names.map((name) => name.replace(/Ctrl \+ Enter/, '').trim());
}
