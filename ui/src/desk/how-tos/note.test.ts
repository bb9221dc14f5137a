import type { HowTo } from '$lib/bindings';
import { expect, test } from 'vitest';
import type { Shelf } from '../kept';
import { NoteDraft, topicsIn } from './note.svelte';

const note: HowTo = {
  id: '0192aabb-0000-7000-8000-00000000d001',
  title: 'Wake the printer',
  body: 'Press the round button.',
  topics: ['printer', 'paper jam'],
  offered: true,
  helped: 11,
  updated_at: '2026-11-23T15:00:00Z',
  updated_by: 'Devon Park',
};

function shelf(): Shelf {
  const held = new Map<string, string>();
  return {
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => held.set(name, value),
    removeItem: (name) => held.delete(name),
  };
}

test('topics are what is between the commas, each once', () => {
  expect(topicsIn(' printer, paper  jam;; printer,\ntoner ')).toEqual(['printer', 'paper jam', 'toner']);
});

test('a note that is changed says what it replaces, also after a reload', () => {
  const kept = shelf();
  const draft = new NoteDraft(note, kept);
  draft.body = 'Press it twice.';
  draft.keep();

  const again = new NoteDraft({ ...note, updated_at: '2026-11-23T16:00:00Z' }, kept);

  expect(again.id).toBe(note.id);
  expect(again.note).toEqual({
    title: note.title,
    body: 'Press it twice.',
    topics: note.topics,
    offered: true,
    replaces: note.updated_at,
  });
});

test('a new note keeps its id until the server has it', () => {
  const kept = shelf();
  const draft = new NoteDraft(null, kept);
  draft.title = 'Sound';
  draft.keep();

  const again = new NoteDraft(null, kept);
  expect([again.id, again.title]).toEqual([draft.id, 'Sound']);
  again.forget();
  expect(new NoteDraft(null, kept).title).toBe('');
});

test('what is offered needs words that people use', () => {
  const draft = new NoteDraft(null, shelf());
  expect(draft.faults).toEqual({ title: 'desk-how-need-title', body: 'desk-how-need-body' });

  Object.assign(draft, { title: 'Sound', body: 'Turn it up.', offered: true });
  expect(draft.faults).toEqual({ topics: 'desk-how-need-topics' });
  draft.topics = Array.from({ length: 21 }, (_, index) => `word ${index}`).join(',');
  expect(draft.faults).toEqual({ topics: 'desk-how-many-topics' });
  draft.topics = 'sound';
  expect(draft.faults).toEqual({});
});
