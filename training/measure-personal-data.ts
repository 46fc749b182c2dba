import { resolve } from 'node:path'
import type { Scores } from '../src/checks/evaluation/counts.ts'
import { scoreSpans, type TypedSpan } from '../src/checks/evaluation/score-spans.ts'
import {
  detectPersonalData,
  PERSONAL_DATA_TYPES,
  type PersonalDataType,
} from '../src/checks/personal-data/index.ts'
import { corpus } from './personal-texts.ts'
import { isHeldOut } from './split.ts'

// Usage: node training/measure-personal-data.ts FILE.jsonl [--errors [type]] [--only held-out|training]
const [file = '', ...flags] = process.argv.slice(2)
const part = flags.includes('--only') ? flags[flags.indexOf('--only') + 1] : undefined
const lines = corpus(resolve(file)).filter(
  (line) => part === undefined || (part === 'held-out') === isHeldOut(line),
)
const measured = lines.map((line) => ({ line, expected: line.spans, found: detectPersonalData(line.text) }))
const report = scoreSpans(measured.map(({ expected, found }) => ({ gold: expected, predicted: found })))
const percent = (share: number | undefined): string =>
  share === undefined ? '    –' : (share * 100).toFixed(1).padStart(5)
const cells = (scores: Scores | undefined): string =>
  `${percent(scores?.precision)} ${percent(scores?.recall)} ${percent(scores?.f1)}`
console.log(
  `${lines.length} texts\n${''.padEnd(13)}  exact P     R    F1   overlap P   R    F1  hits false missed`,
)
const rows: readonly (readonly [string, Scores | undefined, Scores | undefined])[] = [
  ...PERSONAL_DATA_TYPES.map((type) => [type, report.exact[type], report.overlap[type]] as const),
  ['all', report.exactOverall, report.overlapOverall],
]
for (const [name, exact, overlap] of rows) {
  const counts = `${exact?.truePositives ?? 0} ${exact?.falsePositives ?? 0} ${exact?.falseNegatives ?? 0}`
  console.log(`${name.padEnd(13)} ${cells(exact)}   ${cells(overlap)} ${counts}`)
}
console.log(
  `texts without spans with a hit: ${percent(report.falseAlarms.share)} %   covered: ${percent(report.covered.share)} %`,
)

if (flags.includes('--errors')) {
  const wanted = flags[flags.indexOf('--errors') + 1] as PersonalDataType | undefined
  for (const { line, expected, found } of measured) {
    const same = (a: TypedSpan, b: TypedSpan): boolean =>
      a.type === b.type && a.start === b.start && a.end === b.end
    const of = (span: TypedSpan): boolean =>
      wanted === undefined || !PERSONAL_DATA_TYPES.includes(wanted) || span.type === wanted
    const missed = expected.filter((span) => of(span) && !found.some((other) => same(span, other)))
    const wrong = found.filter((span) => of(span) && !expected.some((other) => same(span, other)))
    if (missed.length + wrong.length === 0) continue
    const show = (span: TypedSpan): string => `${span.type}:${line.text.slice(span.start, span.end)}`
    console.log(
      `\n${line.id} ${line.text}\n   missed ${missed.map(show).join(' | ')}\n   wrong  ${wrong.map(show).join(' | ')}`,
    )
  }
}
