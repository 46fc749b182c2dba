import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inject, onTestFinished } from 'vitest'
import type { AgainTask, DeskTask, Line, Task } from './task.js'

/** A server in a process of its own. */
export interface Server {
  /** Everything it has printed. */
  readonly lines: readonly Line[]
  /** Resolves when it has printed that many lines, or has ended. */
  printed(count: number): Promise<void>
  /** Writes to its input. */
  tell(text: string): void
  /** SIGKILL: nothing of it runs any more once this resolves, and all of its lines are there. */
  kill(): Promise<void>
  /** Asks it to stop after what it is doing. */
  stop(): Promise<number | null>
  /** Its exit code. Rejects when it wrote to stderr. */
  readonly ended: Promise<number | null>
}

/** Starts a server; `wrap` is a command to start it with, such as a shell that sets limits. */
export function startServer(task: Task, wrap: readonly string[] = []): Server {
  return start('worker', task, wrap)
}

/** Starts a sequencer that never rests. */
export function startSequencer(task: Pick<Task, 'address' | 'jwk'>): Server {
  return start('sequencer', task, [])
}

/** Starts a desk at which several people work at once. */
export function startDesk(task: DeskTask): Server {
  return start('desk', task, [])
}

/** Starts a program that sends one decision several times at once, when it is told to. */
export function startAgain(task: AgainTask): Server {
  return start('again', task, [])
}

function start(program: string, task: object, wrap: readonly string[]): Server {
  const folder = inject('faultPrograms')
  const script = join(folder, `${program}.mjs`)
  const [command = '', ...args] = [...wrap, process.execPath, '--disable-warning=ExperimentalWarning', script]
  // A server that starts for the 200th time need not compile everything again.
  const child = spawn(command, [...args, JSON.stringify(task)], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  child.stdin.on('error', () => undefined)
  const { lines, changed } = linesOf(child)
  let faults = ''
  child.stderr.on('data', (data: Buffer) => {
    faults += data.toString()
  })
  let over = false
  const ended = once(child, 'close').then(() => {
    over = true
    for (const look of [...changed]) look()
    if (faults !== '') throw new Error(`A server failed: ${faults}`)
    return child.exitCode
  })
  // Looked at by whoever waits for its end.
  ended.catch(() => undefined)
  return {
    lines,
    ended,
    printed: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (lines.length < count && !over) return
          changed.delete(look)
          resolve()
        }
        changed.add(look)
        look()
      }),
    tell(text) {
      child.stdin.write(text)
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    stop() {
      child.stdin.end()
      return ended
    },
  }
}

function linesOf(child: ChildProcessWithoutNullStreams): {
  readonly lines: readonly Line[]
  readonly changed: Set<() => void>
} {
  const lines: Line[] = []
  const changed = new Set<() => void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line))
    for (const look of [...changed]) look()
  })
  return { lines, changed }
}
