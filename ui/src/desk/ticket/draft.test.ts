import { expect, it } from 'vitest';
import type { ChosenFile } from '../files/chosen.svelte';
import type { Shelf } from '../kept';
import { ReplyDraft } from './draft.svelte';

it('a reply survives a reload of the page', () => {
  const shelf = aShelf();
  const before = new ReplyDraft('4127', shelf);

  before.text = 'Push the cable in';
  before.internal = true;
  const after = new ReplyDraft('4127', shelf);

  expect([after.text, after.internal]).toEqual(['Push the cable in', true]);
});

it('replies of two tickets do not mix', () => {
  const shelf = aShelf();

  new ReplyDraft('4127', shelf).text = 'Push the cable in';

  expect(new ReplyDraft('4128', shelf).isEmpty).toBe(true);
});

it('the same words have the same key, also after a reload', () => {
  const shelf = aShelf();
  const before = new ReplyDraft('4127', shelf);
  before.text = 'Push the cable in';

  const first = before.parcel('answer');
  const again = new ReplyDraft('4127', shelf).parcel('answer');

  expect(again).toEqual(first);
});

it('other words have another key', () => {
  const draft = new ReplyDraft('4127', aShelf());
  draft.text = 'Push the cable in';
  const first = draft.parcel('answer');

  draft.text = 'Pull the cable out';

  expect(draft.parcel('answer').key).not.toBe(first.key);
});

it('the same words with another question have another key', () => {
  const draft = new ReplyDraft('4127', aShelf());
  draft.text = 'Push the cable in';

  expect(draft.parcel('ask_if_fixed').key).not.toBe(draft.parcel('answer').key);
});

it('the same words with another file are another message, and no file is announced in two', () => {
  const draft = new ReplyDraft('4127', aShelf());
  draft.text = 'Push the cable in';
  const cable = aFile('cable.png', 'aa');

  const first = draft.parcel('answer', [cable]);
  const again = draft.parcel('answer', [cable]);
  const other = draft.parcel('answer', [cable, aFile('plug.png', 'bb')]);

  expect(again).toEqual(first);
  expect(first.message.attachments).toEqual([
    { id: expect.any(String) as string, name: 'cable.png', media_type: 'image/png', size_bytes: 3, sha256: 'aa' },
  ]);
  expect(other.key).not.toBe(first.key);
  expect(other.message.attachments[0]?.id).not.toBe(first.message.attachments[0]?.id);
});

it('what is typed while a reply is on its way stays', () => {
  const draft = new ReplyDraft('4127', aShelf());
  draft.text = 'I am on my way. ';
  const { message } = draft.parcel('answer');

  draft.text += 'Please leave it on.';
  draft.done(message);

  expect(draft.text).toBe('Please leave it on.');
});

it('a note for the desk asks nothing of the requester', () => {
  const draft = new ReplyDraft('4127', aShelf());
  draft.text = 'The cable is the short one';
  draft.internal = true;

  expect(draft.parcel('ask_if_fixed').message).toEqual({
    body: 'The cable is the short one',
    internal: true,
    then: 'answer',
    attachments: [],
  });
});

it('nothing is left of a reply that was sent', () => {
  const shelf = aShelf();
  const draft = new ReplyDraft('4127', shelf);
  draft.text = 'Push the cable in';

  draft.done(draft.parcel('answer').message);

  expect(draft.isEmpty).toBe(true);
  expect(new ReplyDraft('4127', shelf).isEmpty).toBe(true);
});

it('what cannot be read on the shelf is nothing', () => {
  const shelf = aShelf();
  shelf.setItem('deskside.reply.4127', '{"text":');

  expect(new ReplyDraft('4127', shelf).isEmpty).toBe(true);
});

function aFile(name: string, sha256: string): ChosenFile {
  return { name, media_type: 'image/png', size_bytes: 3, sha256, content: new Blob(['one']) };
}

function aShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}
