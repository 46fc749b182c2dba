import { parseArgs } from 'node:util'
import type { Command, OptionSpec, Typed } from './command.js'
import { nearest } from './suggest.js'
import { UsageError } from './usage-error.js'

/** Options that every command takes. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  config: {
    type: 'string',
    value: 'file',
    help: 'Configuration file. Default: garde-fou.config.ts (.mts, .mjs, .js) here.',
  },
  json: { type: 'boolean', help: 'Print one JSON document, errors included.' },
  help: { type: 'boolean', help: 'Show this help.' },
}

/**
 * Checks what was typed after a command's name.
 *
 * @throws UsageError for an unknown option, a missing or surplus value, or the wrong number of arguments.
 */
export function parseTyped(command: Command, args: readonly string[]): Typed {
  const options: Readonly<Record<string, OptionSpec>> = { ...command.options, ...COMMON_OPTIONS }
  refuseUnknown(command, options, args)
  const { values, positionals } = parseStrictly(command, options, args)
  if (values.help !== true) checkCount(command, positionals)
  const listOf = (option: string): readonly string[] => {
    const value = values[option]
    return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
  }
  return {
    arguments: positionals,
    text: (option) => listOf(option)[0],
    list: listOf,
    flag: (option) => values[option] === true,
  }
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

function parseStrictly(
  command: Command,
  options: Readonly<Record<string, OptionSpec>>,
  args: readonly string[],
): { readonly values: Values; readonly positionals: readonly string[] } {
  try {
    return parseArgs({
      args: [...args],
      options: parseOptions(options),
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    const message =
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'The options cannot be read.'
    throw new UsageError(message, `See garde-fou ${command.name} --help.`)
  }
}

function parseOptions(
  options: Readonly<Record<string, OptionSpec>>,
): Record<string, { type: 'string' | 'boolean'; multiple: boolean }> {
  const entries = Object.entries(options).map(([name, { type, multiple = false }]) => [
    name,
    { type, multiple },
  ])
  return Object.fromEntries(entries)
}

function refuseUnknown(
  command: Command,
  options: Readonly<Record<string, OptionSpec>>,
  args: readonly string[],
): void {
  const { tokens } = parseArgs({
    args: [...args],
    options: parseOptions(options),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option' || Object.hasOwn(options, token.name)) continue
    const meant = nearest(token.name, Object.keys(options))
    throw new UsageError(
      `"garde-fou ${command.name}" has no option ${token.rawName}.`,
      meant === undefined ? `See garde-fou ${command.name} --help.` : `Did you mean --${meant}?`,
    )
  }
}

function checkCount(command: Command, given: readonly string[]): void {
  const wanted = command.arguments ?? []
  const missing = wanted[given.length]
  if (missing !== undefined) {
    throw new UsageError(
      `"garde-fou ${command.name}" needs <${missing.name}>: ${missing.help}`,
      `See garde-fou ${command.name} --help.`,
    )
  }
  const surplus = given[wanted.length]
  if (surplus !== undefined) {
    throw new UsageError(
      `"garde-fou ${command.name}" takes ${wanted.length === 0 ? 'no arguments' : `${wanted.length} argument(s)`}, and "${surplus.slice(0, 100)}" is one more.`,
      `Put a text of several words in quotes. See garde-fou ${command.name} --help.`,
    )
  }
}
