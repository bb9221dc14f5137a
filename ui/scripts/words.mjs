// Writes src/lib/words.gen.ts: the id of every message in the catalogue, and the arguments each takes.
import { parse, Visitor } from '@fluent/syntax';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const catalogue = new URL('../../src-tauri/crates/desk-view/locales/en.ftl', import.meta.url);
const target = new URL('../src/lib/words.gen.ts', import.meta.url);

/** The arguments of one message; what a plural hangs on is a number. */
class Arguments extends Visitor {
  /** @type {Map<string, string>} */
  found = new Map();

  /** @param {import('@fluent/syntax').SelectExpression} node */
  visitSelectExpression(node) {
    if (node.selector.type === 'VariableReference') this.found.set(node.selector.id.name, 'number');
    this.genericVisit(node);
  }

  /** @param {import('@fluent/syntax').VariableReference} node */
  visitVariableReference(node) {
    if (!this.found.has(node.id.name)) this.found.set(node.id.name, 'string | number');
  }
}

/** @param {string} source */
export function generate(source) {
  const lines = parse(source, {}).body.flatMap((entry) => {
    if (entry.type !== 'Message') return [];
    const visitor = new Arguments();
    visitor.visit(entry);
    const args = [...visitor.found].map(([name, type]) => `${name}: ${type}`).join('; ');
    return [`  '${entry.id.name}': ${args ? `{ ${args} }` : 'undefined'};`];
  });
  return `// Written from the catalogue by \`npm run words\`; not edited by hand.\n\nexport interface WordArgs {\n${lines.join('\n')}\n}\n`;
}

export const fresh = () => generate(readFileSync(catalogue, 'utf8'));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, fresh());
