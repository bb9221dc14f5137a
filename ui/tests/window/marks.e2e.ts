import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Request } from '../../src/lib/bindings';
import { bringAxe, violations } from '../access/barriers';
import { asked, give, openScreen } from './open';

// The sample's screen is 3,840 by 2,400 pixels.
const WIDTH = 3840;

/** What was asked about marks. */
async function marked(page: Page): Promise<Request[]> {
  return (await asked(page)).filter(({ ask }) => ask.includes('mark'));
}

function stage(page: Page): Locator {
  return page.getByRole('group', { name: 'Your picture' });
}

function box(page: Page, n: number): Locator {
  return page.getByRole('button', { name: new RegExp(`^Black box ${n}\\.`) });
}

function arrow(page: Page, n: number): Locator {
  return page.getByRole('button', { name: new RegExp(`^Arrow ${n}\\.`) });
}

/** Where a share of the picture is on the page. */
async function at(page: Page, x: number, y: number) {
  const area = await stage(page).getByRole('img').boundingBox();
  if (!area) throw new Error('the picture is shown');
  return { x: area.x + area.width * x, y: area.y + area.height * y };
}

async function drag(page: Page, from: [number, number], to: [number, number]) {
  const [start, end] = [await at(page, ...from), await at(page, ...to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

test('it opens from the picture, and leads back to where it was opened', async ({ page }) => {
  await openScreen(page, '02');

  await page.getByRole('button', { name: 'Hide or point' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Hide or point' })).toBeFocused();
  await page.getByRole('button', { name: 'Done' }).click();

  await expect(page.getByRole('button', { name: 'Hide or point' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'What’s going on?' })).toHaveValue(/^The projector/);
  expect(await marked(page)).toEqual([{ ask: 'start_marking' }, { ask: 'finish_marking' }]);
});

test('Cancel leaves the marks as they were', async ({ page }) => {
  await openScreen(page, '06');

  await page.getByRole('button', { name: 'Cancel' }).click();

  expect(await marked(page)).toEqual([{ ask: 'cancel_marking' }]);
});

test('a box is drawn with the mouse over every pixel that was touched', async ({ page }) => {
  await openScreen(page, '06-none');

  await drag(page, [0.7, 0.2], [0.9, 0.6]);

  await expect(box(page, 1)).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'Black box 1 added' })).toBeAttached();
  const [request] = await marked(page);
  if (request?.ask !== 'add_mark' || request.shape.kind !== 'cover') throw new Error('a box was added');
  const { x, y, width, height } = request.shape;
  for (const n of [x, y, width, height]) expect(Number.isInteger(n)).toBe(true);
  expect(Math.abs(x - WIDTH * 0.7)).toBeLessThan(12);
  expect(Math.abs(y - 2400 * 0.2)).toBeLessThan(12);
  expect(Math.abs(width - WIDTH * 0.2)).toBeLessThan(24);
  expect(Math.abs(height - 2400 * 0.4)).toBeLessThan(24);
});

test('an arrow points from where the drag began to where it ended', async ({ page }) => {
  await openScreen(page, '06-none');

  await page.getByRole('radio', { name: 'Arrow' }).check();
  await drag(page, [0.6, 0.8], [0.2, 0.5]);

  await expect(arrow(page, 1)).toBeFocused();
  const [request] = await marked(page);
  if (request?.ask !== 'add_mark' || request.shape.kind !== 'arrow') throw new Error('an arrow was added');
  expect(request.shape.from.x).toBeGreaterThan(request.shape.to.x);
  expect(request.shape.from.y).toBeGreaterThan(request.shape.to.y);
});

test('a mark is moved and resized with the mouse, and a tap does nothing', async ({ page }) => {
  await openScreen(page, '06');

  await drag(page, [0.8, 0.4], [0.7, 0.5]);
  await expect(box(page, 1)).toBeFocused();
  const grip = await page.locator('[data-grip]').boundingBox();
  if (!grip) throw new Error('there is a grip');
  await page.mouse.move(grip.x + 6, grip.y + 6);
  await page.mouse.down();
  await page.mouse.move(grip.x + 46, grip.y - 14, { steps: 3 });
  await page.mouse.up();
  const tap = await at(page, 0.1, 0.1);
  await page.mouse.click(tap.x, tap.y);

  const [move, resize, ...more] = await marked(page);
  if (move?.ask !== 'change_mark' || move.shape.kind !== 'cover') throw new Error('it was moved');
  if (resize?.ask !== 'change_mark' || resize.shape.kind !== 'cover') throw new Error('it was resized');
  expect([move.shape.width, move.shape.height]).toEqual([691, 948]);
  expect(move.shape.x).toBeLessThan(2707);
  expect([resize.shape.x, resize.shape.y]).toEqual([move.shape.x, move.shape.y]);
  expect(resize.shape.width).toBeGreaterThan(691);
  expect(resize.shape.height).toBeLessThan(948);
  expect(more).toEqual([]);
});

test('an arrow is taken by its line, and boxes are drawn beside it', async ({ page }) => {
  await openScreen(page, '06');

  await drag(page, [0.25, 0.79], [0.35, 0.6]);
  // Inside of the area around the arrow, beside its line.
  await drag(page, [0.3, 0.25], [0.4, 0.35]);

  const [move, add] = await marked(page);
  expect(move).toMatchObject({ ask: 'change_mark', id: 2 });
  expect(add).toMatchObject({ ask: 'add_mark', shape: { kind: 'cover' } });
});

test('Esc gives a drag up and leaves the page open', async ({ page }) => {
  await openScreen(page, '06-none');
  const [start, end] = [await at(page, 0.2, 0.2), await at(page, 0.5, 0.5)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y);

  await page.keyboard.press('Escape');
  await page.mouse.up();

  expect(await asked(page)).toEqual([]);
});

test('everything is done without the mouse', async ({ page }) => {
  await openScreen(page, '06-none');
  await expect(page.getByRole('heading', { name: 'Hide or point' })).toBeFocused();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Cover' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(box(page, 1)).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'Black box 1 added' })).toBeAttached();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+Z');
  await page.keyboard.press('Delete');

  await expect(page.getByRole('radio', { name: 'Cover' })).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'Black box 1 removed' })).toBeAttached();
  const requests = await marked(page);
  const first = { kind: 'cover', x: 1536, y: 1008, width: 768, height: 384 };
  expect(requests).toEqual([
    { ask: 'add_mark', shape: first },
    { ask: 'change_mark', id: 1, shape: { ...first, x: 1613 } },
    { ask: 'change_mark', id: 1, shape: { ...first, x: 1613, y: 931 } },
    { ask: 'change_mark', id: 1, shape: { ...first, x: 1613, y: 931, height: 461 } },
    { ask: 'undo_mark' },
    { ask: 'redo_mark' },
    { ask: 'remove_mark', id: 1 },
  ]);
});

