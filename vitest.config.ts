import { defineConfig } from 'vitest/config'

// Real PostgreSQL everywhere; `journeys` drive the built program in a real Chromium.
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
      {
        extends: true,
        test: {
          name: 'journeys',
          // After the parts: a mistake in a part is cheaper to find there.
          sequence: { groupOrder: 1 },
          include: ['test/journeys/**/*.e2e.ts'],
          globalSetup: ['test/server.setup.ts'],
          testTimeout: 60_000,
          // One browser and one server on two cores: journeys one after the other.
          fileParallelism: false,
        },
      },
    ],
  },
})
