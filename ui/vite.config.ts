import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// One page a build: `--mode window` and `--mode desk` make what ships, each with an index.html of its own. `--mode sample`
// makes both at once with made-up data, for the tests in a browser.
export default defineConfig(({ mode }) => {
  const ships = mode === 'window' || mode === 'desk';
  return {
    plugins: [svelte(), ...(ships ? [asIndex(mode)] : [])],
    resolve: { alias: { $lib: path('src/lib') } },
    server: { fs: { allow: [path('..')] } },
    preview: { headers: { 'Content-Security-Policy': policy() } },
    build: {
      // WebKitGTK 2.36 and Chromium 109, in esbuild's names.
      target: ['safari15.4', 'chrome109'],
      outDir: `dist/${mode}`,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { input: (ships ? [mode] : ['window', 'desk']).map((page) => path(`${page}.html`)) },
    },
    test: { include: ['tests/**/*.test.ts', 'src/**/*.test.ts'], environment: 'node' },
  };
});

/** Names the page index.html, which is what Tauri and the server look for. */
function asIndex(page: string): Plugin {
  return {
    name: 'deskside:as-index',
    enforce: 'post',
    generateBundle(_, bundle) {
      const html = bundle[`${page}.html`];
      if (html) html.fileName = 'index.html';
    },
  };
}

/** The window's own policy, so that a page that breaks it fails its tests and not at a school. */
function policy(): string {
  const conf = JSON.parse(readFileSync(path('../src-tauri/tauri.conf.json'), 'utf8')) as {
    app: { security: { csp: string } };
  };
  return conf.app.security.csp;
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
