import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const hooks = new URL('../support/run-source.mjs', import.meta.url).href

/** A real process of this project's code. */
export interface Child {
  /** Every whole line it has printed so far. */
  readonly lines: readonly string[]
  readonly process: ChildProcessWithoutNullStreams
  /** Resolves when it has printed that many lines; rejects when it ends before. */
  printed(count: number): Promise<void>
  /** Ends its input, which asks it to finish. */
  finish(): Promise<number | null>
  /** Resolves when it has ended, with its exit code. Rejects when it wrote to stderr. */
  ended(): Promise<number | null>
}

/** Starts `children/<file>.ts`; killed at the end of the test if it is still there. */
export function startChild(
  file: string,
  args: readonly string[],
  user?: { uid: number; gid: number },
): Child {
  const script = fileURLToPath(new URL(`children/${file}.ts`, import.meta.url))
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hooks, script, ...args],
    {
      ...user,
    },
  )
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let faults = ''
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const look of [...waiting]) look()
  })
  child.stderr.on('data', (data: Buffer) => {
    faults += data.toString()
  })
  // A killed process no longer reads.
  child.stdin.on('error', () => undefined)
  const closed = once(child, 'close').then(() => child.exitCode)
  const ended = async (): Promise<number | null> => {
    const code = await closed
    if (faults !== '') throw new Error(`${file} ${args.join(' ')} failed: ${faults}`)
    return code
  }
  return {
    lines,
    process: child,
    ended,
    printed: (count) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (lines.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        void closed.then(() => reject(new Error(`${file} ended after ${lines.length} lines. ${faults}`)))
        look()
      }),
    finish() {
      child.stdin.end()
      return ended()
    },
  }
}
