import { expect, test, vi } from 'vitest';
import { tauriBridge } from '../../src/window/bridge/tauri';

const { invoke, heard } = vi.hoisted(() => ({ invoke: vi.fn(), heard: [] as string[] }));
vi.mock('@tauri-apps/api/core', () => ({
  invoke,
  convertFileSrc: (id: string, scheme: string) => `${scheme}://localhost/${id}`,
}));
vi.mock('@tauri-apps/api/event', () => ({ listen: async (event: string) => heard.push(event) }));

test('the page listens before it says that it is up', async () => {
  invoke.mockImplementation(async () => heard.push('told'));

  await tauriBridge().listen({ view: () => undefined, picture: () => undefined });
  await vi.waitFor(() => expect(heard).toHaveLength(3));

  expect(heard).toEqual(['view', 'picture', 'told']);
  expect(invoke).toHaveBeenCalledWith('tell', { frame: { frame: 'ready' } });
});

test('nothing overtakes what was asked before, and one that is lost holds up nothing', async () => {
  const arrived: string[] = [];
  const delays = [20, 0, 10, 0];
  invoke.mockImplementation(async (_, { frame }) => {
    await new Promise((done) => setTimeout(done, delays.shift()));
    arrived.push(frame.request.text ?? frame.request.ask);
    if (frame.request.text === 'ab') throw new Error('lost');
  });
  const bridge = tauriBridge();

  for (const text of ['a', 'ab', 'abc']) bridge.ask({ ask: 'write', text });
  bridge.ask({ ask: 'send' });
  await vi.waitFor(() => expect(arrived).toHaveLength(4));

  expect(arrived).toEqual(['a', 'ab', 'abc', 'send']);
});

test('a picture is found by the scheme of its own', () => {
  expect(tauriBridge().pictureUrl('42')).toBe('picture://localhost/42');
});
