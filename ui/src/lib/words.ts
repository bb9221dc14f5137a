// Every word people read, by key. The catalogue is the one the tray and the toasts read; see `desk-view`.

import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import english from '../../../src-tauri/crates/desk-view/locales/en.ftl?raw';
import spanish from '../../../src-tauri/crates/desk-view/locales/es.ftl?raw';
import { language, type Language } from './language.svelte';
import type { WordArgs } from './words.gen';

export type { WordArgs };

/** A key of the catalogue. */
export type WordId = keyof WordArgs;

/** A key whose words take no arguments, for tables of words. */
export type PlainWordId = { [K in WordId]: WordArgs[K] extends undefined ? K : never }[WordId];

const catalogues: Record<Language, FluentBundle> = { en: bundle('en', english), es: bundle('es', spanish) };

/** The words under `id` in the language spoken now. */
export function t<K extends WordId>(
  id: K,
  ...[args]: WordArgs[K] extends undefined ? [] : [args: WordArgs[K]]
): string {
  const spoken = catalogues[language()];
  const message = spoken.getMessage(id);
  // A missing key shows itself, so that a gap is seen and nothing breaks.
  if (!message?.value) return id;
  return spoken.formatPattern(message.value, args as Record<string, FluentVariable> | undefined, []);
}

/** The words under a key made at run time, where there are any. */
export function sayIfKnown(id: string): string | null {
  const spoken = catalogues[language()];
  const message = spoken.getMessage(id);
  return message?.value ? spoken.formatPattern(message.value, undefined, []) : null;
}

function bundle(tag: Language, source: string): FluentBundle {
  const made = new FluentBundle(tag, { useIsolating: false });
  made.addResource(new FluentResource(source));
  return made;
}
