import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultDetectors } from 'garde-fou/personal-data'
import { type Peer, peersIn } from './personal-data-peers.ts'

// Usage: node bench/personal-data.ts [LABELLED.jsonl] [folder where peers are installed, with a package.json]
// Compares, in one run, what each library takes out of French texts, what it takes out wrongly, and how fast.
// The names were trained on the default file: give another one to compare what is found.

interface Line {
  readonly lang?: string
  readonly text: string
  readonly spans: readonly { readonly start: number; readonly end: number; readonly value: string }[]
}

const [
  file = join(import.meta.dirname, '..', 'training', 'corpus', 'personal-data.jsonl'),
  folder = import.meta.dirname,
] = process.argv.slice(2)
const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Line)
  .filter(({ lang }) => lang !== 'en')

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

const KILOBYTE = 1000
const MEGABYTE = 1_000_000
/** What a quadratic peer is given instead of a megabyte, which would take it minutes. */
const SHORTER = 30_000
const QUADRATIC = new Set(['@openai/guardrails', 'openredaction'])
const WARM_UP_SECONDS = 1
const MEASURED_SECONDS = 2

const all = `${lines.map(({ text }) => text).join('\n')}\n`
const messages = cut(all, KILOBYTE)
const long = all.repeat(Math.ceil(MEGABYTE / all.length)).slice(0, MEGABYTE)
const { peers, absent } = await peersIn(folder)
console.log(`node ${process.version}; ${lines.length} French texts; absent: ${absent.join(', ') || 'none'}\n`)
console.log(`${'library'.padEnd(30)} found  false  1 kB MB/s  1 MB MB/s`)
for (const peer of [own, ...peers]) {
  const { found, wrong } = await quality(peer)
  const short = await speed(peer, messages)
  const whole = await speed(peer, [QUADRATIC.has(peer.name) ? long.slice(0, SHORTER) : long])
  console.log(
    `${peer.name.padEnd(30)} ${String(found).padStart(5)}  ${String(wrong).padStart(5)}  ${short.padStart(9)}  ${whole.padStart(9)}`,
  )
}
console.log(
  `\n${lines.reduce((sum, { spans }) => sum + spans.length, 0)} labelled values; false: texts without any that come back changed`,
)

/** A value counts as found when it is no longer in what comes back. */
async function quality(peer: Peer): Promise<{ readonly found: number; readonly wrong: number }> {
  let found = 0
  let wrong = 0
  for (const { text, spans } of lines) {
    const left = await peer.redact(text)
    if (spans.length === 0 && left !== text) wrong++
    for (const { value } of spans) if (!left.includes(value)) found++
  }
  return { found, wrong }
}

/** Megabytes a second after a warm-up, or what stopped it. */
async function speed(peer: Peer, texts: readonly string[]): Promise<string> {
  try {
    await repeat(peer, texts, WARM_UP_SECONDS)
    return (await repeat(peer, texts, MEASURED_SECONDS)).toFixed(2)
  } catch {
    // A peer that cannot read a text has no speed on it: said in the table.
    return 'fails'
  }
}

/** A slow peer ends with the text during which its time is over. */
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
