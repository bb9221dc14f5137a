import { expect, test } from '@playwright/test';
import { asked, openScreen } from './open';

test('planned work is put in the calendar by one press, and the page says where it went', async ({ page }) => {
  await openScreen(page, '53');
  const button = page.getByRole('button', { name: 'Add to my calendar' });

  await button.press('Enter');

  const id = '0193592a-0000-7000-8000-0000000000b1';
  expect((await asked(page)).filter(({ ask }) => ask === 'add_to_calendar')).toEqual([{ ask: 'add_to_calendar', id }]);
  await expect(page.getByRole('status').filter({ hasText: 'It’s open in your calendar.' })).toBeVisible();
  await expect(button).toBeFocused();
});

test('where no calendar takes it, that is said', async ({ page }) => {
  await openScreen(page, '53-failed');

  await expect(page.getByRole('alert')).toHaveText('No calendar on this computer took it.');
});

for (const name of ['50', '54']) {
  test(`what was not planned, as in ${name}, is for no calendar`, async ({ page }) => {
    await openScreen(page, name);

    await expect(page.getByRole('button', { name: 'Add to my calendar' })).toHaveCount(0);
  });
}
