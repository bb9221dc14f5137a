// A picture of the person's own on its way to the agent.

import { asPng } from './png';

export class OwnPicture {
  /** It is being read. */
  busy = $state(false);
  /** What was chosen last is no picture. */
  unread = $state(false);
  #give: (png: string) => void;

  /** `give` is told the picture, a PNG in base64. */
  constructor(give: (png: string) => void) {
    this.#give = give;
  }

  /** Hands a picture over; says so where it is none. */
  async use(file: Blob): Promise<void> {
    this.busy = true;
    this.unread = false;
    const png = await asPng(file);
    this.busy = false;
    if (png) this.#give(png);
    else this.unread = true;
  }
}
