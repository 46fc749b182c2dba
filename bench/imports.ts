import { execFileSync } from 'node:child_process'
import type { Row } from './report.ts'

const SUBPATHS = [
  'garde-fou',
  'garde-fou/sqlite',
  'garde-fou/openai',
  'garde-fou/journal',
  'garde-fou/server',
  'garde-fou/notice',
]
const RUNS = 9

function medianImport(specifier: string): number {
  const script = `const start = performance.now(); await import(${JSON.stringify(specifier)}); process.stdout.write(String(performance.now() - start))`
  const times = Array.from({ length: RUNS }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })),
  )
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN
}

/** How long the first import takes, each in a process of its own. */
export function importTimes(): readonly Row[] {
  return SUBPATHS.map((specifier) => ({
    name: `cold import of ${specifier}`,
    value: medianImport(specifier),
    unit: 'ms',
  }))
}
