import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

// The set-up of the tests, to take pictures with; see `cargo xtask pictures`.
export default defineConfig({
  ...tests,
  testMatch: undefined,
  use: { ...tests.use, deviceScaleFactor: 2 },
  projects: [
    { name: 'pictures', testMatch: '**/each.pictures.ts' },
    { name: 'sheet', testMatch: '**/sheet.pictures.ts', dependencies: ['pictures'], use: { deviceScaleFactor: 1 } },
  ],
});
