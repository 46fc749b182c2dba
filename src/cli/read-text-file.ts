import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'

/**
 * Reads a file named on the command line as UTF-8; `-` is standard input.
 *
 * @throws UsageError when it cannot be read or is not UTF-8.
 */
export async function readTextFile(terminal: Terminal, name: string): Promise<string> {
  if (name === '-') return terminal.readInput()
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(
      await readFile(resolve(terminal.cwd, name)),
    )
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new UsageError(
      `The file "${name}" cannot be read (${code}).`,
      'Check its name and its permissions.',
    )
  }
}

/**
 * Reads a JSON file named on the command line; `-` is standard input.
 *
 * @throws UsageError when it cannot be read or is not JSON. The content is not told.
 */
export async function readJsonFile(terminal: Terminal, name: string): Promise<unknown> {
  const text = await readTextFile(terminal, name)
  try {
    return JSON.parse(text) as unknown
  } catch {
    // The parser's own message quotes the text, which may be about a person.
    throw new UsageError(`${name === '-' ? 'Standard input' : `The file "${name}"`} is not JSON.`)
  }
}
