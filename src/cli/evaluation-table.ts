import type { Scores, Share } from '../checks/evaluation/counts.js'
import type { LabelReport } from '../checks/evaluation/score-labels.js'
import type { SpanReport } from '../checks/evaluation/score-spans.js'

type Row = readonly [name: string, ...cells: readonly string[]]

/** A report on labels, as people read it. */
export function labelTable(report: LabelReport): string {
  return [
    `${report.texts} texts`,
    table(['label', 'precision', 'recall', 'F1', 'found', 'false', 'missed'], scoreRows(report.labels)),
    `macro F1 (none included)  ${percent(report.macroF1)}`,
    table(
      ['share', '%', 'count'],
      [
        shareRow('to be stopped, held or refused', report.stopped),
        ...groupRows('  style', report.stoppedByStyle),
        ...groupRows('  language', report.stoppedByLang),
        ...groupRows('  kind', report.stoppedByKind),
        shareRow('stopped, with the right label', report.rightLabel),
        shareRow('allowed, held or refused', report.touched),
        ...groupRows('  style', report.touchedByStyle),
        ...groupRows('  language', report.touchedByLang),
        ...groupRows('  kind', report.touchedByKind),
        shareRow('allowed, refused', report.refused),
      ],
    ),
  ].join('\n\n')
}

/** A report on spans, as people read it. */
export function spanTable(report: SpanReport): string {
  const head = ['type', 'precision', 'recall', 'F1', 'found', 'false', 'missed']
  return [
    `${report.texts} texts`,
    `Overlap\n${table(head, [...scoreRows(report.overlap), ...scoreRows({ 'all types': report.overlapOverall })])}`,
    `Overlap by language\n${table(head, scoreRows(report.overlapByLang))}`,
    `Exact\n${table(head, [...scoreRows(report.exact), ...scoreRows({ 'all types': report.exactOverall })])}`,
    table(
      ['share', '%', 'count'],
      [
        shareRow('texts without personal data, flagged', report.falseAlarms),
        shareRow('characters of personal data, covered', report.covered),
      ],
    ),
  ].join('\n\n')
}

function scoreRows(scores: Readonly<Record<string, Scores>>): readonly Row[] {
  return Object.entries(scores).map(([name, each]) => [
    name,
    percent(each.precision),
    percent(each.recall),
    percent(each.f1),
    String(each.truePositives),
    String(each.falsePositives),
    String(each.falseNegatives),
  ])
}

function groupRows(word: string, groups: Readonly<Record<string, Share>>): readonly Row[] {
  return Object.entries(groups).map(([name, share]) => shareRow(`${word} ${name}`, share))
}

function shareRow(name: string, { count, of, share }: Share): Row {
  return [name, percent(share), `${count}/${of}`]
}

function percent(value: number | undefined): string {
  return value === undefined ? '-' : (value * 100).toFixed(1)
}

function table(head: readonly string[], rows: readonly Row[]): string {
  const lines = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
