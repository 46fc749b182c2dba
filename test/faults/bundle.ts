import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'tsup'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the programs that fault tests start, each one file. */
    readonly faultPrograms: string
  }
}

/** What `import` needs so that bundled CommonJS packages can ask for Node's own modules. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

/**
 * Bundles the programs that are started and killed by the hundred: one file each, which starts in half the time. Made from
 * the source as it stands.
 */
export default async function bundle(project: TestProject): Promise<() => void> {
  // One seed for all files of a run.
  process.env.FAULTS_SEED ??= String(Math.floor(Math.random() * 2 ** 31))
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-fault-programs-'))
  await build({
    config: false,
    silent: true,
    entry: ['worker', 'sequencer', 'desk', 'again'].map((name) => join(import.meta.dirname, `${name}.ts`)),
    outDir: folder,
    outExtension: () => ({ js: '.mjs' }),
    format: 'esm',
    platform: 'node',
    target: 'node22',
    splitting: false,
    removeNodeProtocol: false,
    noExternal: [/.*/],
    external: ['pg-native'],
    banner: { js: REQUIRE },
  })
  project.provide('faultPrograms', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
