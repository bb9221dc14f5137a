// The way to the agent through the window's own process: one command, and one event for each thing there is to hear.

import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { PictureId, Request, View } from '$lib/bindings';
import type { Bridge } from '../bridge';

type Frame = { frame: 'ready' } | { frame: 'request'; request: Request };

/** The real one. */
export function tauriBridge(): Bridge {
  let last: Promise<unknown> = Promise.resolve();

  function tell(frame: Frame): void {
    // Two calls at once may overtake each other, and Send must find every keystroke that went before it.
    last = last.then(() => invoke('tell', { frame })).catch(() => undefined);
  }

  return {
    async listen(ears) {
      await listen<View>('view', ({ payload }) => ears.view(payload));
      await listen<PictureId>('picture', ({ payload }) => ears.picture(payload));
      tell({ frame: 'ready' });
    },
    ask: (request) => tell({ frame: 'request', request }),
    pictureUrl: (id) => convertFileSrc(id, 'picture'),
  };
}
