import { describe, expect, it } from 'vitest';
import { englishSyllables, readingOf, spanishSyllables } from './reading';

describe('the reading level', () => {
  it('calls short words in short sentences easy', () => {
    const reading = readingOf('Push the black cable in until it clicks. I am on my way.', 'en');

    expect(reading).toEqual({ level: 'easy', grade: 1 });
  });

  it('calls a paragraph of jargon hard', () => {
    const reading = readingOf(
      'The authentication infrastructure experienced intermittent unavailability necessitating reconfiguration of the domain controller replication topology.',
      'en',
    );

    expect(reading?.level).toBe('hard');
    expect(reading?.grade).toBeGreaterThan(20);
  });

  it('calls a plain but longer sentence fine', () => {
    const reading = readingOf(
      'The printer in the library needs a new part, and the company will bring it on Thursday morning.',
      'en',
    );

    expect(reading).toEqual({ level: 'mid', grade: 8 });
  });

  it('says nothing about a word or two', () => {
    expect(readingOf('On my way.', 'en')).toBeNull();
    expect(readingOf('', 'en')).toBeNull();
  });

  it('does not take the dots of an address for sentences', () => {
    const dotted = readingOf('Please open 192.168.0.1 and tell me what it says', 'en');
    const plain = readingOf('Please open the page and tell me what it says', 'en');

    expect(dotted?.grade).toBeGreaterThanOrEqual(plain?.grade ?? 0);
  });

  it('takes a new line for the end of a sentence', () => {
    const lines = readingOf('Turn it off\nWait ten seconds\nTurn it on again', 'en');

    expect(lines?.level).toBe('easy');
  });

  it('does not call all Spanish hard', () => {
    const reading = readingOf('Empuje el cable negro hasta que haga clic. Ya voy para allá.', 'es');

    expect(reading?.level).toBe('easy');
  });
});

describe('syllables', () => {
  it.each([
    ['cable', 2],
    ['wanted', 2],
    ['played', 1],
    ['printer', 2],
    ['note', 1],
    ['areas', 2],
    ['I', 1],
    ['authentication', 5],
    ['42', 1],
  ])('%s has %i in English', (word, count) => {
    expect(englishSyllables(word)).toBe(count);
  });

  it.each([
    ['cable', 2],
    ['hoy', 1],
    ['aire', 2],
    ['pantalla', 3],
    ['impresora', 4],
    ['día', 2],
    ['ciudad', 2],
    ['guerra', 2],
    ['queso', 2],
  ])('%s has %i in Spanish', (word, count) => {
    expect(spanishSyllables(word)).toBe(count);
  });
});
