import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigInvalidError, type Fault, isGuardError } from '../errors.js'
import { configFaults, type GuardConfig } from '../guard/config.js'
import type { Invocation } from './command.js'

/** A configuration with the place it was read from. */
export interface LoadedConfig {
  readonly config: GuardConfig
  readonly file: string
  /** What paths in it are relative to. */
  readonly directory: string
}

/** The names a configuration is looked for under, in this order. */
export const CONFIG_FILES = [
  'garde-fou.config.ts',
  'garde-fou.config.mts',
  'garde-fou.config.mjs',
  'garde-fou.config.js',
] as const

/**
 * Imports the configuration. TypeScript is read by Node.js itself.
 *
 * @throws ConfigInvalidError when there is none, it cannot be imported, or it is faulty; it lists every fault.
 */
export async function loadConfig({
  typed,
  terminal,
}: Pick<Invocation, 'typed' | 'terminal'>): Promise<LoadedConfig> {
  const file = findConfig(terminal.cwd, typed.text('config'))
  const module = await importConfig(file)
  const exported: unknown = module.default
  if (typeof exported !== 'object' || exported === null)
    throw faulty(file, 'has no default export.', 'Write: export default defineConfig({ … }).')
  const faults = configFaults(exported)
  if (faults.length > 0) throw new ConfigInvalidError(faults)
  // The remaining fields are checked by createGuard, with the rest of what it is given.
  return { config: exported as GuardConfig, file, directory: dirname(file) }
}

function findConfig(cwd: string, named: string | undefined): string {
  if (named !== undefined) {
    const file = resolve(cwd, named)
    if (!existsSync(file)) throw faulty(file, 'does not exist.', 'Check --config.')
    return file
  }
  const found = CONFIG_FILES.map((name) => resolve(cwd, name)).find((file) => existsSync(file))
  if (found === undefined)
    throw faulty(
      resolve(cwd, CONFIG_FILES[0]),
      'does not exist.',
      'Make one with "npx garde-fou init", or name another by --config.',
    )
  return found
}

async function importConfig(file: string): Promise<{ readonly default?: unknown }> {
  try {
    return (await import(pathToFileURL(file).href)) as { readonly default?: unknown }
  } catch (error) {
    if (isGuardError(error)) throw error
    throw faulty(file, `cannot be loaded: ${reasonOf(error)}`, remedyOf(error))
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message.split('\n')[0] ?? ''}`
    : 'it threw no error object.'
}

function remedyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_MODULE_NOT_FOUND') return 'Install what it imports: npm install garde-fou zod.'
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX')
    return 'Node.js only strips types: no enum, namespace or parameter property.'
  return 'Correct the file; "npx tsc --noEmit" may say more.'
}

function faulty(path: string, reason: string, remedy: string): ConfigInvalidError {
  const fault: Fault = { path, reason, remedy }
  return new ConfigInvalidError([fault])
}
