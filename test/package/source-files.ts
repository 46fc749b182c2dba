import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'

/** The repository. */
export const ROOT: string = join(import.meta.dirname, '..', '..')

/** One import or re-export of a source file. */
export interface ImportLine {
  /** As written. */
  readonly specifier: string
  /** Path in `src`, for files of this package. */
  readonly target?: string
  /** True when nothing is left of it at run time. */
  readonly typeOnly: boolean
  /** True for `import()`: loaded when a function asks for it. */
  readonly dynamic: boolean
}

/** A file under `src`. */
export interface SourceFile {
  /** Path in `src`, with slashes. */
  readonly path: string
  readonly lines: number
  readonly imports: readonly ImportLine[]
}

const SOURCE = join(ROOT, 'src')
const STATIC = /^(import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** Every source file with its imports. */
export function sourceFiles(): readonly SourceFile[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => readSource(join(SOURCE, name)))
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8')
  const path = relative(SOURCE, file).split(sep).join('/')
  return { path, lines: text.split('\n').length - 1, imports: importsOf(text, path) }
}

/** The imports of a source text that lies at `path` in `src`. */
export function importsOf(text: string, path: string): readonly ImportLine[] {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    // Texts of several lines may hold the code of others.
    .replace(/`(?:\\[\s\S]|[^`\\])*`/g, '``')
  const line = (specifier: string, typeOnly: boolean, dynamic = false): ImportLine => ({
    specifier,
    typeOnly,
    dynamic,
    ...(specifier.startsWith('.') ? { target: resolveSource(path, specifier) } : {}),
  })
  return [
    ...[...code.matchAll(STATIC)].map(([, , type, specifier = '']) => line(specifier, type !== undefined)),
    ...[...code.matchAll(DYNAMIC)].map(([, specifier = '']) => line(specifier, false, true)),
  ]
}

function resolveSource(from: string, specifier: string): string {
  const path = posix.normalize(posix.join(posix.dirname(from), specifier))
  const names = [path, path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')]
  const known = names.find((name) => existing().has(name))
  return known ?? path
}

let files: ReadonlySet<string> | undefined
function existing(): ReadonlySet<string> {
  files ??= new Set(
    readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/')),
  )
  return files
}

/** The folder of `src` that a file belongs to; `index.ts` and `errors.ts` stand for themselves. */
export function folderOf(path: string): string {
  const folder = dirname(path).split('/')[0] ?? '.'
  return folder === '.' ? path.replace(/\.tsx?$/, '') : folder
}
