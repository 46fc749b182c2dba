import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { bordeauxMetropole } from '../src/charter/bordeaux-metropole.ts'
import { decisionAssessor, useAssessor } from '../src/checks/assess.ts'
import type { TextKind } from '../src/checks/classifier/features.ts'
import { OFFLINE_LAYERS, type OfflineLayer } from '../src/checks/detector.ts'
import { type JudgedText, NONE, scoreLabels } from '../src/checks/evaluation/score-labels.ts'
import { scoreSpans, type TypedSpan } from '../src/checks/evaluation/score-spans.ts'
import { detectPersonalData } from '../src/checks/personal-data/index.ts'
import { labelTable, spanTable } from '../src/cli/evaluation-table.ts'

/**
 * `npm run eval` measures the offline layers on texts that nothing was trained on, prints the tables and writes them,
 * with the errors that remain, between two marks of `docs/detection.md`. `-- FOLDER` measures `uses.jsonl`,
 * `decisions.jsonl` and `personal-data.jsonl` of another folder and only prints; `-- --layers rules` or `classifier`
 * takes one layer; `--errors` prints the wrong ones.
 */
interface Line {
  readonly id: string
  readonly text: string
  readonly label?: string
  readonly kind?: TextKind
  readonly style?: string
  readonly lang?: string
  readonly spans?: readonly TypedSpan[]
}

interface Measured {
  readonly title: string
  readonly table: string
  readonly errors: readonly string[]
}

const OWN = join(import.meta.dirname, 'held-out')
const DOCS = join(import.meta.dirname, '..', 'docs', 'detection.md')
const words = process.argv.slice(2)
const named = words.find((word): word is OfflineLayer => word === 'rules' || word === 'classifier')
const layers = named === undefined ? OFFLINE_LAYERS : [named]
const other = words.find((word) => !word.startsWith('--') && word !== named)
const folder = other === undefined ? OWN : resolve(process.env['INIT_CWD'] ?? '.', other)

function readLines(...names: readonly string[]): Line[] {
  const path = names.map((name) => join(folder, name)).find((candidate) => existsSync(candidate))
  if (path === undefined) throw new Error(`${folder} has no ${names.join(' or ')}.`)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}

/** A text on one line, short enough for a list. */
const quoted = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 160)

function labels(title: string, lines: readonly Line[], judge: (line: Line) => JudgedText): Measured {
  const judged = lines.map((line) => ({ line, seen: judge(line) }))
  return {
    title,
    table: labelTable(scoreLabels(judged.map(({ seen }) => seen))),
    errors: judged
      .filter(({ seen }) => seen.gold !== seen.predicted)
      .map(
        ({ line, seen }) => `${seen.gold} read as ${seen.predicted} (${seen.action}): ${quoted(line.text)}`,
      ),
  }
}

const about = ({ lang, style, kind }: Line): Pick<JudgedText, 'lang' | 'style' | 'kind'> => ({
  ...(lang === undefined ? {} : { lang }),
  ...(style === undefined ? {} : { style }),
  ...(kind === undefined ? {} : { kind }),
})

function uses(): Measured {
  const assess = useAssessor(bordeauxMetropole, { layers })
  return labels('Prohibited uses', readLines('uses.jsonl'), (line) => {
    const { level, code = NONE } = assess(line.text, line.kind ?? 'prompt')
    const predicted = level === 'pass' ? NONE : code
    return { gold: line.label ?? NONE, predicted, action: level, ...about(line) }
  })
}

function decisions(): Measured {
  const assess = decisionAssessor({ layers })
  return labels('Undeclared decisions', readLines('decisions.jsonl'), (line) => {
    const { level } = assess(line.text)
    const predicted = level === 'pass' ? NONE : 'individual-decision'
    return { gold: line.label ?? NONE, predicted, action: level, ...about(line) }
  })
}

function personalData(): Measured {
  const marked = readLines('personal-data.jsonl', 'pii.jsonl').map((line) => ({
    line,
    gold: line.spans ?? [],
    predicted: detectPersonalData(line.text),
  }))
  const same = (one: TypedSpan) => (span: TypedSpan) =>
    one.type === span.type && one.start === span.start && one.end === span.end
  return {
    title: 'Personal data',
    table: spanTable(
      scoreSpans(
        marked.map(({ line: { lang }, gold, predicted }) => ({
          gold,
          predicted,
          ...(lang === undefined ? {} : { lang }),
        })),
      ),
    ),
    errors: marked.flatMap(({ line, gold, predicted }) => {
      const show = (span: TypedSpan): string =>
        `${span.type} “${quoted(line.text.slice(span.start, span.end))}”`
      const missed = gold.filter((span) => !predicted.some(same(span))).map((span) => `missed ${show(span)}`)
      const false_ = predicted.filter((span) => !gold.some(same(span))).map((span) => `false ${show(span)}`)
      return [...missed, ...false_].map((error) => `${error}: ${quoted(line.text)}`)
    }),
  }
}

/** Longer lists help nobody: the command prints them whole. */
const MOST_ERRORS = 60

function section({ title, table, errors }: Measured): string {
  const shown = errors.slice(0, MOST_ERRORS).map((error) => `- ${error.replaceAll(/[<|`*_]/g, '\\$&')}`)
  const rest =
    errors.length > MOST_ERRORS
      ? [`- … and ${errors.length - MOST_ERRORS} more: \`npm run eval -- --errors\``]
      : []
  return [
    `### ${title}`,
    `\`\`\`text\n${table}\n\`\`\``,
    `${errors.length} errors remain:`,
    [...shown, ...rest].join('\n'),
  ].join('\n\n')
}

const measured = [uses(), decisions(), personalData()]
for (const { title, table, errors } of measured) {
  console.log(`\n== ${title} (${basename(folder)})\n\n${table}`)
  if (words.includes('--errors')) console.log(`\n${errors.join('\n')}`)
}
if (folder === OWN && named === undefined) {
  const [before, after] = readFileSync(DOCS, 'utf8').split(/<!-- eval -->[\s\S]*<!-- \/eval -->/)
  if (after === undefined) throw new Error(`${DOCS} has lost its marks <!-- eval --> and <!-- /eval -->.`)
  writeFileSync(
    DOCS,
    `${before}<!-- eval -->\n\n${measured.map(section).join('\n\n')}\n\n<!-- /eval -->${after}`,
  )
}
