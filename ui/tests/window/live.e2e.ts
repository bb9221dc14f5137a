import { expect, test, type Page } from '@playwright/test';
import type { HelpStage } from '../../src/lib/bindings';
import { NOW, PICTURE, TICKET, TYPED, at } from '../../src/window/samples/base';
import { screen } from '../../src/window/samples/screens';
import { give, openScreen } from './open';

interface Telling {
  name: string;
  screen: string;
  happen: (page: Page) => Promise<unknown>;
  /** What is said, and whether it may wait until the screen reader has finished its sentence. */
  role: 'status' | 'alert';
  says: RegExp;
}

const queued = { id: TICKET, text: TYPED, picture: PICTURE };
const press = (button: string) => (page: Page) => page.getByRole('button', { name: button, exact: true }).click();

const EVENTS: Telling[] = [
  {
    name: 'a known outage',
    screen: '02',
    happen: (page) => becomes(page, '03'),
    role: 'status',
    says: /We already know about this/,
  },
  {
    name: 'something to try',
    screen: '02',
    happen: (page) => becomes(page, '04'),
    role: 'status',
    says: /while you wait/,
  },
  {
    name: 'sending',
    screen: '02',
    happen: (page) => turn(page, { is: 'sending', ...queued }),
    role: 'status',
    says: /Your words go first/,
  },
  { name: 'sent', screen: '02', happen: press('Send'), role: 'status', says: /You’ll hear from us by Tue 10:40/ },
  {
    name: 'saved for later',
    screen: '02',
    happen: (page) => turn(page, { is: 'saved', ...queued, saved_at: NOW }),
    role: 'status',
    says: /Saved\. We’ll send it for you/,
  },
  {
    name: 'saved behind a locked keyring',
    screen: '02',
    happen: (page) => turn(page, { is: 'locked', ...queued, saved_at: NOW }),
    role: 'status',
    says: /Saved\. It waits for your keyring/,
  },
  { name: 'counted in', screen: '50', happen: press('Me too'), role: 'status', says: /You’re counted/ },
  {
    name: 'the picture taken off',
    screen: '02',
    happen: press('Remove'),
    role: 'status',
    says: /No picture will be sent/,
  },
  { name: 'nothing written', screen: '01', happen: press('Send'), role: 'alert', says: /Add a few words/ },
  {
    name: 'a server that did not take it',
    screen: '02',
    happen: (page) => turn(page, { is: 'trouble', ...queued, next_try_at: at('10:42'), code: 'B204-503' }),
    role: 'alert',
    says: /That didn’t go through\. It’s on us/,
  },
  {
    name: 'a restart',
    screen: '02',
    happen: (page) => change(page, { restarted: true }),
    role: 'alert',
    says: /Deskside had to restart/,
  },
];

for (const { name, screen, happen, role, says } of EVENTS) {
  test(`${name} is said by a screen reader, once, as ${role}`, async ({ page }) => {
    await openScreen(page, screen);
    await expect(page.getByRole(role).filter({ hasText: says })).toHaveCount(0);

    await happen(page);

    await expect(page.getByRole(role).filter({ hasText: says })).toHaveCount(1);
    await expect(page.getByRole(role === 'alert' ? 'status' : 'alert').filter({ hasText: says })).toHaveCount(0);
  });
}

/** The agent finds what another sample shows. */
function becomes(page: Page, name: string): Promise<void> {
  const { help, notices } = screen(name);
  return give(page, { help, notices });
}

function turn(page: Page, stage: HelpStage): Promise<void> {
  return change(page, { stage });
}

async function change(page: Page, changed: object): Promise<void> {
  const { help } = await page.evaluate(() => globalThis.sample.view());
  await give(page, { help: { ...help, ...changed } });
}
