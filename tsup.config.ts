import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Options } from 'tsup'

const common: Options = {
  format: ['esm'],
  // tsc writes the types: the bundler's own needs a compiler API that TypeScript 7 does not have.
  dts: false,
  // What is built is not minified: it can be read without maps, which were more than half of the package.
  sourcemap: false,
  // Without this `node:sqlite` becomes `sqlite`, which only fails once packed.
  removeNodeProtocol: false,
}

/** Packages of which a part is built in, since no public type names them: docs/decisions/0009-what-is-built-in.md. */
const BUILT_IN = ['kysely', 'qr', 'uuid']

/** Their licences ask that the notice goes with every copy. */
function writeNotices(): void {
  const notices = BUILT_IN.map((name) => {
    const folder = join('node_modules', name)
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly version: string
      readonly license: string
    }
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
    if (file === undefined) throw new Error(`${name} brings no licence text.`)
    return `${name} ${version}, ${license}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
  })
  const about = 'Parts of these packages are built into the files of this folder.\n'
  writeFileSync(join('dist', 'THIRD-PARTY-NOTICES.txt'), [about, ...notices].join('\n---\n\n'))
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
      // In files of their own, which are ASCII: in one with other characters the engine reads two bytes for each.
      'checks/classifier/weights/uses': 'src/checks/classifier/weights/uses.ts',
      'checks/classifier/weights/decisions': 'src/checks/classifier/weights/decisions.ts',
    },
    target: 'node22',
    noExternal: BUILT_IN,
    // The other build writes beside this one at the same time.
    clean: ['!notice-element/define.js'],
    onSuccess: async () => writeNotices(),
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
