import { expect, test, type Page } from '@playwright/test';
import * as school from './school';
import { FakeServer } from './server';

const path = `/tickets/${school.projector.id}`;
const reply = (page: Page) => page.getByRole('textbox', { name: 'Reply' });
const words = 'Hi Maria, please push the black cable in until it clicks.';

test('a ticket shows the words, the picture and the facts', async ({ page }) => {
  await FakeServer.start(page);

  await page.goto(path);

  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'ticket.aria.yml' });
});

test('a reply is sent once, with a key of its own', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);

  await reply(page).fill(words);
  await expect(page.getByText('Easy to read, grade 4')).toBeVisible();
  await reply(page).press('Control+Enter');

  await expect(reply(page)).toHaveValue('');
  await expect(page.getByText('Sent to Maria.')).toBeAttached();
  expect(server.calls).toEqual([
    {
      what: `POST ${path}/messages`,
      key: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      body: { body: words, internal: false, then: 'answer', attachments: [] },
    },
  ]);
});

test('a reply that did not go through is kept, and tried again under the same key', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);
  server.refusals.set(`POST ${path}/messages`, 'down');

  await reply(page).fill(words);
  await page.getByRole('button', { name: 'Send reply' }).click();

  await expect(page.getByRole('alert')).toHaveText('That didn’t go through. Your words are still here. Try again.');
  await expect(reply(page)).toBeFocused();
  await page.reload();
  await expect(reply(page)).toHaveValue(words);

  server.refusals.clear();
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(reply(page)).toHaveValue('');
  expect(server.calls[0]?.key).toBe(server.calls[1]?.key);
});

test('an empty reply is not sent', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);

  await page.getByRole('button', { name: 'Send reply' }).click();

  await expect(page.getByRole('alert')).toHaveText('Write a few words first.');
  await expect(reply(page)).toBeFocused();
  expect(server.calls).toEqual([]);
});

for (const [button, then] of [
  ['Send and ask “Is it fixed?”', 'ask_if_fixed'],
  ['Ask a question', 'ask_question'],
] as const) {
  test(`“${button}” says so to the server`, async ({ page }) => {
    const server = await FakeServer.start(page);
    await page.goto(path);

    await reply(page).fill(words);
    await page.getByRole('button', { name: button }).click();

    await expect(reply(page)).toHaveValue('');
    expect(server.calls[0]?.body).toMatchObject({ internal: false, then });
  });
}

test('a note for the desk only never asks the requester anything', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);

  await page.getByRole('button', { name: 'Note for the desk only' }).click();
  await expect(page.getByText('Maria never sees this.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send reply' })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Note for the desk only' }).fill('The socket was changed in October.');
  await page.getByRole('button', { name: 'Keep the note' }).click();

  await expect(page.getByText('The note is kept.')).toBeAttached();
  expect(server.calls[0]?.body).toEqual({
    body: 'The socket was changed in October.',
    internal: true,
    then: 'answer',
    attachments: [],
  });
});

test('a reply under way is left alone by what happens meanwhile', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);
  await reply(page).pressSequentially('Hi Ma');

  server.ticket = { ...school.longTicket };
  await server.say();
  await expect(page.getByText('It clicked, and still nothing.')).toBeVisible();
  await reply(page).pressSequentially('ria');

  await expect(reply(page)).toHaveValue('Hi Maria');
  await expect(reply(page)).toBeFocused();
});

test('a new time is given in one press, and the same words are sent once', async ({ page }) => {
  const row = { ...school.projector, pressing: true };
  const server = await FakeServer.start(page, { ticket: { ...school.ticket, row } });
  const renewal = `POST ${path}/promise`;
  server.refusals.set(renewal, 'down');
  await page.goto(path);
  const give = page.getByRole('button', { name: 'Give a new time' });

  await give.click();
  await expect(page.getByRole('alert')).toContainText('That didn’t go through.');
  server.refusals.clear();
  server.ticket = school.missedTicket;
  await give.click();
  await expect(page.getByText('Maria knows the new time.')).toBeAttached();
  await page.getByLabel('Say why, if you like').fill('The part comes tomorrow.');
  await give.click();

  await expect.poll(() => server.calls.length).toBe(3);
  expect(server.calls.map(({ body }) => body)).toEqual([
    { words: null },
    { words: null },
    { words: 'The part comes tomorrow.' },
  ]);
  expect(server.calls[1]?.key).toBe(server.calls[0]?.key);
  expect(server.calls[2]?.key).not.toBe(server.calls[0]?.key);
});

