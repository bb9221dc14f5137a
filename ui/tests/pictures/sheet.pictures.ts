import { expect, test } from '@playwright/test';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { draw } from './compose';
import { out, read, screens } from './design';

test('all pictures are on one sheet and in one list', async ({ page }) => {
  const made = readdirSync(out)
    .filter((name) => /^\d\d-.*\.png$/.test(name))
    .sort();
  const missing = screens.filter(({ product }) => product.is === 'none');
  expect(made.length).toBeGreaterThan(0);

  writeFileSync(join(out, 'index.html'), list(made));
  writeFileSync(join(out, 'contact-sheet.png'), await draw(page.context(), sheet(made)));

  process.stdout.write(`\n${made.length} pictures, ${screens.length} screens of the design.\n`);
  for (const { name, product } of missing) {
    process.stdout.write(`  ${name}: ${product.is === 'none' ? product.why : ''}\n`);
  }
});

function sheet(made: string[]): string {
  const figures = made.map((name) => {
    const picture = read(join(out, name))?.toString('base64');
    const caption = name.replace('.png', '');
    return `<figure style="margin:0"><img height="300" src="data:image/png;base64,${picture}"><figcaption>${caption}</figcaption></figure>`;
  });
  return `<body style="margin:0;padding:24px;width:2352px;display:flex;flex-wrap:wrap;gap:24px;background:#888f8b;font:14px system-ui">${figures.join('')}</body>`;
}

function list(made: string[]): string {
  const figures = made.map((name) => `<h2>${name.replace('.png', '')}</h2><p><img src="${name}" loading="lazy"></p>`);
  const style = 'body{font:15px system-ui;margin:24px}img{max-width:100%}';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Design and product</title><style>${style}</style><h1>Design and product</h1>${figures.join('\n')}</html>\n`;
}
