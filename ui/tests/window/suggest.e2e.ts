import { expect, test } from '@playwright/test';
import { asked, give, openScreen } from './open';

test('Me too joins the outage, and Send steps back and stays', async ({ page }) => {
  await openScreen(page, '03');
  await expect(page.getByRole('status').getByText('We already know about this')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send anyway' })).toBeVisible();

  await page.getByRole('button', { name: 'Me too' }).click();
  await page.getByRole('button', { name: 'My problem is different' }).click();

  const done = (await asked(page)).filter(({ ask }) => ask === 'me_too' || ask === 'not_this');
  expect(done.map(({ ask }) => ask)).toEqual(['me_too', 'not_this']);
});

test('an outage that comes while somebody writes does not move the text box', async ({ page }) => {
  await openScreen(page, '50');
  const notices = await page.evaluate(() => globalThis.sample.view().notices);
  await openScreen(page, '01');
  const box = page.getByLabel('What’s going on?');
  await box.pressSequentially('The door');
  const before = await box.boundingBox();

  await give(page, { notices });

  await expect(page.getByText('Wi-Fi is down in Building B')).toBeVisible();
  expect((await box.boundingBox())?.y).toBe(before?.y);
});

test('a tip that fixed it is said, and leaves with nothing sent', async ({ page }) => {
  await openScreen(page, '04');
  await page.getByRole('button', { name: 'That fixed it' }).click();
  await openScreen(page, '04-glad');
  await page.getByRole('button', { name: 'Back to class' }).click();

  expect((await asked(page)).map(({ ask }) => ask)).toEqual(['write', 'close']);
});

test('a tip is never in the way of Send', async ({ page }) => {
  await openScreen(page, '04');
  await page.getByRole('button', { name: 'Skip, just send' }).click();

  expect((await asked(page)).at(-1)?.ask).toBe('send');
});

test('older requests are a step away', async ({ page }) => {
  await openScreen(page, '20-older');
  await expect(page.getByText('Request 6 of last spring')).toBeHidden();

  await page.getByRole('button', { name: 'Show older requests' }).click();

  await expect(page.getByText('Request 6 of last spring')).toBeVisible();
});
