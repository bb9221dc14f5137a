// The facts about a device, named in words.

import type { FactLine } from './bindings';
import { sayIfKnown, t } from './words';

/** "Free space, /home". A fact that only a newer agent knows goes by its key. */
export function factLabel(key: string, of: string | null): string {
  const label = sayIfKnown(`fact-${key.replaceAll(/[._]/g, '-')}`) ?? key;
  return of ? t('fact-of', { label, of }) : label;
}

/** All of them as text, a line each. */
export function factsAsText(facts: FactLine[]): string {
  return facts.map(({ key, of, value }) => `${factLabel(key, of)}: ${value}`).join('\n');
}
