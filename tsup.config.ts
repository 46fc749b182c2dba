import { defineConfig, type Options } from 'tsup'

const common: Options = {
  format: ['esm'],
  // tsc writes the types: the bundler's own needs a compiler API that TypeScript 7 does not have.
  dts: false,
  sourcemap: true,
  // Without this `node:sqlite` becomes `sqlite`, which only fails once packed.
  removeNodeProtocol: false,
}

// Path in the package = path in `src`; shared code goes to common chunks, so an error class exists once.
export default defineConfig([
  {
    ...common,
    entry: {
      index: 'src/index.ts',
      'charter/bordeaux-metropole': 'src/charter/bordeaux-metropole.ts',
      'checks/personal-data/index': 'src/checks/personal-data/index.ts',
      'adapters/openai/index': 'src/adapters/openai/index.ts',
      'store/sqlite/index': 'src/store/sqlite/index.ts',
      'store/postgres/index': 'src/store/postgres/index.ts',
      'notice/index': 'src/notice/index.ts',
      'notice-element/index': 'src/notice-element/index.ts',
      'journal/index': 'src/journal/index.ts',
      'provenance/index': 'src/provenance/index.ts',
      'server/index': 'src/server/index.ts',
      'adapters/notice-middleware/index': 'src/adapters/notice-middleware/index.ts',
      'adapters/notifications/index': 'src/adapters/notifications/index.ts',
      'server/oidc/index': 'src/server/oidc/index.ts',
      'testing/index': 'src/testing/index.ts',
      'cli/main': 'src/cli/main.ts',
    },
    target: 'node22',
    // The other build writes beside this one at the same time.
    clean: ['!notice-element/define.js', '!notice-element/define.js.map'],
  },
  {
    ...common,
    // For browsers, in one file: a page serves it as it is.
    entry: { 'notice-element/define': 'src/notice-element/define.ts' },
    target: 'es2022',
    splitting: false,
    minify: true,
  },
])
