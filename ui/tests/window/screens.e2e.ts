import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { screens } from '../../src/window/samples/screens';
import { openScreen } from './open';

const names = [...Object.keys(screens), '05', '07', '12'].sort();
const themes = ['light', 'dark'] as const;
const widths = [420, 320];
const HEIGHT = 640;

for (const name of names) {
  test(`screen ${name} reads well and keeps in its frame, light and dark, wide and narrow`, async ({ page }) => {
    await page.setViewportSize({ width: 420, height: HEIGHT });
    const complaints = await openScreen(page, name);

    for (const width of widths) {
      for (const theme of themes) {
        await page.setViewportSize({ width, height: HEIGHT });
        await page.emulateMedia({ colorScheme: theme });
        await page.screenshot({ path: `test-results/screens/${name}-${theme}-${width}.png` });

        expect(await sideways(page), `nothing scrolls sideways in ${width} px`).toBeLessThanOrEqual(0);
        expect(await violations(page), `axe in ${theme} at ${width} px`).toEqual([]);
      }
    }
    expect(complaints).toEqual([]);
  });
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

async function violations(page: Page): Promise<string[]> {
  // All of the page at once, so that nothing is judged by the part that looks out from under the dock.
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 420, height: Math.max(HEIGHT, whole) });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
