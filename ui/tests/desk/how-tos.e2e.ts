import { expect, test } from '@playwright/test';
import * as school from './school';
import { FakeServer } from './server';

const [jam, cable] = school.howTos as [(typeof school.howTos)[0], (typeof school.howTos)[0]];
const ticket = `/tickets/${school.projector.id}`;

test('a note that fits the ticket is put into the reply with one press, and changed before it is sent', async ({
  page,
}) => {
  const server = await FakeServer.start(page, { howTos: school.howTos });
  await page.goto(ticket);
  const reply = page.getByRole('textbox', { name: 'Reply' });
  await reply.fill('Hi Maria,');

  await page.getByRole('button', { name: 'Use “Push the podium cable in”' }).click();

  await expect(reply).toBeFocused();
  await expect(reply).toHaveValue(`Hi Maria,\n\n${cable.body}`);
  await expect(page.getByText('The note is in your reply.')).toBeAttached();
  expect(server.calls).toEqual([]);
  await reply.pressSequentially(' Devon');
  await reply.press('Control+Enter');
  await expect(reply).toHaveValue('');
  expect(server.calls[0]?.body).toMatchObject({ body: `Hi Maria,\n\n${cable.body} Devon`, internal: false });
});

test('any note is found and put where the cursor is, by keyboard alone', async ({ page }) => {
  await FakeServer.start(page, { howTos: school.howTos });
  await page.goto(ticket);
  const reply = page.getByRole('textbox', { name: 'Reply' });
  await reply.fill('Hi Maria, good luck!');
  await reply.press('Home');
  for (let step = 0; step < 'Hi Maria,'.length; step++) await reply.press('ArrowRight');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'How-to notes' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Search the notes' })).toBeFocused();
  await page.keyboard.type('BOTH hands');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  await expect(reply).toBeFocused();
  await expect(reply).toHaveValue(`Hi Maria,\n\n${jam.body}\n\ngood luck!`);
});

test('Escape goes back from the notes to what opened them', async ({ page }) => {
  await FakeServer.start(page, { howTos: school.howTos });
  await page.goto(ticket);
  await page.getByRole('button', { name: 'How-to notes' }).click();

  await page.getByRole('searchbox', { name: 'Search the notes' }).fill('nothing like it');
  await expect(page.getByText('No note fits.')).toBeVisible();
  await page.keyboard.press('Escape');

  await expect(page.getByRole('button', { name: 'How-to notes' })).toBeFocused();
  await expect(page.getByRole('searchbox')).toHaveCount(0);
});

test('without notes the reply offers none', async ({ page }) => {
  await FakeServer.start(page);
  await page.goto(ticket);

  await expect(page.getByRole('button', { name: 'Send reply' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'How-to notes' })).toHaveCount(0);
});

test('a note is written, checked and saved', async ({ page }) => {
  const server = await FakeServer.start(page);
  await page.goto('/notes');
  await page.getByRole('link', { name: 'Write a note' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Write a note' })).toBeFocused();

  await page.getByRole('button', { name: 'Save the note' }).click();
  await expect(page.getByLabel('What does it help with?')).toBeFocused();
  await expect(page.getByText('Say what to do.')).toBeVisible();
  await page.getByLabel('What does it help with?').fill('Clear a paper jam');
  await page.getByLabel('What to do').fill(jam.body);
  await expect(page.getByText(/to read, grade \d/)).toBeVisible();
  await page.getByRole('switch', { name: 'Offer it to people while they write' }).check();
  await page.getByRole('button', { name: 'Save the note' }).click();
  await expect(page.getByText('Add a word people use')).toBeVisible();
  await page.getByLabel('Words people use for it').fill('paper jam, printer, ');
  await page.reload();
  await page.getByRole('button', { name: 'Save the note' }).click();

  await expect(page).toHaveURL('/notes');
  await expect(page.getByText('The note is saved.')).toBeAttached();
  const { title, body, topics } = jam;
  expect(server.calls).toEqual([
    {
      what: expect.stringMatching(/^PUT \/how-tos\/[0-9a-f-]{36}$/) as unknown,
      key: null,
      body: { title, body, topics, offered: true, replaces: null },
    },
  ]);
});

test('what somebody else made of a note is shown before it is replaced', async ({ page }) => {
  const server = await FakeServer.start(page, { howTos: school.howTos });
  await page.goto('/notes');
  await page.getByRole('link', { name: 'Clear a paper jam' }).click();
  await page.getByLabel('What to do').fill('Call us. We do it.');
  server.refusals.set(`PUT /how-tos/${jam.id}`, { status: 409, code: 'conflict' });
  const newer = { ...jam, body: 'Use the door at the back.', updated_at: school.NOW };
  server.howTos = [newer, cable];

  await page.getByRole('button', { name: 'Save the note' }).click();
  await expect(page.getByText('Use the door at the back.')).toBeVisible();
  await expect(page.getByLabel('What to do')).toHaveValue('Call us. We do it.');
  server.refusals.clear();
  await page.getByRole('button', { name: 'Save the note' }).click();

  await expect(page).toHaveURL('/notes');
  expect(server.calls.map(({ body }) => (body as { replaces: string }).replaces)).toEqual([
    jam.updated_at,
    newer.updated_at,
  ]);
});

test('a note is deleted only after being asked', async ({ page }) => {
  const server = await FakeServer.start(page, { howTos: school.howTos });
  await page.goto(`/notes/${cable.id}`);

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Delete this note?' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeFocused();
  expect(server.calls).toEqual([]);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, delete it' }).click();

  await expect(page).toHaveURL('/notes');
  expect(server.calls.map(({ what }) => what)).toEqual([`DELETE /how-tos/${cable.id}`]);
});
