import { expect, test, type Page } from '@playwright/test';
import * as school from './school';
import { FakeServer } from './server';

const path = `/tickets/${school.projector.id}`;
const reply = (page: Page) => page.getByRole('textbox', { name: 'Reply' });
const list = (page: Page) => page.getByRole('list', { name: 'Goes with it' });
const plug = { name: 'plug.png', mimeType: 'image/png', buffer: Buffer.from('a plug') };
const guide = { name: 'guide.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };

async function choose(page: Page, files: (typeof plug)[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a picture or file' }).click();
  await (await chooser).setFiles(files);
}

/** Lets a picture fall into the page, or pastes it: with words beside it where there are any. */
async function bring(page: Page, how: 'drop' | 'paste', words = ''): Promise<void> {
  await reply(page).evaluate(
    (box, [how, words]) => {
      const carried = new DataTransfer();
      carried.items.add(new File(['a plug'], 'image.png', { type: 'image/png' }));
      if (words) carried.items.add(words, 'text/plain');
      const say = { bubbles: true, cancelable: true };
      box.dispatchEvent(
        how === 'drop'
          ? new DragEvent('drop', { ...say, dataTransfer: carried })
          : new ClipboardEvent('paste', { ...say, clipboardData: carried }),
      );
    },
    [how, words] as const,
  );
}

test('words go first, and each file follows on its own', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);
  await choose(page, [plug, guide]);
  await expect(list(page).getByRole('listitem')).toHaveText([/plug\.png6 B/, /guide\.pdf8 B/]);

  await reply(page).fill('This plug. The guide shows how.');
  await page.getByRole('button', { name: 'Send reply' }).click();

  await expect(page.getByText('guide.pdf is there.')).toBeAttached();
  await expect(list(page)).toHaveCount(0);
  const [message, first, second] = server.calls;
  const announced = (message?.body as { attachments: { id: string; name: string; size_bytes: number }[] }).attachments;
  expect(announced.map(({ name, size_bytes }) => [name, size_bytes])).toEqual([
    ['plug.png', 6],
    ['guide.pdf', 8],
  ]);
  expect([first, second]).toEqual(
    announced.map(({ id, size_bytes }) => ({ what: `PUT /attachments/${id}`, key: null, body: size_bytes })),
  );
  expect(server.calls).toHaveLength(3);
});

test('a picture is pasted or dropped, and taken out again', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto(path);
  await expect(reply(page)).toBeVisible();

  await bring(page, 'paste', 'words from a document');
  await bring(page, 'paste');
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove image.png' }).click();
  await expect(list(page)).toHaveCount(0);
  await expect(reply(page)).toBeFocused();

  await bring(page, 'drop');
  await expect(list(page).getByRole('listitem')).toHaveText([/image\.png/]);
});

test('what the desk does not take is said in plain words', async ({ page }) => {
  const me = { ...school.me, capabilities: { ...school.me.capabilities, max_attachment_bytes: 7 } };
  await FakeServer.start(page, { me });
  await page.goto(path);

  await choose(page, [plug, guide, { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('film') }]);

  await expect(page.getByText('guide.pdf is too large. A file may have 7 B.')).toBeVisible();
  await expect(page.getByText('film.mp4 can’t go along. Use PNG, JPEG, PDF, or plain text.')).toBeVisible();
  await expect(list(page).getByRole('listitem')).toHaveText([/plug\.png/]);
  await reply(page).fill('This plug.');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByText('film.mp4')).toHaveCount(0);
});

test('what is chosen stays when sending fails, over other tickets too, and is the same message again', async ({
  page,
}) => {
  const server = await FakeServer.start(page);
  await page.goto(path);
  await choose(page, [plug]);
  await reply(page).fill('This plug.');
  server.refusals.set(`POST ${path}/messages`, 'down');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByText('Your words are still here.')).toBeVisible();

  await page.getByRole('link', { name: 'Queue' }).first().click();
  await page.getByRole('link', { name: school.projector.subject }).click();
  await expect(list(page).getByRole('listitem')).toHaveText([/plug\.png/]);
  server.refusals.clear();
  await page.getByRole('button', { name: 'Send reply' }).click();

  await expect(list(page)).toHaveCount(0);
  const [first, again] = server.calls;
  expect(again).toEqual(first);
});

test('a file that does not go through is tried again by itself', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);
  await choose(page, [plug]);
  await reply(page).fill('This plug.');
  let isDown = true;
  await page.route('**/attachments/*', (route) =>
    isDown && route.request().method() === 'PUT' ? route.abort('connectionrefused') : route.fallback(),
  );
  await page.getByRole('button', { name: 'Send reply' }).click();

  await expect(
    page.getByRole('alert').filter({ hasText: 'plug.png didn’t go through. Your words did.' }),
  ).toBeVisible();
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();

  await expect(page.getByText('plug.png is there.')).toBeAttached();
  await expect(page.getByText('didn’t go through')).toHaveCount(0);
  expect(server.calls.filter(({ what }) => what.startsWith('POST'))).toHaveLength(1);
});

test('how far a file has come is told while it is on its way', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto(path);
  await choose(page, [plug]);
  await reply(page).fill('This plug.');
  let arrive: () => void = () => undefined;
  await page.route('**/staff/attachments/*', async (route) => {
    if (route.request().method() === 'PUT') await new Promise<void>((resolve) => (arrive = resolve));
    return route.fallback();
  });
  await page.getByRole('button', { name: 'Send reply' }).click();

  await expect(page.getByRole('progressbar', { name: 'Sending plug.png' })).toHaveAttribute('max', '6');
  arrive();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByText('plug.png is there.')).toBeAttached();
});

test('a desk that takes no files is offered none', async ({ page }) => {
  const me = { ...school.me, capabilities: { ...school.me.capabilities, max_attachment_bytes: 0 } };
  await FakeServer.start(page, { me });
  await page.goto(path);

  await expect(page.getByRole('button', { name: 'Send reply' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a picture or file' })).toHaveCount(0);
});

test('a picture from the desk is named by who sent it', async ({ page }) => {
  await FakeServer.start(page, { ticket: school.answeredWithPicture });
  await page.goto(path);

  await expect(page.getByRole('img', { name: 'Picture from Devon: plug.png' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'guide.pdf' })).toHaveAttribute('href', /\/staff\/attachments\/b005$/);
});
