import { readDecisions, readUses } from './corpus.ts'
import { answer, fitTask, type Prepared, prepare } from './task.ts'
import { decisionsJob, usesJob } from './tasks.ts'

/**
 * How well a classifier that has seen none of a hand's texts judges them: `node --import ./training/resolve-source.ts
 * training/cross-validate.ts uses` leaves out one writer after the other, `decisions` one file after the other; names
 * behind it, with commas between them, are the only ones left out. Prints, for every cell, the share found above the score
 * that 5 % and 1 % of the allowed texts exceed.
 */
interface Judged {
  readonly prepared: Prepared
  readonly cells: readonly string[]
  readonly value: number
  readonly right: boolean
}

const [name = 'uses', only = ''] = process.argv.slice(2)
const job = name === 'decisions' ? decisionsJob() : usesJob()
const lines = name === 'decisions' ? readDecisions() : readUses()
const hands = lines.map((line) => line.writer)
const prepared = prepare(job.task, job.samples, true)
const judged: Judged[] = []
for (const hand of new Set(hands)) {
  if (only !== '' && !only.split(',').includes(hand)) continue
  const fitted = fitTask(
    job.task,
    prepared.filter((_, index) => hands[index] !== hand),
  )
  prepared.forEach((one, index) => {
    if (hands[index] !== hand) return
    const { odds, best } = answer(fitted, one.windows)
    const line = lines[index]
    judged.push({
      prepared: one,
      cells: [`hand ${hand}`, `lang ${line?.lang}`].concat(
        line !== undefined && 'style' in line ? [`style ${line.style}`, `kind ${line.kind}`] : [],
      ),
      value: (odds[best] ?? 0) + job.operating.rulesAtLeast * (one.rules[best] ?? 0),
      right: best + 1 === one.label,
    })
  })
}

const allowed = judged.filter(({ prepared: { label } }) => label === 0)
const wanted = judged.filter(({ prepared: { label } }) => label !== 0)
const sorted = allowed.map(({ value }) => value).sort((a, b) => b - a)
const threshold = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
const above = (list: readonly Judged[], least: number): number =>
  list.filter(({ value }) => value > least).length / Math.max(1, list.length)
const percent = (share: number): string => (100 * share).toFixed(1).padStart(6)

/** The chance that a text to be found stands above an allowed one. */
function areaUnder(): number {
  const all = [...judged].sort((a, b) => a.value - b.value)
  let [below, sum] = [0, 0]
  for (const {
    prepared: { label },
  } of all) {
    if (label === 0) below += 1
    else sum += below
  }
  return sum / (allowed.length * wanted.length)
}

const [five, three, one] = [threshold(0.05), threshold(0.03), threshold(0.01)]
const found = wanted.filter(({ value }) => value > five)
console.log(
  `${name}: AUC ${areaUnder().toFixed(4)}, recall at 5 % ${percent(above(wanted, five))}, at 3 % ${percent(above(wanted, three))}, at 1 % ${percent(above(wanted, one))}, right label ${percent(found.filter(({ right }) => right).length / Math.max(1, found.length))}`,
)
const own = [...new Set(judged.map(({ cells }) => cells[0] ?? ''))].map((hand) => {
  const mine = (list: readonly Judged[]): Judged[] => list.filter(({ cells }) => cells[0] === hand)
  const values = mine(allowed)
    .map(({ value }) => value)
    .sort((a, b) => b - a)
  return [0.05, 0.03].map((share) => above(mine(wanted), values[Math.floor(values.length * share)] ?? 0))
})
const mean = (at: number): number => own.reduce((sum, shares) => sum + (shares[at] ?? 0), 0) / own.length
console.log(
  `by each hand's own threshold: recall at 5 % ${percent(mean(0))}, at 3 % ${percent(mean(1))}; thresholds ${five.toFixed(2)} ${one.toFixed(2)}`,
)
const best = [...new Set(judged.map(({ value }) => Math.round(value * 20) / 20))]
  .map((least) => {
    const hits = wanted.filter(({ value }) => value > least).length
    const alarms = allowed.filter(({ value }) => value > least).length
    return { least, f1: (2 * hits) / (hits + alarms + wanted.length) }
  })
  .reduce((a, b) => (b.f1 > a.f1 ? b : a))
console.log(
  `best F1 ${percent(best.f1)} where ${percent(above(allowed, best.least))} of the allowed are above`,
)
for (const cell of [...new Set(judged.flatMap(({ cells }) => cells))].sort()) {
  const inside = (list: readonly Judged[]): Judged[] => list.filter(({ cells }) => cells.includes(cell))
  console.log(
    `${cell.padEnd(20)} found ${percent(above(inside(wanted), five))} at 5 %, ${percent(above(inside(wanted), three))} at 3 %; allowed above ${percent(above(inside(allowed), five))}  (${inside(wanted).length} / ${inside(allowed).length})`,
  )
}
