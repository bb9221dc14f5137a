// Attachments that say where the keyboard is.

/** Takes the focus when it appears: the heading of a page, a text box. */
export function focusHere(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
