import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';

const DEBIANS = '/usr/bin/chromium';
/** A second checkout on the same machine takes another. */
const port = process.env.UI_PORT ?? '4173';

// What ships, built once with made-up data, in the Chromium that is there, or in Playwright's own.
export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/run',
  snapshotPathTemplate: '{testDir}/{testFileDir}/{testFileName}-snapshots/{arg}{ext}',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  reporter: [['line'], ['./tests/access/tally.ts']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    timezoneId: 'America/New_York',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? (existsSync(DEBIANS) ? DEBIANS : undefined),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: `vite preview --mode sample --outDir dist/sample --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/window.html`,
    reuseExistingServer: false,
  },
});
