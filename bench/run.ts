import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine, versions } from './machine.ts'
import { openPostgres, type Postgres } from './postgres.ts'
import { missing, printTable, type Row } from './report.ts'
import { SECTIONS, type Section } from './sections.ts'

// Usage: npm run bench [-- SECTION …]
// Everything runs on this machine, one section after the other, each in a process of its own; ratios come from one process.
// The whole bench writes bench/results.json; named sections are only printed.

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !SECTIONS.some((section) => section.name === name))
if (unknown.length > 0)
  throw new Error(
    `No such section: ${unknown.join(', ')}. There are ${SECTIONS.map(({ name }) => name).join(', ')}.`,
  )
const chosen = wanted.length === 0 ? SECTIONS : SECTIONS.filter(({ name }) => wanted.includes(name))

const folder = mkdtempSync(join(tmpdir(), 'garde-fou-bench-'))
// The server runs as a user of its own.
chmodSync(folder, 0o755)
let postgres: Postgres | undefined
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

try {
  postgres = await openPostgres(join(folder, 'postgres'))
  const start = machine()
  const rows: Row[] = []
  for (const section of chosen) {
    if (stop.signal.aborted) break
    const since = performance.now()
    const measured = await runSection(section)
    rows.push(...measured)
    console.log(`\n${section.name} (${((performance.now() - since) / 1000).toFixed(0)} s)`)
    if (measured.length > 0) printTable(measured)
  }
  if (wanted.length === 0 && !stop.signal.aborted) {
    const load = { atStart: start.load, atEnd: machine().load }
    const results = { machine: { ...start, load }, versions: versions(postgres), rows: rows.map(rounded) }
    writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  }
} finally {
  postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Never rejects: a section that fails or takes too long says so in a row. */
async function runSection({ name, seconds }: Section): Promise<readonly Row[]> {
  const own = join(folder, name)
  const file = `${own}.jsonl`
  mkdirSync(own)
  const words = ['--expose-gc', join(import.meta.dirname, 'section.ts'), name, own, file]
  if (postgres?.url !== undefined) words.push(postgres.url)
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-4000)
  })
  let late = false
  const kill = (): unknown => child.kill('SIGKILL')
  const timer = setTimeout(() => {
    late = true
    kill()
  }, seconds * 1000)
  stop.signal.addEventListener('abort', kill, { once: true })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  stop.signal.removeEventListener('abort', kill)
  const rows = existsSync(file) ? readRows(file) : []
  rmSync(own, { recursive: true, force: true })
  if (late) return [...rows, missing(name, `stopped after ${seconds} s`)]
  if (code !== 0) console.error(`${name} failed:\n${said}`)
  return code === 0 ? rows : [...rows, missing(name, 'failed')]
}

function readRows(file: string): readonly Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}

/** Four digits are more than such a measurement is worth. */
function rounded(row: Row): Row {
  return { ...row, value: row.value === null ? null : Number(row.value.toPrecision(4)) }
}
