import { expect, test } from 'vitest';
import type { MarkingPage, Request, Shape } from '$lib/bindings';
import { Editor } from './editor.svelte';

const box: Shape = { kind: 'cover', x: 100, y: 100, width: 200, height: 100 };
const mark = { id: 1, number: 1, shape: box, done: true };
const page: MarkingPage = {
  picture: '1',
  width: 1000,
  height: 500,
  marks: [mark],
  can_undo: true,
  can_redo: false,
  trouble: null,
};

function editing() {
  const asked: Request[] = [];
  return {
    asked,
    editor: new Editor(
      () => page,
      (request) => asked.push(request),
    ),
  };
}

test('presses that are faster than the agent add up, and one back is asked for too', () => {
  const { asked, editor } = editing();

  editor.nudge(mark, 1, 0, false);
  editor.nudge(mark, 1, 0, false);
  editor.nudge(mark, -1, 0, false);

  expect(asked.map((request) => request.ask === 'change_mark' && request.shape)).toEqual([
    { ...box, x: 120 },
    { ...box, x: 140 },
    { ...box, x: 120 },
  ]);
});

test('the hand is ahead until the agent has caught up', () => {
  const { editor } = editing();
  editor.nudge(mark, 1, 0, false);

  editor.caughtUp(page);
  expect(editor.shape(mark)).toEqual({ ...box, x: 120 });
  const after = { ...mark, shape: { ...box, x: 120 } };
  editor.caughtUp({ ...page, marks: [after] });
  expect(editor.shape({ ...after, shape: box })).toEqual(box);
});

test('what was refused goes back to where it was', () => {
  const { editor } = editing();
  editor.nudge(mark, 1, 0, false);

  editor.caughtUp({ ...page, trouble: 'outside' });

  expect(editor.shape(mark)).toEqual(box);
});

test('a drag to where a mark was asks for nothing', () => {
  const { asked, editor } = editing();
  editor.begin({ does: 'move', id: 1 }, { x: 0, y: 0 }, { x: 150, y: 150 });
  editor.drag({ x: 50, y: 0 }, { x: 300, y: 150 });
  editor.drag({ x: 5, y: 0 }, { x: 150, y: 150 });

  expect(editor.drop()).toBe(false);
  expect(asked).toEqual([]);
});