test('a mark is removed from the list below', async ({ page }) => {
  await openScreen(page, '06');

  await page.getByRole('button', { name: 'Remove Arrow 1' }).press('Enter');

  await expect(page.getByRole('radio', { name: 'Cover' })).toBeFocused();
  await expect(page.getByText('Arrow 1 removed')).toBeAttached();
  await expect(page.getByRole('button', { name: 'Remove Arrow 1' })).toBeHidden();
});

test('Undo and Redo stay within reach and do nothing where there is nothing to do', async ({ page }) => {
  await openScreen(page, '06-none');
  const undo = page.getByRole('button', { name: 'Undo' });

  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  await undo.press('Enter');

  await expect(undo).toBeFocused();
  expect(await asked(page)).toEqual([]);
});

test('the picture is worked on larger than the window: by buttons, by keys, and where it was looked at', async ({
  page,
}) => {
  await page.setViewportSize({ width: 420, height: 640 });
  await openScreen(page, '06');
  const picture = stage(page).getByRole('img');
  const before = await picture.boundingBox();

  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(page.getByText('200%')).toBeVisible();
  expect((await picture.boundingBox())?.width).toBeCloseTo((before?.width ?? 0) * 2, 0);
  await stage(page).focus();
  for (let press = 0; press < 9; press += 1) await page.keyboard.press('+');
  await expect(page.getByText('1,000%')).toBeVisible();
  // The middle stays in the middle, and what is added lies there.
  await page.keyboard.press('Enter');

  await expect(box(page, 2)).toBeInViewport();
  const added = (await marked(page)).at(-1);
  if (added?.ask !== 'add_mark' || added.shape.kind !== 'cover') throw new Error('a box was added');
  expect(Math.abs(added.shape.x + added.shape.width / 2 - WIDTH / 2)).toBeLessThan(30);
  expect(added.shape.width).toBeLessThan(100);
  await stage(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => stage(page).evaluate((frame) => frame.scrollLeft)).toBeGreaterThan(1700);
  await page.keyboard.press('0');
  await expect(page.getByText('100%')).toBeVisible();
});

test('a mark that is not on the disk yet looks unfinished and is not spoken of', async ({ page }) => {
  await openScreen(page, '06-none');
  const { help } = await page.evaluate(() => globalThis.sample.view());
  if (!help.marking) throw new Error('it is open');
  const shape = { kind: 'cover' as const, x: 100, y: 100, width: 900, height: 500 };
  const waits = { id: 1, number: 1, shape, done: false };

  await give(page, { help: { ...help, marking: { ...help.marking, marks: [waits] } } });
  await expect(box(page, 1)).toHaveCSS('background-color', 'rgba(0, 0, 0, 0.75)');
  await expect(page.getByText('Black box 1 added')).toHaveCount(0);
  await give(page, { help: { ...help, marking: { ...help.marking, marks: [{ ...waits, done: true }] } } });

  await expect(box(page, 1)).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await expect(page.getByText('Black box 1 added')).toBeAttached();
});

test('what went wrong is said', async ({ page }) => {
  await openScreen(page, '06-trouble');

  await expect(page.getByRole('alert')).toHaveText(/it isn’t on your picture yet/);
});

test('with a contrast theme boxes stay black and axe finds nothing', async ({ page }) => {
  await openScreen(page, '06');
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });

  await expect(box(page, 1)).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await bringAxe(page);
  expect(await violations(page)).toEqual([]);
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true });

  test('one draws and two push the picture along', async ({ page }) => {
    await page.setViewportSize({ width: 420, height: 640 });
    await openScreen(page, '06-none');
    const fingers = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
      fingers.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: touchPoints.map((point, id) => ({ ...point, id })),
      });
    const [start, end] = [await at(page, 0.2, 0.2), await at(page, 0.5, 0.5)];

    await touch('touchStart', start);
    await touch('touchMove', end);
    await touch('touchEnd');
    await expect(box(page, 1)).toBeFocused();
    for (let press = 0; press < 4; press += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
    const before = await stage(page).evaluate((frame) => frame.scrollLeft);
    const [left, right] = [
      { x: 150, y: 220 },
      { x: 250, y: 220 },
    ];
    await touch('touchStart', left, right);
    await touch('touchMove', { ...left, x: left.x - 60 }, { ...right, x: right.x - 60 });
    await touch('touchEnd');

    await expect.poll(() => stage(page).evaluate((frame) => frame.scrollLeft)).toBeGreaterThan(before + 40);
    expect((await marked(page)).map(({ ask }) => ask)).toEqual(['add_mark']);
  });
});
