import { COMMON_OPTIONS } from './arguments.js'
import type { Command, OptionSpec } from './command.js'
import { EXIT_MEANINGS } from './exit-codes.js'

/** The help of the whole command line. */
export function helpOfAll(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return `garde-fou: keeps a person in charge of what an AI proposes.

Usage: garde-fou <command> [options]

Commands:
${lines.join('\n')}

Each command takes --json and --help. garde-fou --version prints the version.

${exitCodes()}`
}

/** The help of one command. */
export function helpOf(command: Command): string {
  return `${commandReference(command)}\n\n${exitCodes()}`
}

/** What is particular to one command: what it does, how it is typed, its arguments and options. */
export function commandReference(command: Command): string {
  const args = (command.arguments ?? []).map(({ name }) => ` <${name}>`).join('')
  const parts = [`${command.summary}\n\nUsage: garde-fou ${command.name}${args} [options]`]
  if (command.arguments !== undefined && command.arguments.length > 0) {
    parts.push(`Arguments:\n${table(command.arguments.map(({ name, help }) => [`<${name}>`, help]))}`)
  }
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS })
  parts.push(`Options:\n${table(options.map(([name, option]) => [optionText(name, option), option.help]))}`)
  if (command.details !== undefined) parts.push(command.details)
  return parts.join('\n\n')
}

function optionText(name: string, { value, multiple }: OptionSpec): string {
  return `--${name}${value === undefined ? '' : ` <${value}>`}${multiple === true ? ' …' : ''}`
}

function exitCodes(): string {
  return `Exit codes:\n${table(EXIT_MEANINGS.map(([code, meaning]) => [String(code), meaning]))}\n`
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}
