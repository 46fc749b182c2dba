import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

const FAULTS = ['test/faults/**/*.test.ts']
const BUILT = [
  'test/package/**/*.test.ts',
  'test/cli/process/**/*.test.ts',
  'test/browser/**/*.test.{ts,tsx}',
]

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  resolve: {
    alias: [
      { find: /^garde-fou$/, replacement: source('index.ts') },
      { find: /^garde-fou\/charters\/(.+)$/, replacement: source('charter/$1.ts') },
      { find: /^garde-fou\/personal-data$/, replacement: source('checks/personal-data/index.ts') },
      { find: /^garde-fou\/openai$/, replacement: source('adapters/openai/index.ts') },
      { find: /^garde-fou\/(sqlite|postgres)$/, replacement: source('store/$1/index.ts') },
      { find: /^garde-fou\/notifications$/, replacement: source('adapters/notifications/index.ts') },
      { find: /^garde-fou\/oidc$/, replacement: source('server/oidc/index.ts') },
      { find: /^garde-fou\/element$/, replacement: source('notice-element/index.ts') },
      { find: /^garde-fou\/element\/define$/, replacement: source('notice-element/define.ts') },
      { find: /^garde-fou\/notice-middleware$/, replacement: source('adapters/notice-middleware/index.ts') },
      { find: /^garde-fou\/label$/, replacement: source('provenance/index.ts') },
      { find: /^garde-fou\/(notice|journal|server|testing)$/, replacement: source('$1/index.ts') },
    ],
  },
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Most files wait for a process, a browser or a database: two at once keep a small machine busy.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'source',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...BUILT, ...FAULTS],
          globalSetup: 'test/support/postgres-run.ts',
        },
      },
      {
        // What is published: these run the build, which is made first where it is not newer than the source.
        extends: true,
        test: {
          name: 'built',
          include: BUILT,
          globalSetup: ['test/support/build.ts', 'test/support/postgres-run.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          // A page answers when the machine lets it: what a reader would see is asked again until it is there.
          expect: { poll: { timeout: 20_000, interval: 50 } },
        },
      },
      {
        // What a city survives: processes of the built package that are killed, cut off, and run out of disk.
        extends: true,
        test: {
          name: 'faults',
          include: FAULTS,
          globalSetup: ['test/support/build.ts', 'test/support/postgres-run.ts', 'test/faults/bundle.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
