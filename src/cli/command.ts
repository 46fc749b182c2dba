import type { ExitCode } from './exit-codes.js'
import type { Terminal } from './terminal.js'

/** An option of a command. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  /** What stands for the value in the help, such as `file`. */
  readonly value?: string
  readonly help: string
}

/** An argument without a name. */
export interface ArgumentSpec {
  readonly name: string
  readonly help: string
}

/** What was typed after a command's name, checked against its options. */
export interface Typed {
  readonly arguments: readonly string[]
  text(option: string): string | undefined
  list(option: string): readonly string[]
  flag(option: string): boolean
}

/** A command's answer: one document for programs, a text for people. */
export interface Answer {
  readonly document: object
  readonly text: string
}

/** What a command gets to do its work. */
export interface Invocation {
  readonly typed: Typed
  readonly terminal: Terminal
  /** True when a program reads the answer. */
  readonly json: boolean
  /** Prints the one answer, in the form that was asked for. */
  readonly answer: (answer: Answer) => Promise<void>
}

/** One command of the command line. */
export interface Command {
  /** As it is typed, such as `reviews list`. */
  readonly name: string
  readonly summary: string
  readonly arguments?: readonly ArgumentSpec[]
  readonly options?: Readonly<Record<string, OptionSpec>>
  /** Further lines of its help. */
  readonly details?: string
  readonly run: (invocation: Invocation) => Promise<ExitCode>
}
