import { parse, Visitor } from '@fluent/syntax';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { fresh } from '../scripts/words.mjs';
import { factLabel } from '../src/lib/facts';
import { speak } from '../src/lib/language.svelte';
import { t } from '../src/lib/words';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const catalogue = (language: string) => read(`../../src-tauri/crates/desk-view/locales/${language}.ftl`);

afterEach(() => speak('en'));

describe('the words', () => {
  test('the typed keys are those of the catalogue', () => {
    expect(read('../src/lib/words.gen.ts'), 'run npm run words').toBe(fresh());
  });

  test('a key that is missing shows itself', () => {
    expect(t('not-a-key' as 'nav-help')).toBe('not-a-key');
  });

  test('plurals and arguments are said in the language spoken', () => {
    expect(t('out-n', { n: 1 })).toBe('1 person affected');
    expect(t('out-n', { n: 42 })).toBe('42 people affected');

    speak('es-MX');

    expect(t('out-n', { n: 42 })).toBe('42 personas afectadas');
    expect(t('help-title', { name: 'María' })).toBe('¿Qué pasa, María?');
  });

  test.each(['en', 'es'])('what is counted in %s is said for one and for many', (language) => {
    const counted = parse(catalogue(language), {}).body.flatMap((entry) => {
      if (entry.type !== 'Message') return [];
      const forms = new Forms();
      forms.visit(entry);
      return forms.found.map((found) => `${entry.id.name}: ${found}`);
    });

    expect(counted.length).toBeGreaterThan(15);
    expect(counted.filter((forms) => !forms.endsWith(': one, other'))).toEqual([]);
  });

  test.each(['en', 'es'])('every fact that the agent knows has a name in %s', (language) => {
    const keys = [
      ...read('../../src-tauri/crates/desk-api/src/report.rs').matchAll(/pub const \w+: &str = "([\w.]+)";/g),
    ];
    const words = catalogue(language);

    const nameless = keys.map(([, key = '']) => key).filter((key) => !words.includes(`\nfact-${dashed(key)} = `));

    expect(keys.length).toBeGreaterThan(30);
    expect(nameless).toEqual([]);
  });

  test('a fact says which one it is, and an unknown one goes by its key', () => {
    expect(factLabel('disk.free', '/home')).toBe('Free space, /home');
    expect(factLabel('device.asset_tag', null)).toBe('Asset tag');
    expect(factLabel('newer.fact', null)).toBe('newer.fact');
  });
});

/** The forms of each plural in a message. */
class Forms extends Visitor {
  readonly found: string[] = [];

  override visitSelectExpression(node: { variants: { key: { name?: string; value?: string } }[] }): void {
    this.found.push(node.variants.map(({ key }) => key.name ?? key.value).join(', '));
  }
}

function dashed(key: string): string {
  return key.replaceAll(/[._]/g, '-');
}
