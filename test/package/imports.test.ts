import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderOf, importsOf, ROOT, sourceFiles } from './source-files.js'

/** A file imports values only from its own folder and from folders above it. Folders on one line are of one rank. */
const ORDER: readonly (readonly string[])[] = [
  ['errors', 'internal'],
  ['i18n'],
  ['charter'],
  ['system'],
  ['call'],
  ['checks'],
  ['provenance'],
  ['review'],
  ['notice'],
  ['journal'],
  ['register'],
  ['statistics'],
  ['store'],
  ['guard'],
  ['adapters'],
  ['server'],
  ['notice-element'],
  ['testing'],
  ['cli'],
  ['index'],
]

/** Steps of a call: they share types in any direction, since a type is gone at run time. */
const STEPS = [
  'errors',
  'i18n',
  'charter',
  'system',
  'call',
  'checks',
  'provenance',
  'review',
  'notice',
  'journal',
  'register',
  'statistics',
  'store',
]

/** Ways out of the guard that must not know one another. */
const SIDE_BY_SIDE = ['adapters', 'server', 'notice-element']

const MAX_LINES = 250

/** Longer files, and why they are one. */
const LONGER: Readonly<Record<string, string>> = {
  'errors.ts': 'one short class per fault: the list of codes is read in one place',
}

const files = sourceFiles()
const rankOf = (folder: string): number => ORDER.findIndex((rank) => rank.includes(folder))

interface Upward {
  readonly from: string
  readonly to: string
}

function upwardImports(): readonly Upward[] {
  return files.flatMap(({ path, imports }) =>
    imports.flatMap(({ target, typeOnly }) => {
      if (target === undefined) return []
      const [from, to] = [folderOf(path), folderOf(target)]
      if (from === to || rankOf(to) <= rankOf(from)) return []
      return typeOnly && STEPS.includes(from) && STEPS.includes(to) ? [] : [{ from: path, to: target }]
    }),
  )
}

function circles(): readonly string[] {
  const edges = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.flatMap(({ target, typeOnly }) => (target === undefined || typeOnly ? [] : [target])),
    ]),
  )
  const found: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
    if (trail.includes(path) || done.has(path)) return
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) visit(path, [])
  return found
}

describe('the layout of the source', () => {
  test('every folder has its place in the order of imports', () => {
    expect(files.map(({ path }) => folderOf(path)).filter((folder) => rankOf(folder) < 0)).toEqual([])
  })

  test('every import leads to a file that exists', () => {
    const known = new Set(files.map(({ path }) => path))
    const broken = files.flatMap(({ path, imports }) =>
      imports.flatMap(({ target }) =>
        target === undefined || known.has(target) ? [] : [`${path} imports ${target}`],
      ),
    )
    expect(broken).toEqual([])
  })

  test('no file imports from a folder below its own', () => {
    expect(upwardImports().map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
  })

  test('adapters, server and element do not know one another', () => {
    const seen = files.flatMap(({ path, imports }) =>
      imports.flatMap(({ target }) => {
        if (target === undefined || folderOf(target) === folderOf(path)) return []
        return SIDE_BY_SIDE.includes(folderOf(path)) && SIDE_BY_SIDE.includes(folderOf(target))
          ? [`${path} imports ${target}`]
          : []
      }),
    )
    expect(seen).toEqual([])
  })

  test('no files import one another in a circle', () => {
    expect(circles()).toEqual([])
  })

  test('internal files and built-in modules are imported by their full names', () => {
    const short = files.flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier }) => {
        const builtin = !specifier.startsWith('node:') && builtinModules.includes(specifier)
        const relative = specifier.startsWith('.') && !specifier.endsWith('.js')
        return builtin || relative ? [`${path} imports ${specifier}`] : []
      }),
    )
    expect(short).toEqual([])
  })

  test('no file is longer than 250 lines', () => {
    const long = files.filter(({ lines }) => lines > MAX_LINES)
    expect(
      long.filter(({ path }) => LONGER[path] === undefined).map(({ path, lines }) => `${path}: ${lines}`),
    ).toEqual([])
    // An exception that is no longer needed goes.
    expect(Object.keys(LONGER)).toEqual(
      long.map(({ path }) => path).filter((path) => LONGER[path] !== undefined),
    )
  })

  test('packages that are imported are those that are declared, or built in with their licence', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>
      readonly devDependencies: Readonly<Record<string, string>>
      readonly peerDependencies: Readonly<Record<string, string>>
      readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>
    }
    const used = new Map<string, 'type' | 'dynamic' | 'value'>()
    for (const { imports } of files) {
      for (const { specifier, typeOnly, dynamic } of imports) {
        if (specifier.startsWith('.') || specifier.startsWith('node:')) continue
        const name = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/')
        const kind = typeOnly ? 'type' : dynamic ? 'dynamic' : 'value'
        if (kind === 'value' || used.get(name) === undefined) used.set(name, kind)
      }
    }
    // JSX is compiled to imports of the runtime named in tsconfig.
    if (files.some(({ path }) => path.endsWith('.tsx'))) used.set('hono', 'value')
    const peers = Object.keys(manifest.peerDependencies)
    const notices = readFileSync(join(ROOT, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    const builtIn = Object.fromEntries(
      [...notices.matchAll(/^(\S+) (\d+\.\d+\.\d+), /gm)].map(([, name = '', version = '']) => [
        name,
        version,
      ]),
    )
    expect(manifest.devDependencies).toMatchObject(builtIn)
    expect([...used.keys()].filter((name) => !peers.includes(name)).sort()).toEqual(
      [...Object.keys(manifest.dependencies), ...Object.keys(builtIn)].sort(),
    )
    // An optional peer that were loaded with a file, and not by the function that needs it, would be a hidden requirement.
    expect(peers.filter((name) => used.get(name) === 'value')).toEqual([])
    expect(peers.every((name) => manifest.peerDependenciesMeta[name]?.optional)).toBe(true)
  })
})

describe('the reading of import lines', () => {
  test('types, values, re-exports, dynamic imports and comments are told apart', () => {
    const text = [
      "import type { A } from './a.js'",
      "import { type B, c } from '../b.js'",
      "export * from './d.js'",
      "export type { E } from './e.js'",
      "import 'f'",
      "// import { no } from './no.js'",
      "/* import { no } from './no.js' */",
      "const g = await import('./g.js')",
      'import {\n  h,\n  type I,\n} from "./h.js"',
    ].join('\n')
    expect(importsOf(text, 'x/y.ts').map(({ specifier, typeOnly }) => [specifier, typeOnly])).toEqual([
      ['./a.js', true],
      ['../b.js', false],
      ['./d.js', false],
      ['./e.js', true],
      ['f', false],
      ['./h.js', false],
      ['./g.js', false],
    ])
  })
})
