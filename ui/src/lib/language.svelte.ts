// The language the page speaks. Kept apart from the words so that every `t()` in a template follows a change.

export type Language = 'en' | 'es';

const state = $state({ language: 'en' as Language });

/** The language spoken now. */
export function language(): Language {
  return state.language;
}

/** Speaks the nearest language there is a catalogue for, and says so to screen readers. */
export function speak(tag: string): void {
  state.language = tag.toLowerCase().startsWith('es') ? 'es' : 'en';
  if (typeof document !== 'undefined') document.documentElement.lang = state.language;
}
