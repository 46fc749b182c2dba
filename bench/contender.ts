import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sideBySide, type Work } from './measure.ts'
import { PEERS_FOLDER } from './peers.ts'

// Usage: node bench/contender.ts FILE FOLDER [POSTGRES-URL]
// One contender in a process of its own; prints the median of each of its works in microseconds, as JSON.

/** What is compared: ours and every peer's program has this shape. */
export interface Contender {
  readonly works: Readonly<Record<string, Work>>
  readonly rounds: number
  /** Called between blocks of rounds, where a contender keeps every call it was asked. */
  readonly forget?: () => unknown
  readonly close?: () => unknown
}

/** Opens a contender. */
export type OpenContender = (place: {
  readonly folder: string
  readonly postgresUrl: string | undefined
}) => Promise<Contender>

if (import.meta.main) {
  const [file = '', folder = '', postgresUrl] = process.argv.slice(2)
  const path = file.endsWith('.mjs') ? join(PEERS_FOLDER, file) : join(import.meta.dirname, file)
  const { open } = (await import(pathToFileURL(path).href)) as { readonly open: OpenContender }
  const { works, rounds, forget } = await open({ folder, postgresUrl })
  if (forget !== undefined) await sideBySide(works, Math.ceil(rounds / 5))
  forget?.()
  const timings = await sideBySide(works, rounds)
  const medians = Object.entries(timings).map(([name, { p50 }]) => [name, p50])
  // Written whole before the end: timers and connections that a peer leaves behind do not keep the process.
  process.stdout.write(`${JSON.stringify(Object.fromEntries(medians))}\n`, () => process.exit(0))
}
