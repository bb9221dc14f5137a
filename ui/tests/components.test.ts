import { readdirSync, readFileSync } from 'node:fs';
import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';

const SOURCES = new URL('../src/', import.meta.url);
/** Attributes that people see or hear. */
const SPOKEN = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'placeholder',
  'title',
]);
/** A name is the same in every language. */
const NAMES = new Set(['Deskside']);

const components = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.svelte'),
);

test.each(components)('%s takes every word from the catalogue', (path) => {
  const { fragment } = parse(readFileSync(new URL(path, SOURCES), 'utf8'), { modern: true });

  expect(literals(fragment)).toEqual([]);
});

test('a word written into a component is found', () => {
  const { fragment } = parse(
    `<p title="Hello" class={on ? 'is on' : ''}>{#if a}Good <b>day</b>{/if} · 42%</p><i aria-label="{t(x)}. Bye" />
     <b aria-label={on ? 'Yes' : t('no')}>{n === 'one' ? \`\${n} ticket left\` : t('many')}</b>`,
    { modern: true },
  );

  expect(literals(fragment)).toEqual(['Hello', 'Good', 'day', 'Bye', 'Yes', 'ticket left']);
});

/** Text with letters in it, wherever it stands in a component's markup. */
function literals(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(literals);
  if (!isNode(node)) return [];
  if (node.type === 'Text') return text((node as AST.Text).data);
  if (node.type === 'ExpressionTag') return sayings((node as AST.ExpressionTag).expression);
  const { attributes = [], ...rest } = node as Partial<AST.RegularElement>;
  // What is handed to another component may be a key; that component's own markup is looked at as well.
  const spoken = node.type === 'RegularElement' || node.type === 'SvelteElement' ? attributes.filter(isSpoken) : [];
  return [...spoken.flatMap(({ value }) => literals(value)), ...Object.values(rest).flatMap(literals)];
}

/** What an expression writes out in words: a capital or more than one word; keys of the catalogue have neither. */
function sayings(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(sayings);
  if (!isNode(node)) return [];
  const { type, value } = node as { type?: string; value?: unknown };
  if (type === 'Literal' && typeof value === 'string') return words(value);
  if (type === 'TemplateElement') return words((value as { cooked: string }).cooked);
  return Object.values(node).flatMap(sayings);
}

function words(data: string): string[] {
  return /^\p{Lu}\p{Ll}|\p{L}{2,} \p{L}{2,}/u.test(data.trim()) ? text(data) : [];
}

function isNode(node: unknown): node is { type?: string } {
  return typeof node === 'object' && node !== null;
}

function isSpoken(attribute: { type: string }): attribute is AST.Attribute {
  return attribute.type === 'Attribute' && SPOKEN.has((attribute as AST.Attribute).name);
}

function text(data: string): string[] {
  const words = data.trim().replace(/^[^\p{L}]+/u, '');
  return words && !NAMES.has(words) ? [words] : [];
}
