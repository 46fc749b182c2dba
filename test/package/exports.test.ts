import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { types: string }>
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
  version: string
}
const subpaths = Object.keys(manifest.exports).filter((path) => path !== './package.json')
/** Needs its optional peer to be of any use, not to be loaded. */
const specifiers = subpaths.map((path) => `garde-fou${path.slice(1)}`)

let folder: string
let tarball: string
const run = (command: string, words: readonly string[], cwd: string): string =>
  execFileSync(command, words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const tool = (name: string): string => join(root, 'node_modules', '.bin', name)

/** Packages that the declarations of the subpaths name, each file that they lead to included. */
function packagesInTypes(installed: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const named = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)) {
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier.replace(/\.js$/, '.d.ts')))
      else if (!specifier.startsWith('node:')) named.add(specifier)
    }
  }
  for (const target of Object.values(manifest.exports))
    if (typeof target !== 'string') visit(join(installed, target.types))
  return named
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'garde-fou-pack-'))
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  ) as [{ filename: string }]
  tarball = join(folder, packed.filename)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'city', private: true, type: 'module' }))
  run('npm', ['install', '--no-audit', '--no-fund', '--omit=peer', tarball], folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the packed archive', () => {
  it('has nothing that publint or attw object to', () => {
    expect(run(tool('publint'), [tarball, '--strict'], root)).toMatch(/All good/)
    // Ends with an error, which throws here, when a subpath has no types or the wrong ones.
    expect(run(tool('attw'), [tarball, '--profile', 'esm-only', '--format', 'ascii'], root)).toContain(
      'garde-fou v',
    )
  })

  it.each(specifiers)(
    '%s loads by import and by require in an empty project without optional peers',
    (specifier) => {
      const imported = run(
        process.execPath,
        ['--input-type=module', '-e', `console.log(Object.keys(await import('${specifier}')).length > 0)`],
        folder,
      )
      expect(imported.trim()).toBe('true')
      const required = run(
        process.execPath,
        ['--input-type=commonjs', '-e', `console.log(Object.keys(require('${specifier}')).length > 0)`],
        folder,
      )
      expect(required.trim()).toBe('true')
    },
  )

  it('names in its types only packages that come with it, or that are optional peers', () => {
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    const foreign = [...packagesInTypes(join(folder, 'node_modules', 'garde-fou'))].filter(
      (specifier) => !declared.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    )
    expect(foreign).toEqual([])
  })

  it('brings its command, which says its help', () => {
    expect(
      run(
        process.execPath,
        [join(folder, 'node_modules', 'garde-fou', 'dist', 'cli', 'main.js'), '--help'],
        folder,
      ),
    ).toMatch(/garde-fou/)
  })
})
