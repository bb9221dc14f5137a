// How hard a reply is to read, as a school grade, worked out while the technician writes. It advises and never blocks.

import type { Language } from '$lib/language.svelte';

/** Under so many words a grade says nothing. */
const ENOUGH_WORDS = 5;

/** What the meter says about a text; nothing while there is too little of it. */
export type Reading = { level: 'easy' | 'mid' | 'hard'; grade: number } | null;

/** Judges `text` by the formula of its language. */
export function readingOf(text: string, language: Language): Reading {
  if (wordsIn(text).length < ENOUGH_WORDS) return null;
  const grade = Math.max(1, Math.round(gradeOf(text, language)));
  return { grade, level: grade <= 6 ? 'easy' : grade <= 9 ? 'mid' : 'hard' };
}

/** The school grade that reads `text` with ease, unrounded; may lie under 1. */
export function gradeOf(text: string, language: Language): number {
  const [words, sentences] = [wordsIn(text), sentencesIn(text)];
  return language === 'es' ? crawford(words, sentences) : fleschKincaid(words, sentences);
}

/** The Flesch–Kincaid grade of an English text. */
export function fleschKincaid(words: string[], sentences: number): number {
  const syllables = sum(words.map(englishSyllables));
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

/** Crawford’s grade of a Spanish text: Flesch–Kincaid counts English syllables and would call all Spanish hard. */
export function crawford(words: string[], sentences: number): number {
  const syllables = sum(words.map(spanishSyllables));
  const per100 = 100 / words.length;
  return -0.205 * sentences * per100 + 0.049 * syllables * per100 - 3.407;
}

/** Counts by the vowels that are heard: a silent ending is none, “-le” after a consonant is one. */
export function englishSyllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length <= 3) return 1;
  const heard = letters
    .replace(/(?:[^laeiouy]es|[^aeioudt]ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '')
    .match(/[aeiouy]{1,2}/g);
  return heard?.length ?? 1;
}

/** Every strong or accented vowel is one; weak ones beside them are not. */
export function spanishSyllables(word: string): number {
  const letters = word.toLowerCase().replace(/qu|gu(?=[eiéí])/g, 'g');
  const strong = letters.match(/[aeoáéóíú]|[iuü]+(?![aeoáéóíúiuü])/g) ?? [];
  // A weak vowel that only ends a diphthong (“hoy”, “aire”) was counted with its own: take it out again.
  const glides = letters.match(/[aeoáéó][iuü](?![aeoáéóíúiuü])/g) ?? [];
  return Math.max(1, strong.length - glides.length);
}

/** The words of a text; a number and an address are one each. */
export function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.:@/-]*/gu) ?? [];
}

/** A dot inside an address or a number ends nothing. */
function sentencesIn(text: string): number {
  const ended = text.split(/[.!?…]+(?=\s|$)|\n+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return Math.max(1, ended.length);
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
