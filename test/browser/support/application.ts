import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')

/** The example, running as a process of its own. */
export interface Application {
  readonly url: string
  /** One-time sign-in links, by name. */
  readonly links: ReadonlyMap<string, string>
  /** Everything it printed. */
  output(): string
  /** As Ctrl-C does. Resolves with the exit code. */
  stop(): Promise<number | null>
}

/** Starts `examples/housing-aid` on a free port with its own data folder, and waits until it prints its addresses. */
export async function startApplication(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Application> {
  const child = spawn(process.execPath, ['examples/housing-aid/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      DATA_DIR: dataDir,
      UNDO_SECONDS: '1',
      SECOND_OPINION_PERCENT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
    })
  await readyOf(child, () => printed)
  const url = /usagers : (\S+?)\/\n/.exec(printed)?.[1]
  if (url === undefined) throw new Error(`The example printed no address:\n${printed}`)
  const links = [...printed.matchAll(/^ {4}([^,]+), .+? : (http\S+)$/gm)].map(
    ([, name = '', link = '']): [string, string] => [name, link],
  )
  return {
    url,
    links: new Map(links),
    output: () => printed,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      await ended
      return child.exitCode
    },
  }
}

async function readyOf(child: ChildProcess, printed: () => string): Promise<void> {
  const ended = new AbortController()
  const end = (code: number | null): void =>
    ended.abort(new Error(`The example ended with ${code}:\n${printed()}`))
  child.once('close', end)
  while (!printed().includes('Ctrl-C')) {
    ended.signal.throwIfAborted()
    await Promise.race([
      once(child.stdout ?? child, 'data', { signal: ended.signal }),
      once(child.stderr ?? child, 'data', { signal: ended.signal }),
    ]).catch((error: unknown) => {
      // Said by what ended, not by the wait that was given up.
      throw ended.signal.aborted ? ended.signal.reason : error
    })
  }
  child.off('close', end)
}
