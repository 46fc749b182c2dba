import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildModel } from './build-model.ts'
import { decisionsJob, usesJob } from './tasks.ts'

/**
 * `npm run train` writes the weights from the corpus; `npm run train -- --check` says whether the committed ones are
 * what it would write, and ends with 1 if not. `-- uses` or `-- decisions` does one of the two.
 */
const FOLDER = join(import.meta.dirname, '../src/checks/classifier/weights')
const check = process.argv.includes('--check')
const only = process.argv.find((word) => word === 'uses' || word === 'decisions')

for (const job of [usesJob(), decisionsJob()]) {
  if (only !== undefined && only !== job.name) continue
  const started = performance.now()
  const path = join(FOLDER, `${job.name}.ts`)
  const text = buildModel(job)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  if (!check) writeFileSync(path, text)
  const same = readFileSync(path, 'utf8') === text
  if (!same) process.exitCode = 1
  console.log(
    `${job.name}: ${job.samples.length} texts, ${seconds} s, ${same ? (check ? 'as committed' : 'written') : 'NOT what is committed'}`,
  )
}
