import { test } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sideBySide } from './compose';
import { designed, out, screens, THEMES } from './design';
import { drawn, show } from './product';

for (const screen of screens.filter(({ product }) => product.is !== 'none')) {
  for (const theme of THEMES) {
    test(`${screen.name} in ${theme}, beside the design`, async ({ page }) => {
      const isPage = await show(page, screen, theme);
      const product = isPage ? await page.screenshot() : await drawn(page, screen, theme);
      await keep(`${screen.name}-${theme}`, product);

      // The design has the whole page as well where it scrolls.
      if (isPage && designed(`${screen.name}-full-${theme}`)) {
        const whole = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width: screen.width, height: Math.max(screen.height, whole) });
        await keep(`${screen.name}-full-${theme}`, await page.screenshot());
      }

      async function keep(name: string, picture: Buffer | null) {
        const sides = [
          { title: `${name}, design`, picture: designed(name) },
          { title: `${name}, product`, picture },
        ];
        writeFileSync(join(out, `${name}.png`), await sideBySide(page.context(), screen.width, sides));
      }
    });
  }
}
