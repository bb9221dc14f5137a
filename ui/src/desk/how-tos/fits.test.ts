import type { HowTo } from '$lib/bindings';
import { expect, test } from 'vitest';
import { fitting, searched } from './fits';

const note = (title: string, topics: string[]): HowTo => ({
  id: title,
  title,
  body: 'Press the round button.',
  topics,
  offered: true,
  helped: 0,
  updated_at: '2026-11-23T15:00:00Z',
  updated_by: 'Devon Park',
});

const wake = note('Wake the printer', ['printer', 'impresión']);
const jam = note('Clear a paper jam', ['paper jam', 'printer']);
const sound = note('Get the sound back', ['sound']);
const titles = (notes: HowTo[]) => notes.map(({ title }) => title);

test.each([
  ['The printer says PAPER-JAM', ['Clear a paper jam', 'Wake the printer']],
  ['Two printers are dead', ['Wake the printer', 'Clear a paper jam']],
  ['La impresion no sale', ['Wake the printer']],
  ['The newspaper jammed my soundbar', []],
  ['', []],
])('what fits “%s”', (words, expected) => {
  expect(titles(fitting([wake, jam, sound], words))).toEqual(expected);
});

test('a note without topics fits nothing, and is found by its words', () => {
  const bare = note('Reset the fuser', []);

  expect(fitting([bare], 'Reset the fuser')).toEqual([]);
  expect(titles(searched([bare, wake], 'FUSER round'))).toEqual(['Reset the fuser']);
  expect(titles(searched([bare, wake], ' '))).toEqual(['Reset the fuser', 'Wake the printer']);
});
