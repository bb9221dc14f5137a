// The clipboard, in engines that give it and in those that do not.

/** Puts `text` on the clipboard; false where the computer would not have it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const paper = document.createElement('textarea');
  paper.value = text;
  paper.className = 'vh';
  document.body.append(paper);
  paper.select();
  // The one way in engines without a clipboard of their own.
  const copied = document.execCommand('copy');
  paper.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
