import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { train } from './crf.ts'
import { corpus, otherTexts } from './personal-texts.ts'
import { isHeldOut } from './split.ts'

// Usage: node training/train-persons.ts [--all]
// Trains the reader of names on training/corpus/personal-data*.jsonl and writes persons/weights.ts. Deterministic.
// Without --all, the held-out fifth of the groups is left out, so that a measure on it means something.

const LEAST_STEPS = 4

const root = join(import.meta.dirname, '..')
const lines = [...corpus('personal-data.jsonl'), ...corpus('personal-data-2.jsonl')].filter(
  (line) => process.argv.includes('--all') || !isHeldOut(line),
)
const more = [...corpus('personal-data-more.jsonl'), ...otherTexts()]
const weights = train([...lines, ...more])
const most = weights.reduce((high, weight) => Math.max(high, Math.abs(weight)), 0)
const unit = most / 127
const bytes = Buffer.from(Int8Array.from(weights, (weight) => stepsOf(weight / unit)).buffer)
const text = `// Written by training/train-persons.ts from training/corpus/personal-data*.jsonl.

/** What one step of a weight is worth. */
export const WEIGHT_UNIT: number = ${unit}

/** One signed byte a weight, in base64. */
export const WEIGHTS: string =
  '${bytes.toString('base64')}'
`
writeFileSync(join(root, 'src/checks/personal-data/persons/weights.ts'), text)
console.log(`${lines.length} texts, ${bytes.filter((byte) => byte !== 0).length} weights, unit ${unit}`)

/** Whole steps; the smallest are left out: they say more about the texts of the corpus than about names. */
function stepsOf(steps: number): number {
  return Math.abs(steps) < LEAST_STEPS ? 0 : Math.round(steps)
}
