import { defineConfig } from 'vitest/config'

// Looking at every page takes as long as half of the journeys: the longest of those follow in the same run, so that both end together.
const SCREENS = ['screens', 'two-servers', 'guide', 'newcomer', 'without-javascript'].map((name) => `test/journeys/${name}.e2e.ts`)
const JOURNEYS = {
  include: ['test/journeys/**/*.e2e.ts'],
  globalSetup: ['test/server.setup.ts'],
  testTimeout: 60_000,
  // As long as everything else that is waited for in a browser.
  expect: { poll: { timeout: 15_000 } },
  // One browser and one server: one after the other.
  fileParallelism: false,
}

// Real PostgreSQL everywhere; `journeys` drive the built program in a real Chromium, and `screens` looks at every page of it.
export default defineConfig({
  test: {
    isolate: false,
    pool: 'forks',
    maxWorkers: 2,
    hookTimeout: 120_000,
    css: true, // the account as a file carries its style sheet, and a test reads it
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          sequence: { groupOrder: 0 },
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
          globalSetup: ['test/database.setup.ts'],
          setupFiles: ['test/parts.setup.ts'],
          testTimeout: 30_000,
        },
      },
      // After the parts: a mistake in a part is cheaper to find there. Each of the two has a server of its own, so that npm test may walk
      // the journeys while the screens are looked at.
      { extends: true, test: { ...JOURNEYS, name: 'journeys', sequence: { groupOrder: 1 }, exclude: SCREENS } },
      { extends: true, test: { ...JOURNEYS, name: 'screens', sequence: { groupOrder: 2 }, include: SCREENS } },
    ],
  },
})
