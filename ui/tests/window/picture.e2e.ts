import { expect, test, type Page } from '@playwright/test';
import { asked, openScreen } from './open';

/** Four pixels, drawn by the browser itself in the kind of picture that is asked for. */
async function drawn(page: Page, type: string): Promise<Buffer> {
  const url = await page.evaluate((type) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 2;
    const pen = canvas.getContext('2d');
    if (pen) pen.fillStyle = '#102030';
    pen?.fillRect(0, 0, 2, 2);
    return canvas.toDataURL(type);
  }, type);
  return Buffer.from(url.replace(/^[^,]*,/, ''), 'base64');
}

/** What the agent was given as a picture, as the browser reads it: its size and its first pixel. */
async function given(page: Page): Promise<unknown[]> {
  const requests = await asked(page);
  const pictures = requests.flatMap((request) => (request.ask === 'use_picture' ? [request.png] : []));
  return page.evaluate(
    (pictures) =>
      Promise.all(
        pictures.map(async (png) => {
          const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
          pen?.drawImage(image, 0, 0);
          return [image.width, image.height, [...(pen?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3)];
        }),
      ),
    pictures,
  );
}

const change = (page: Page) => page.getByRole('button', { name: 'Change', exact: true });

/** Lets a file be pasted or dropped where the words go. */
async function hand(page: Page, how: 'paste' | 'drop', bytes: Buffer, type: string) {
  await page.getByLabel('What’s going on?').evaluate(
    (box, { how, bytes, type }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], 'photo', { type }));
      const init = { bubbles: true, cancelable: true };
      const event =
        how === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent('drop', { ...init, dataTransfer: data });
      box.dispatchEvent(event);
    },
    { how, bytes: [...bytes], type },
  );
}

test('a photo is chosen by keyboard alone, and goes on as a PNG', async ({ page }) => {
  // Asked for beforehand, because the browser shows its own dialog otherwise.
  const chooser = page.waitForEvent('filechooser');
  await openScreen(page, '01');
  await change(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('You can also paste one')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Choose a picture' })).toBeFocused();
  await page.keyboard.press('Enter');
  const buffer = await drawn(page, 'image/jpeg');
  await (await chooser).setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer });

  await expect(page.getByText('Your own picture')).toBeVisible();
  expect(await given(page)).toEqual([[2, 2, [16, 32, 48]]]);
  await page.getByRole('button', { name: 'Back to my screen' }).click();

  await expect(page.getByText('Your screen at')).toBeVisible();
  await expect(change(page)).toBeFocused();
});

for (const how of ['paste', 'drop'] as const) {
  test(`a picture takes the place of the screen by ${how}`, async ({ page }) => {
    await openScreen(page, '01');

    await hand(page, how, await drawn(page, 'image/webp'), 'image/webp');

    await expect(page.getByText('Your own picture')).toBeVisible();
    expect(await given(page)).toHaveLength(1);
  });
}

test('what is no picture is said, and nothing is handed over', async ({ page }) => {
  await openScreen(page, '01');

  await hand(page, 'paste', Buffer.from('names and grades'), 'image/png');

  await expect(page.getByRole('alert')).toHaveText(/We can’t read that picture/);
  await expect(page.getByText('Your screen at')).toBeVisible();
  expect(await given(page)).toEqual([]);
});

test('words that are pasted are words', async ({ page }) => {
  await openScreen(page, '01');
  const box = page.getByLabel('What’s going on?');

  const taken = await box.evaluate((box) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'The bell rings twice.');
    return !box.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
  });

  expect(taken).toBe(false);
});

test('a picture wider than any screen is made smaller before it goes on', async ({ page }) => {
  await openScreen(page, '01');
  const wide = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [7680, 64];
    canvas.getContext('2d')?.fillRect(0, 0, 7680, 64);
    return canvas.toDataURL('image/png');
  });

  await hand(page, 'drop', Buffer.from(wide.replace(/^[^,]*,/, ''), 'base64'), 'image/png');

  await expect(page.getByText('Your own picture')).toBeVisible();
  expect(await given(page)).toEqual([[3840, 32, [0, 0, 0]]]);
});

test('of two screens one is chosen, and all of them again', async ({ page }) => {
  await openScreen(page, '01-screens');
  await expect(page.getByText('Screen 2 at')).toBeVisible();
  await change(page).click();
  const screens = page.getByRole('group', { name: 'Which screen should we see?' });
  await expect(screens.getByRole('button', { name: 'Screen 2' })).toHaveAttribute('aria-pressed', 'true');

  await screens.getByRole('button', { name: 'Screen 1' }).click();
  await expect(page.getByText('Screen 1 at')).toBeVisible();
  await screens.getByRole('button', { name: 'All screens' }).click();

  await expect(page.getByText('Your screen at')).toBeVisible();
});

test('a refused screen is asked for again only when the person wants it', async ({ page }) => {
  await openScreen(page, '01-refused');
  await expect(page.getByText('Your screen is not shared.')).toBeVisible();
  expect(await asked(page)).toEqual([]);

  await page.getByRole('button', { name: 'Ask me again' }).click();

  expect(await asked(page)).toEqual([{ ask: 'ask_for_screen' }]);
});

test('a picture goes with a reply, and is taken off again', async ({ page }) => {
  await openScreen(page, '30');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a picture' }).click();
  await (
    await chooser
  ).setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await drawn(page, 'image/jpeg') });

  await expect(page.getByRole('button', { name: 'Your own picture' })).toBeVisible();
  const asks = (await asked(page)).filter(({ ask }) => ask === 'attach_to_reply');
  expect(asks).toHaveLength(1);
  await page.getByRole('button', { name: 'Take the picture off' }).click();

  await expect(page.getByRole('button', { name: 'Your own picture' })).toHaveCount(0);
  await expect(page.getByLabel('Your reply')).toBeFocused();
});

test('an outage that is over is over for the person as well, or is what the request is about', async ({ page }) => {
  await openScreen(page, '54');
  await page.getByRole('button', { name: 'Not for me' }).click();
  await expect(page.getByText('Tell us what you still see.')).toBeVisible();
  await expect(page.getByLabel('What’s going on?')).toBeFocused();
  await page.getByRole('button', { name: 'Yes', exact: true }).click();

  await expect(page.getByText('Working for you too?')).toHaveCount(0);
  await expect(page.getByLabel('What’s going on?')).toBeFocused();
});
