import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openDesk, pages } from './pages';

for (const name of Object.keys(pages)) {
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1280, 320]) {
      test(`${name} in ${theme} at ${width} px reads well and keeps in its frame`, async ({ page }) => {
        const complaints = listenForComplaints(page);
        await page.setViewportSize({ width, height: 832 });
        await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });

        await openDesk(page, name);

        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(sideways, 'nothing scrolls sideways').toBeLessThanOrEqual(0);
        await page.screenshot({ path: `test-results/screens/desk-${name}-${theme}-${width}.png`, fullPage: true });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
        expect(complaints).toEqual([]);
      });
    }
  }
}

function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refusal the test asked for is not the page's doing.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (!isAnswer && (message.type() === 'error' || message.type() === 'warning')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