test('a ticket says when nobody answered in time, and what was promised instead', async ({ page }) => {
  await FakeServer.start(page, { ticket: school.missedTicket });

  await page.goto(path);

  await expect(page.getByText('Not answered in time')).toBeVisible();
  await expect(page.getByText('the desk gave a new time: Tue 10:42')).toBeVisible();
});

test('a promise that does not press yet is left alone', async ({ page }) => {
  await FakeServer.start(page);

  await page.goto(path);

  await expect(page.getByRole('button', { name: 'Take' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Give a new time' })).toHaveCount(0);
});

test('a ticket is handed to a department that is named', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);
  const open = page.getByRole('button', { name: 'Hand off' });

  await open.click();
  await expect(page.getByRole('heading', { name: 'Who should have it?' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(open).toBeFocused();
  await open.click();
  await page.getByRole('button', { name: 'Hand to Facilities' }).click();

  await expect(open).toBeFocused();
  expect(server.calls).toEqual([{ what: `POST ${path}/hand-off`, key: null, body: { department: 'Facilities' } }]);
});

test('a ticket is given to a colleague', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);
  const open = page.getByRole('button', { name: 'Hand off' });

  await open.click();
  await expect(page.getByRole('button', { name: 'Hand to Devon Park' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Hand to Priya Nair' }).click();

  await expect(open).toBeFocused();
  await expect(page.getByText('Priya is on it', { exact: true })).toBeAttached();
  expect(server.calls).toEqual([{ what: `POST ${path}/assignment`, key: null, body: { technician: 'Priya Nair' } }]);
});

test('a ticket waits until a moment in the school’s own time', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);

  await page.getByRole('button', { name: 'Put on hold' }).click();
  await page.getByLabel('Due', { exact: true }).fill('09:00');
  await page.getByRole('form', { name: 'Until when?' }).getByRole('button', { name: 'Put on hold' }).click();
  await expect(page.getByRole('alert')).toHaveText('That time has passed.');
  await page.getByLabel('Due, which day').selectOption({ label: 'Thu' });
  await page.getByRole('form', { name: 'Until when?' }).getByRole('button', { name: 'Put on hold' }).click();

  await expect(page.getByRole('form', { name: 'Until when?' })).toHaveCount(0);
  expect(server.calls).toEqual([
    { what: `PUT ${path}/status`, key: null, body: { status: 'on_hold', due: '2026-11-26T14:00:00.000Z' } },
  ]);
});

test('a duplicate is withdrawn only after being asked', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto(path);

  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  expect(server.calls).toEqual([]);
  await page.getByRole('button', { name: 'Yes, withdraw it' }).click();

  await expect(page).toHaveURL('/queue');
  expect(server.calls).toEqual([{ what: `PUT ${path}/status`, key: null, body: { status: 'cancelled', due: null } }]);
});

test('what somebody wrote is text, whatever it looks like', async ({ page }) => {
  const [first] = school.ticket.history;
  const body = '<img src=x onerror="document.title=1"><b>hello</b>\nsecond line';
  const item = { ...first?.item, body } as (typeof school.ticket.history)[number]['item'];
  await FakeServer.start(page, { ticket: { ...school.ticket, history: [{ internal: false, item }] } });

  await page.goto(path);

  await expect(page.getByText('<b>hello</b>')).toBeVisible();
  await expect(page.getByRole('main').locator('b', { hasText: 'hello' })).toHaveCount(0);
  await expect(page).toHaveTitle(/projector/);
});

test('a ticket without a report shows no heading for what nobody knows', async ({ page }) => {
  const row = { ...school.projector, findings: [], place: null };
  await FakeServer.start(page, {
    ticket: { ...school.ticket, row, report: null, seen_before: [], email: null },
    queue: { ...school.queue, tickets: [row] },
  });

  await page.goto(path);

  await expect(page.getByRole('complementary', { name: 'Facts and actions' }).getByRole('heading')).toHaveCount(0);
});

test('a ticket that is not there says so', async ({ page }) => {
  await FakeServer.start(page);

  await page.goto('/tickets/0192aabb-0000-7000-8000-00000000dead');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address.');
});
