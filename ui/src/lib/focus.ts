// Attachments that say where the keyboard is and where the page stands.

/** Shows a page from its top when it appears. */
export function fromTheTop(): void {
  window.scrollTo(0, 0);
}

/** Takes the focus when it appears: the heading of a page, a text box. */
export function focusHere(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  fromTheTop();
}
