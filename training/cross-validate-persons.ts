import { scoreSpans } from '../src/checks/evaluation/score-spans.ts'
import { decode, nameContext } from '../src/checks/personal-data/persons/find-persons.ts'
import { columnHeads } from '../src/checks/personal-data/text/columns.ts'
import { findPatterns } from '../src/checks/personal-data/text/find-patterns.ts'
import { scan } from '../src/checks/personal-data/text/tokens.ts'
import { wordTable } from '../src/checks/personal-data/text/word-table.ts'
import { DEFAULTS, train } from './crf.ts'
import { corpus, type Line, otherTexts } from './personal-texts.ts'

// Usage: node training/cross-validate-persons.ts [--errors] [name=value …]
// Five folds by service and voice; prints precision, recall and F1 of names for options such as hidden=0.2.

const FOLDS = 5
const given = Object.fromEntries(
  process.argv
    .slice(2)
    .flatMap((word) => (word.includes('=') ? [[word.split('=')[0], Number(word.split('=')[1])]] : [])),
) as Partial<typeof DEFAULTS> & { threshold?: number }
const options = { ...DEFAULTS, ...given }
const first = corpus('personal-data.jsonl')
const second = corpus('personal-data-2.jsonl')
const lines = [...first, ...second]
const more = [...corpus('personal-data-more.jsonl'), ...otherTexts()]
const words = wordTable()
const measured = Array.from({ length: FOLDS }, (_, fold) => {
  const weights = train([...lines.filter((line) => foldOf(line) !== fold), ...more], options)
  return lines
    .filter((line) => foldOf(line) === fold)
    .map((line) => {
      const tokens = scan(line.text, words)
      const columns = columnHeads(tokens, words)
      const { hits } = findPatterns({ tokens, columns, words, ibans: undefined })
      const found = decode(
        nameContext({ tokens, columns, hits }),
        { weights, unit: 1 },
        given.threshold ?? 0.5,
      )
      return { line, expected: line.spans.filter((span) => span.type === 'person'), found }
    })
}).flat()
const show = (share = 0): string => (share * 100).toFixed(1)
console.log(JSON.stringify(given))
for (const [name, part] of [
  ['both', lines],
  ['first', first],
  ['second', second],
] as const) {
  const wanted = new Set(part)
  const { exactOverall, overlapOverall, falseAlarms } = scoreSpans(
    measured
      .filter(({ line }) => wanted.has(line))
      .map(({ expected, found }) => ({
        gold: expected,
        predicted: found,
      })),
  )
  console.log(
    name.padEnd(7),
    `exact ${show(exactOverall.precision)} ${show(exactOverall.recall)} ${show(exactOverall.f1)}`,
    `overlap ${show(overlapOverall.precision)} ${show(overlapOverall.recall)} ${show(overlapOverall.f1)}`,
    `texts without names with a hit ${show(falseAlarms.share)}`,
  )
}
if (process.argv.includes('--errors')) {
  for (const { line, expected, found } of measured) {
    const missed = expected.filter(
      (span) => !found.some((other) => other.start === span.start && other.end === span.end),
    )
    const wrong = found.filter(
      (span) => !expected.some((other) => other.start === span.start && other.end === span.end),
    )
    if (missed.length + wrong.length === 0) continue
    const words = (spans: readonly { readonly start: number; readonly end: number }[]): string =>
      spans.map((span) => line.text.slice(span.start, span.end)).join(' | ')
    console.log(
      `\n${line.id} ${JSON.stringify(line.text)}\n   missed ${words(missed)}\n   wrong  ${words(wrong)}`,
    )
  }
}

function foldOf(line: Line): number {
  let hash = 11
  for (const character of `${line.service} ${line.voice}`)
    hash = (hash * 33 + (character.codePointAt(0) ?? 0)) % 100_019
  return hash % FOLDS
}
