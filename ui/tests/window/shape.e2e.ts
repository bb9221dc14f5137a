import { expect, test } from '@playwright/test';
import { openScreen } from './open';

// What a screen reader finds, in order.
for (const name of ['01', '05', '06', '10', '20', '30', '40', '42', '51', '55']) {
  test(`screen ${name} is told in the same words and order`, async ({ page }) => {
    await openScreen(page, name);

    await expect(page.locator('body')).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  });
}
