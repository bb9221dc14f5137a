import { expect, it, vi } from 'vitest';
import { Refused, Unreached } from '../api';
import type { ChosenFile } from './chosen.svelte';
import { Uploads, type Bring } from './uploads.svelte';

const chosen = (name: string): ChosenFile => ({
  name,
  media_type: 'image/png',
  size_bytes: 3,
  sha256: 'aa',
  content: new Blob(['abc']),
});
const announced = (id: string) => ({ id, name: `${id}.png`, media_type: 'image/png', size_bytes: 3, sha256: 'aa' });

/** Two files of one message, and what became of them. */
async function sent(bring: Bring): Promise<{ uploads: Uploads; arrived: string[] }> {
  const arrived: string[] = [];
  const uploads = new Uploads(bring, ({ id }) => arrived.push(id));
  uploads.start('4127', [announced('one'), announced('two')], [chosen('one.png'), chosen('two.png')]);
  await vi.waitUntil(() => !uploads.all.some(({ state }) => state === 'goes' || state === 'waits'));
  return { uploads, arrived };
}

it('files follow one after the other', async () => {
  const order: string[] = [];

  const { uploads, arrived } = await sent(async (id, _content, onSent) => {
    order.push(`${id} begins`);
    onSent(3);
    await Promise.resolve();
    order.push(`${id} ends`);
  });

  expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  expect([uploads.all, arrived]).toEqual([[], ['one', 'two']]);
});

it('a file that does not go through holds up no other, and is tried again under the same id', async () => {
  const asked: string[] = [];
  let isDown = true;
  const { uploads, arrived } = await sent((id) => {
    asked.push(id);
    return id === 'one' && isDown ? Promise.reject(new Unreached('no answer')) : Promise.resolve();
  });
  expect(uploads.all.map(({ id, state }) => [id, state])).toEqual([['one', 'failed']]);

  isDown = false;
  uploads.retry(uploads.of('4127')[0] as (typeof uploads.all)[number]);
  await vi.waitUntil(() => uploads.all.length === 0);

  expect(asked).toEqual(['one', 'two', 'one']);
  expect(arrived).toEqual(['two', 'one']);
});

it('what the desk refuses is not tried again', async () => {
  const { uploads } = await sent(() => Promise.reject(new Refused(415, 'unsupported_type')));

  expect(uploads.all.map(({ state }) => state)).toEqual(['refused', 'refused']);
  uploads.all.forEach((upload) => uploads.drop(upload));
  expect(uploads.all).toEqual([]);
});
