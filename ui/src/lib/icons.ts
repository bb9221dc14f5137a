// The icon set: 20 by 20, one stroke, the same at every size. A name is the file's in `icons/`.

const files = import.meta.glob<string>('./icons/*.svg', { query: '?raw', import: 'default', eager: true });

const shapes = new Map(
  Object.entries(files).map(([file, svg]) => [file.slice('./icons/'.length, -'.svg'.length), inside(svg)]),
);

/** What is inside an icon's `<svg>`; nothing where there is no such icon. */
export function shape(name: string): string {
  return shapes.get(name) ?? '';
}

/** The names there are. */
export function iconNames(): string[] {
  return [...shapes.keys()];
}

function inside(svg: string): string {
  const drawn = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));
  // Drawn for white paper in the files; in the page the gap is the surface behind.
  return drawn.replaceAll('"#fff"', '"var(--surface)"');
}
