import { readFile } from 'node:fs/promises'
import { parseTyped } from './arguments.js'
import type { Answer, Command } from './command.js'
import { COMMANDS } from './commands.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import { type Failure, failureOf } from './failure.js'
import { helpOf, helpOfAll } from './help.js'
import { printable, printableJson } from './printable.js'
import { nearest } from './suggest.js'
import type { Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'

/** Carries out one command line and returns how it ended. Errors are told, never thrown. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  // Before anything can fail: a program that asked for JSON gets its error as JSON too.
  const json = beforeSeparator(args).includes('--json')
  try {
    return await dispatch(args, json, terminal)
  } catch (error) {
    const failure = failureOf(error)
    await tellFailure(failure, json, terminal)
    if (terminal.env.GARDE_FOU_DEBUG === '1' && error instanceof Error)
      await terminal.warn(`${printable(error.stack ?? error.message)}\n`)
    return failure.exitCode
  }
}

async function dispatch(args: readonly string[], json: boolean, terminal: Terminal): Promise<ExitCode> {
  const answer = (given: Answer): Promise<void> =>
    terminal.write(`${json ? printableJson(given.document) : printable(given.text).replace(/\n+$/, '')}\n`)
  const [first] = args
  if (first === undefined || first === '--help' || first === 'help') {
    await answer({ document: { commands: COMMANDS.map(describe) }, text: helpOfAll(COMMANDS) })
    return first === undefined ? EXIT.usage : EXIT.ok
  }
  if (first === '--version') {
    const version = await packageVersion()
    await answer({ document: { version }, text: version })
    return EXIT.ok
  }
  const { command, rest } = findCommand(args)
  const typed = parseTyped(command, rest)
  if (typed.flag('help')) {
    await answer({ document: describe(command), text: helpOf(command) })
    return EXIT.ok
  }
  return command.run({ typed, terminal, json, answer })
}

function findCommand(args: readonly string[]): {
  readonly command: Command
  readonly rest: readonly string[]
} {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ')
    const command = COMMANDS.find((each) => each.name === name)
    if (command !== undefined && args.length >= words) return { command, rest: args.slice(words) }
  }
  const [first = '', second = ''] = args
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name)
  if (group.length > 0) throw unknown(second.startsWith('-') ? first : `${first} ${second}`.trim(), group)
  throw unknown(first, [
    ...COMMANDS.map(({ name }) => name),
    ...COMMANDS.map(({ name }) => name.split(' ')[0] ?? ''),
  ])
}

function unknown(typed: string, known: readonly string[]): UsageError {
  const meant = nearest(typed, known)
  return new UsageError(
    `There is no command "garde-fou ${typed.slice(0, 100)}".`,
    meant === undefined || meant === typed
      ? `Commands: ${[...new Set(known)].join(', ')}. See garde-fou --help.`
      : `Did you mean "garde-fou ${meant}"? See garde-fou --help.`,
  )
}

function describe({ name, summary, arguments: args = [], options = {} }: Command): object {
  return { name, summary, arguments: args, options }
}

async function tellFailure(failure: Failure, json: boolean, terminal: Terminal): Promise<void> {
  if (json) return terminal.write(`${printableJson({ error: failure })}\n`)
  const { code, message, remedy } = failure
  await terminal.warn(`${printable(`${code}: ${message}${remedy === undefined ? '' : `\n${remedy}`}`)}\n`)
}

function beforeSeparator(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--')
  return end < 0 ? args : args.slice(0, end)
}

async function packageVersion(): Promise<string> {
  // src/cli and dist/cli lie equally deep; a shared chunk of the build lies in dist itself.
  for (const place of ['../../package.json', '../package.json']) {
    const text = await readFile(new URL(place, import.meta.url), 'utf8').catch(() => undefined)
    const parsed: unknown = text === undefined ? undefined : JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'garde-fou')
      return 'version' in parsed ? String(parsed.version) : 'unknown'
  }
  return 'unknown'
}
