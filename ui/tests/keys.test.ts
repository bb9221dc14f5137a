import { parse } from '@fluent/syntax';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
/** What says words: the pages and the agent. */
const SOURCES = ['ui/src', ...['agent', 'engine', 'view'].map((name) => `src-tauri/crates/desk-${name}/src`)];

const sources = SOURCES.flatMap(read).join('\n');
const catalogue = keysOf('en');

test('every word of the catalogue is said somewhere', () => {
  const literals = new Set([...sources.matchAll(/['"`]([a-z][\w-]*)['"`]/g)].map(([, key]) => key));
  const facts = new Set(factsTold());

  const unsaid = catalogue.filter((key) => !literals.has(key) && !facts.has(key));

  expect(catalogue.length).toBeGreaterThan(500);
  expect(unsaid).toEqual([]);
});

test.each(['en', 'es'])('every word that the agent says is in the catalogue in %s', (language) => {
  const keys = new Set(keysOf(language));
  const said = [...sources.matchAll(/\bwords(?:\(\))?\s*\.say(?:_with)?\(\s*"([\w-]+)"/g)].map(([, key = '']) => key);

  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((key) => !keys.has(key))).toEqual([]);
});

/** The keys that are made at run time: the name of each fact the agent may tell. */
function factsTold(): string[] {
  const api = readFileSync(new URL('src-tauri/crates/desk-api/src/report.rs', ROOT), 'utf8');
  const facts = [...api.matchAll(/pub const \w+: &str = "([\w.]+)";/g)];
  return facts.map(([, key = '']) => `fact-${key.replaceAll(/[._]/g, '-')}`);
}

function keysOf(language: string): string[] {
  const path = `src-tauri/crates/desk-view/locales/${language}.ftl`;
  const { body } = parse(readFileSync(new URL(path, ROOT), 'utf8'), {});
  return body.flatMap((entry) => (entry.type === 'Message' ? [entry.id.name] : []));
}

/** The sources in a folder, tests, samples and what is generated left out. */
function read(folder: string): string[] {
  return readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(rs|ts|svelte)$/.test(path) && !/\.(test|gen)\.ts$|tests\.rs$|samples/.test(path))
    .map((path) => readFileSync(new URL(`${folder}/${path}`, ROOT), 'utf8'));
}
