import { expect, test, type Page } from '@playwright/test';
import { bringAxe, moving, sideways, smallTargets, violations } from './barriers';
import { complaintsOf } from './complaints';
import { tabStops } from './keyboard';
import { screens } from './screens';
import { put, STATES, type Size } from './states';

for (const { name, size, open } of screens) {
  test(`${name} stands in nobody’s way in any state`, async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.setViewportSize(size);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page);
    await bringAxe(page);

    for (const state of STATES) {
      await put(page, state, size);
      expect(await sideways(page), `${state.name}: nothing scrolls sideways`).toBe(0);
      expect(state.still ? await moving(page) : [], `${state.name}: nothing moves`).toEqual([]);
      if (!state.still) await stand(page);

      await seeAll(page, size);
      expect(await violations(page), `axe, ${state.name}`).toEqual([]);
      expect(await smallTargets(page), `targets, ${state.name}`).toEqual([]);
      test.info().annotations.push({ type: 'looked at', description: state.name });
    }
    expect(complaints).toEqual([]);
  });

  test(`${name} is told in the same words, and walked through in the same order`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page);
    const file = name.replace(' ', '-');
    await expect(page.locator('body')).toMatchAriaSnapshot({ name: `${file}.aria.yml` });

    const stops = await tabStops(page);

    expect(
      stops.filter(({ isMarked }) => !isMarked).map(({ said }) => said),
      'the ring is seen',
    ).toEqual([]);
    expect(
      stops.filter(({ isCovered }) => isCovered).map(({ said }) => said),
      'nothing lies over it',
    ).toEqual([]);
    expect(`${stops.map(({ said }) => said).join('\n')}\n`).toMatchSnapshot(`${file}-tab.txt`);
  });
}

/** All of the page at once, so that nothing is judged by the part that looks out from under the dock. */
async function seeAll(page: Page, { height }: Size): Promise<void> {
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: Math.max(height, whole) });
}

/** Waits until what moves has come to rest. */
function stand(page: Page): Promise<unknown> {
  return page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
}
