import { expect, it } from 'vitest';
import { me } from '../../../tests/desk/school';
import { ChosenFiles } from './chosen.svelte';

const limits = { ...me.capabilities, max_attachment_bytes: 10 };
const file = (name: string, content: string, type = 'image/png') => new File([content], name, { type });

it('a file is announced by what is in it', async () => {
  const chosen = new ChosenFiles();

  await chosen.add([file('plug.png', 'abc')], limits);

  const [{ content, ...plug }] = chosen.files as [(typeof chosen.files)[number]];
  expect(plug).toEqual({
    name: 'plug.png',
    media_type: 'image/png',
    size_bytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
  expect(await content.text()).toBe('abc');
});

it('the same file goes along once, however often it is chosen', async () => {
  const chosen = new ChosenFiles();

  await chosen.add([file('plug.png', 'abc'), file('plug.png', 'abc')], limits);
  await chosen.add([file('plug.png', 'abc')], limits);

  expect(chosen.files).toHaveLength(1);
});

it('what the desk does not take is named with its reason, and the rest goes along', async () => {
  const chosen = new ChosenFiles();

  await chosen.add(
    [
      file('big.png', 'eleven byte'),
      file('nothing.png', ''),
      file('film.mp4', 'abc', 'video/mp4'),
      file('notes.log', 'ok', ''),
      file('table.csv', 'a,b', 'text/csv'),
    ],
    limits,
  );

  expect(chosen.troubles).toEqual([
    { why: 'large', name: 'big.png' },
    { why: 'empty', name: 'nothing.png' },
    { why: 'kind', name: 'film.mp4' },
  ]);
  expect(chosen.files.map(({ name, media_type }) => [name, media_type])).toEqual([
    ['notes.log', 'text/plain'],
    ['table.csv', 'text/plain'],
  ]);
});

it('one reply carries ten, and a name has no folders', async () => {
  const chosen = new ChosenFiles();

  await chosen.add(
    Array.from({ length: 11 }, (_, index) => file(`a/${index}.png`, `${index}`)),
    limits,
  );

  expect(chosen.files).toHaveLength(10);
  expect(chosen.files[0]?.name).toBe('a_0.png');
  expect(chosen.troubles).toEqual([{ why: 'many', name: 'a_10.png' }]);
});
