import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultDetectors } from 'garde-fou/personal-data'
import { NOT_INSTALLED } from './peers.ts'
import { openPeers, type Peer } from './personal-data-peers.ts'
import { aimed, missing, type Row } from './report.ts'

interface Line {
  readonly lang?: string
  readonly text: string
  readonly spans: readonly { readonly start: number; readonly end: number; readonly value: string }[]
}

interface Quality {
  /** Values that are no longer in what comes back. */
  readonly found: number
  /** Texts without any that come back changed. */
  readonly wrong: number
}

/** Texts that nothing was trained on; the names in the training texts are known to the detector. */
const FILE = join(import.meta.dirname, '..', 'training', 'held-out', 'personal-data.jsonl')
const KILOBYTE = 1000
const MEGABYTE = 1_000_000
/** What a quadratic peer is given instead of a megabyte, which would take it minutes. */
const SHORTER = 30_000
const QUADRATIC = new Set(['@openai/guardrails', 'openredaction'])
const WARM_UP_SECONDS = 0.5
const MEASURED_SECONDS = 1.5
const LEAST_SPEED = 10

const [detector] = defaultDetectors()
const own: Peer = {
  name: 'garde-fou',
  redact(text) {
    let left = ''
    let from = 0
    for (const { start, end } of detector?.detect(text) ?? []) {
      left += `${text.slice(from, start)}<…>`
      from = end
    }
    return left + text.slice(from)
  },
}

/** What each library takes out of French texts, what it takes out wrongly, and how fast: in one process, one after the other. */
export async function* personalData(): AsyncGenerator<Row> {
  const lines = readLines()
  const labelled = lines.reduce((sum, { spans }) => sum + spans.length, 0)
  const { peers, absent } = await openPeers()
  const theirs: Quality[] = []
  for (const peer of peers) {
    const { found, wrong } = await quality(peer, lines)
    theirs.push({ found, wrong })
    yield { name: `${peer.name}: found of ${labelled} values`, value: found, unit: 'values' }
    yield { name: `${peer.name}: changed for nothing`, value: wrong, unit: 'texts' }
    for await (const row of speeds(peer, lines)) yield row
  }
  for (const name of absent) yield missing(name, NOT_INSTALLED)
  const { found, wrong } = await quality(own, lines)
  const most = Math.max(0, ...theirs.map((each) => each.found))
  const least = Math.min(lines.length, ...theirs.map((each) => each.wrong))
  yield aimed(
    { name: `garde-fou: found of ${labelled} values`, value: found, unit: 'values' },
    { atLeast: most },
  )
  yield aimed({ name: 'garde-fou: changed for nothing', value: wrong, unit: 'texts' }, { atMost: least })
  for await (const { value, ...row } of speeds(own, lines))
    yield value === null ? { ...row, value } : aimed({ ...row, value }, { atLeast: LEAST_SPEED })
}

async function quality(peer: Peer, lines: readonly Line[]): Promise<Quality> {
  let found = 0
  let wrong = 0
  for (const { text, spans } of lines) {
    const left = await peer.redact(text)
    if (spans.length === 0 && left !== text) wrong++
    for (const { value } of spans) if (!left.includes(value)) found++
  }
  return { found, wrong }
}

async function* speeds(peer: Peer, lines: readonly Line[]): AsyncGenerator<Row> {
  const all = `${lines.map(({ text }) => text).join('\n')}\n`
  const size = QUADRATIC.has(peer.name) ? SHORTER : MEGABYTE
  const long = all.repeat(Math.ceil(size / all.length)).slice(0, size)
  for (const [what, texts] of [
    ['messages of 1 kB', cut(all, KILOBYTE)],
    [`one text of ${size / KILOBYTE} kB`, [long]],
  ] as const) {
    const name = `${peer.name}: ${what}`
    try {
      await repeat(peer, texts, WARM_UP_SECONDS)
      yield { name, value: await repeat(peer, texts, MEASURED_SECONDS), unit: 'MB/s' }
    } catch {
      // A peer that cannot read a text has no speed on it: said in the table.
      yield missing(name, 'fails')
    }
  }
}

/** Megabytes a second. A slow peer ends with the text during which its time is over. */
async function repeat(peer: Peer, texts: readonly string[], seconds: number): Promise<number> {
  const start = performance.now()
  let bytes = 0
  for (let at = 0; performance.now() - start < seconds * 1000; at = (at + 1) % texts.length) {
    const text = texts[at] ?? ''
    await peer.redact(text)
    bytes += Buffer.byteLength(text)
  }
  return bytes / 1e6 / ((performance.now() - start) / 1000)
}

function cut(text: string, size: number): readonly string[] {
  // Through bytes and back: slices of a long string are slower to read than texts that arrive.
  return Array.from({ length: Math.floor(text.length / size) }, (_, at) =>
    Buffer.from(text.slice(at * size, (at + 1) * size)).toString(),
  )
}

function readLines(): readonly Line[] {
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ lang }) => lang !== 'en')
}
