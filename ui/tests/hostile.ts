// What somebody could write to make a page do something: all of it is words.

import { expect, type Locator, type Page } from '@playwright/test';

export const HOSTILE = [
  '<img src="https://bad.example/pixel.png" onerror="window.harmed = true">',
  '<script>window.harmed = true</script><b>bold</b>',
  '[Sign in](javascript:window.harmed=true) **now** ![x](https://bad.example/x.png)',
  'https://bad.example/sign-in and deskside://help and \u202Etxt.exe',
  '{{constructor.constructor("window.harmed = true")()}}',
].join('\n');

/** The words stand there as they were written, are made of nothing else, lead nowhere, and fetch nothing. */
export async function expectPlain(page: Page, words: Locator, asked: string[]): Promise<void> {
  await expect(words).toContainText(HOSTILE.slice(0, 60));
  expect(await words.evaluate((node) => node.textContent)).toContain(HOSTILE);
  await expect(words.locator('a, img, script, b, iframe, svg, [onerror]')).toHaveCount(0);
  await words.dispatchEvent('click');
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  expect(asked.filter((url) => url.includes('bad.example'))).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
}

/** Every address that the page asks for from now on. */
export function listen(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  return asked;
}
