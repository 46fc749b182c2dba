import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { NOT_INSTALLED, versionOf } from './peers.ts'
import type { Place } from './sections.ts'

/** A contender's file, and the package without which it does not run. */
export interface Entrant {
  readonly name: string
  readonly file: string
  readonly needs?: string
}

/** Medians in microseconds by work, or why there are none. */
export type Outcome = { readonly medians: Readonly<Record<string, number>> } | { readonly failure: string }

/** Runs one contender in a process of its own, which is stopped after `seconds`. Never rejects. */
export async function runContender(
  { name, file, needs }: Entrant,
  { folder, postgresUrl }: Place,
  seconds: number,
): Promise<Outcome> {
  if (needs !== undefined && versionOf(needs) === undefined) return { failure: NOT_INSTALLED }
  const own = join(folder, name.replaceAll(/\W+/g, '-'))
  mkdirSync(own, { recursive: true })
  const words = [join(import.meta.dirname, 'contender.ts'), file, own]
  if (postgresUrl !== undefined) words.push(postgresUrl)
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Libraries behave as they do for a city: no debug output, no telemetry, which could not leave this machine anyway.
    env: {
      ...process.env,
      NODE_ENV: 'production',
      MASTRA_TELEMETRY_DISABLED: '1',
      LANGSMITH_TRACING: 'false',
    },
  })
  let printed = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-2000)
  })
  let late = false
  const timer = setTimeout(() => {
    late = true
    child.kill('SIGKILL')
  }, seconds * 1000)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  if (late) return { failure: `stopped after ${seconds} s` }
  if (code !== 0) {
    console.error(`${name}: ${said}`)
    return { failure: 'failed' }
  }
  // The last line: a peer may print before it.
  return { medians: JSON.parse(printed.trim().split('\n').at(-1) ?? '{}') as Record<string, number> }
}
