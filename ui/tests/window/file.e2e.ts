import { expect, test } from '@playwright/test';
import { asked, openScreen } from './open';

test('a file from the desk is saved by its button, and the page says under which name', async ({ page }) => {
  await openScreen(page, '30');
  const save = page.getByRole('button', { name: 'Save Podium cable.pdf' });

  await save.press('Enter');

  expect((await asked(page)).filter(({ ask }) => ask === 'save_file')).toEqual([{ ask: 'save_file', id: 'a2' }]);
  await expect(page.getByRole('status').filter({ hasText: 'Saved in Downloads as Podium cable.pdf' })).toBeVisible();
  await expect(save).toBeFocused();
});

test('a file that could not be saved says so, and can be tried again', async ({ page }) => {
  await openScreen(page, '30-not-saved');

  await expect(page.getByRole('alert')).toHaveText('This file could not be saved. Try again.');
  await expect(page.getByRole('button', { name: 'Save Podium cable.pdf' })).toBeEnabled();
});

test('the person’s own picture is shown and has nothing to save', async ({ page }) => {
  await openScreen(page, '30');

  await expect(page.getByRole('button', { name: /^Save / })).toHaveCount(1);
});
