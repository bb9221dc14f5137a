// Pictures side by side, put together by the browser that took them.

import type { BrowserContext } from '@playwright/test';

interface Side {
  title: string;
  /** PNG; nothing where there is none. */
  picture: Buffer | null;
}

const STYLE = `
  body { margin: 0; padding: 16px; display: inline-flex; gap: 16px; background: #888f8b; font: 500 15px system-ui, sans-serif }
  figure { margin: 0 } figcaption { padding: 0 0 8px } img { display: block }`;

/** Draws pictures of `width` CSS px beside each other, those that are there. */
export async function sideBySide(context: BrowserContext, width: number, sides: Side[]): Promise<Buffer> {
  const figures = sides.map(({ title, picture }) =>
    picture
      ? `<figure><figcaption>${title}</figcaption><img width="${width}" src="data:image/png;base64,${picture.toString('base64')}"></figure>`
      : '',
  );
  return draw(context, `<style>${STYLE}</style><body>${figures.join('')}</body>`);
}

/** A picture of all of `html`. */
export async function draw(context: BrowserContext, html: string): Promise<Buffer> {
  const page = await context.newPage();
  await page.setContent(html);
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  const picture = await page.locator('body').screenshot();
  await page.close();
  return picture;
}
