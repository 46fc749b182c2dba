import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Locked {
  readonly version: string
  readonly integrity?: string
  readonly license?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly dev?: boolean
  readonly optional?: boolean
  readonly hasInstallScript?: boolean
}

const root = join(import.meta.dirname, '..', '..')
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))
const manifest = read('package.json') as Readonly<
  Record<
    'dependencies' | 'devDependencies' | 'peerDependencies' | 'allowScripts',
    Readonly<Record<string, string>>
  >
>
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> }
const locked = Object.entries(packages).filter(([path]) => path !== '')
const installed = (name: string): Locked | undefined => packages[`node_modules/${name}`]

/** Licences whose terms the EUPL 1.2 lets a work be combined with. */
const LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
]
/** Only these may run something when they are installed: `allowScripts` says which of them does. */
const WITH_SCRIPTS = ['node_modules/esbuild', 'node_modules/node']

function namesOf(licence: string): readonly string[] {
  return licence.replace(/[()]/g, '').split(/ or /i)
}

describe('What is installed with this package', () => {
  test('is pinned: each dependency by its exact version, which the lock has', () => {
    const own = { ...manifest.dependencies, ...manifest.devDependencies }
    for (const [name, version] of Object.entries(own)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
      expect(installed(name)?.version, name).toBe(version)
    }
  })

  test('is known by its bytes, and comes from the registry', () => {
    const unknown = locked.filter(
      ([, { integrity = '', link, resolved }]) =>
        !/^sha512-[\w+/]{86}==$/.test(integrity) ||
        link === true ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    )
    expect(unknown.map(([path]) => path)).toEqual([])
  })

  test('is under a licence that can be combined with the EUPL', () => {
    const foreign = locked.filter(
      ([, { license = '' }]) => !namesOf(license).some((name) => LICENCES.includes(name)),
    )
    expect(foreign.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
  })

  test('runs nothing when it is installed, but for two tools of development', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true)
    expect(scripted.map(([path]) => path)).toEqual(WITH_SCRIPTS)
    expect(scripted.every(([, { dev }]) => dev === true)).toBe(true)
    expect(manifest.allowScripts).toEqual({ node: true, esbuild: false })
  })

  test('is little: what a city gets are the declared dependencies, and none of theirs', () => {
    const shipped = locked.filter(([, { dev }]) => dev !== true).map(([path]) => path)
    const declared = Object.keys(manifest.dependencies).map((name) => `node_modules/${name}`)
    expect(shipped.sort()).toEqual(declared.sort())
  })
})
