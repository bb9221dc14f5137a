import { FluentBundle, FluentResource } from '@fluent/bundle';
import { parse, Visitor } from '@fluent/syntax';
import { readFileSync } from 'node:fs';
import { syllable } from 'syllable';
import { expect, test } from 'vitest';
import { englishSyllables, gradeOf, wordsIn } from '../src/desk/ticket/reading';
import type { Language } from '../src/lib/language.svelte';

/** A teacher in the middle of a lesson reads this at a glance. */
const HARDEST = 8;
/** A sentence of fewer words has no grade of its own: one long word would decide it. */
const ENOUGH_WORDS = 8;
/** What stands for a word that is put in. */
const STAND_INS: Record<string, string> = { time: '10:40', n: '3', title: 'The printer', what: 'Wi-Fi', why: 'no one' };

test.each<Language>(['en', 'es'])('what people read in %s stays at or under grade 8', (language) => {
  const texts = everyText(language);
  const sentences = texts.flatMap(sentencesOf).filter((sentence) => wordsIn(sentence).length >= ENOUGH_WORDS);
  const grades = sentences.map((sentence) => gradeOf(sentence, language));
  const together = gradeOf(texts.join('\n'), language);

  process.stdout.write(
    `${language}: ${texts.length} strings, all together grade ${together.toFixed(1)}; ` +
      `${sentences.length} sentences of ${ENOUGH_WORDS} words or more, median grade ${median(grades).toFixed(1)}\n`,
  );
  const hard = sentences.filter((_, at) => (grades[at] ?? 0) > HARDEST);
  expect(hard.map((sentence) => `${gradeOf(sentence, language).toFixed(1)}: ${sentence}`)).toEqual([]);
  expect(together).toBeLessThanOrEqual(6);
  expect(median(grades)).toBeLessThanOrEqual(6);
});

test('syllables are counted as a library counts them that is too large for the desk', () => {
  const words = everyText('en')
    .flatMap(wordsIn)
    .filter((word) => /^[a-z]+$/i.test(word));
  const ours = sum(words.map(englishSyllables));
  const theirs = sum(words.map(syllable));

  expect(words.length).toBeGreaterThan(2000);
  expect(Math.abs(ours - theirs) / theirs).toBeLessThan(0.03);
});

/** Every message, with all its variants, and its arguments filled in. */
function everyText(language: Language): string[] {
  const source = readFileSync(
    new URL(`../../src-tauri/crates/desk-view/locales/${language}.ftl`, import.meta.url),
    'utf8',
  );
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  return parse(source, {}).body.flatMap((entry) => {
    if (entry.type !== 'Message') return [];
    const named = new Arguments();
    named.visit(entry);
    const value = bundle.getMessage(entry.id.name)?.value;
    if (!value) return [];
    const args = Object.fromEntries([...named.found].map((name) => [name, STAND_INS[name] ?? 'Devon']));
    const counts = named.found.has('n') ? [1, 3] : [3];
    return [...new Set(counts.map((n) => bundle.formatPattern(value, { ...args, n }, [])))];
  });
}

class Arguments extends Visitor {
  readonly found = new Set<string>();

  override visitVariableReference(node: { id: { name: string } }): void {
    this.found.add(node.id.name);
  }
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?…])\s+|\n+/);
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
