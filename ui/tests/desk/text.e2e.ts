import { expect, test } from '@playwright/test';
import { expectPlain, HOSTILE, listen } from '../hostile';
import * as school from './school';
import { FakeServer } from './server';

const path = `/tickets/${school.projector.id}`;

test('what a teacher writes is text, and its links lead nowhere', async ({ page }) => {
  const asked = listen(page);
  const [first, ...rest] = school.ticket.history;
  const item = { ...first, item: { ...first?.item, body: HOSTILE } } as (typeof school.ticket.history)[number];
  await FakeServer.start(page, { ticket: { ...school.ticket, history: [item, ...rest] } });

  await page.goto(path);

  await expectPlain(page, page.locator('main').getByText('bad.example/sign-in').first(), asked);
});

test('an address that somebody claims is an address, and adds nothing to the mail', async ({ page }) => {
  const email = 'maria@example.org?bcc=all@bad.example&body=hello';
  await FakeServer.start(page, { ticket: { ...school.ticket, email } });

  await page.goto(path);

  const link = page.getByRole('link', { name: email });
  await expect(link).toHaveAttribute('href', 'mailto:maria@example.org%3Fbcc%3Dall%40bad.example%26body%3Dhello');
});
