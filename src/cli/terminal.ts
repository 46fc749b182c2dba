import { type Clock, systemClock } from '../internal/clock.js'
import { UsageError } from './usage-error.js'

/** What a command sees of the world around it. */
export interface Terminal {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  /** Waits until the text was taken, so that a long export does not pile up in memory. */
  write(text: string): Promise<void>
  /** Messages for people: progress, warnings, errors. */
  warn(text: string): Promise<void>
  /** All of standard input. */
  readInput(): Promise<string>
  /** Standard input as it comes, for what is too long to be held. */
  inputBytes(): AsyncIterable<Uint8Array>
  /** Asks for a secret without showing it; undefined when nobody is there to answer. */
  askSecret(question: string): Promise<string | undefined>
  /** Resolves when the process is asked to stop (SIGINT, SIGTERM). Asked again, it ends at once. */
  stopRequested(): Promise<void>
  /** Calls `listener` when somebody asks for new sign-in links (SIGUSR2). Returns what stops it. */
  onLinkRequest(listener: () => void): () => void
}

/** More than any amendment needs, and a bound on a wrong pipe. */
const MAX_INPUT_BYTES = 64 * 1024 * 1024

/** The process's own terminal. */
export function processTerminal(): Terminal {
  // A reader that has seen enough, such as `head`, is no fault of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return {
    cwd: process.cwd(),
    env: process.env,
    clock: systemClock,
    write: (text) => writeTo(process.stdout, text),
    warn: (text) => writeTo(process.stderr, text),
    readInput,
    inputBytes: () => process.stdin,
    askSecret,
    stopRequested: () =>
      new Promise((resolve) => {
        const signals = ['SIGINT', 'SIGTERM'] as const
        const stop = (): void => {
          // From here on a signal ends the process at once, as it does without us: whoever waits no longer is obeyed.
          for (const signal of signals) process.off(signal, stop)
          resolve()
        }
        for (const signal of signals) process.on(signal, stop)
      }),
    onLinkRequest: (listener) => {
      process.on('SIGUSR2', listener)
      return () => process.off('SIGUSR2', listener)
    },
  }
}

function writeTo(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve()
      // The process ends by its 'error' event, with a good exit code.
      else if ((error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error)
    })
  })
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size > MAX_INPUT_BYTES) throw new UsageError('Standard input is longer than 64 MiB.')
  }
  return Buffer.concat(chunks).toString('utf8')
}

const ENTER = ['\r', '\n', '\u0004']
const BACKSPACE = ['\u007f', '\b']
const INTERRUPT = '\u0003'

async function askSecret(question: string): Promise<string | undefined> {
  const { stdin } = process
  if (!stdin.isTTY) return undefined
  await writeTo(process.stderr, question)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  try {
    let secret = ''
    for await (const chunk of stdin) {
      for (const character of String(chunk)) {
        if (ENTER.includes(character)) return secret
        if (character === INTERRUPT) return undefined
        secret = BACKSPACE.includes(character) ? secret.slice(0, -1) : secret + character
      }
    }
    return secret
  } finally {
    stdin.setRawMode(false)
    await writeTo(process.stderr, '\n')
  }
}
