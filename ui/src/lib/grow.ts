// A text box that grows with its words, up to a point.

import type { Attachment } from 'svelte/attachments';

/** Fits a text box to `text`, at most `most_px` high. Made anew for each text, and whenever the box's shape changes. */
export function grow(text: string, most_px: number): Attachment<HTMLTextAreaElement> {
  return (box) => {
    const fit = () => {
      box.style.height = '';
      if (text && box.scrollHeight > box.clientHeight) box.style.height = `${Math.min(box.scrollHeight, most_px)}px`;
    };
    fit();
    window.addEventListener('resize', fit);
    return () => window.removeEventListener('resize', fit);
  };
}
