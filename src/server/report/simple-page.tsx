import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatIsoDay, formatNumber } from '../../i18n/format.js'
import type { Cell } from '../../register/small-cells.js'
import type { RegisterStatus } from '../../register/status.js'
import { visibleString } from '../visible-text.js'
import { ReportShell } from './shell.js'
import type { ReportVisit, ShownReport } from './visit.js'

/**
 * The report on one side of paper: short sentences, one idea each, figures that are published only. It is called « facile à
 * lire et à comprendre » only once the people it is for have reread it (Inclusion Europe's rules).
 */
export function SimplePage(props: { readonly visit: ReportVisit; readonly shown: ShownReport }): JSX.Element {
  const { visit, shown } = props
  const { say, paths, year, language, guard } = visit
  const title = say('report.simple.title', { year: String(year) })
  const parts = [
    { title: say('report.simple.what'), lines: whatLines(visit) },
    { title: say('report.simple.systems'), lines: systemLines(visit, shown) },
    { title: say('report.simple.people'), lines: peopleLines(visit, shown) },
    { title: say('report.simple.rights'), lines: rightsLines(visit, shown) },
  ]
  const { simpleReread: reread } = shown.statements
  return (
    <ReportShell visit={visit} title={title} path={paths.simple(year)}>
      <div class="report simple">
        <h1>{title}</h1>
        <p>{visibleString(guard.charter.authority)}</p>
        {parts.map((part) => (
          <section aria-label={part.title}>
            <h2>{part.title}</h2>
            {part.lines.map((line) => (
              <p>{line}</p>
            ))}
          </section>
        ))}
        <p>
          <a href={`${paths.register}?langue=${language}`}>{say('report.register')}</a>
        </p>
        <p>
          <a href={paths.report(year, language)}>{say('report.simple.whole')}</a>
        </p>
        <p class="hint">
          {reread === undefined
            ? say('report.simple.not-reread')
            : say('report.simple.reread', {
                by: visibleString(reread.by),
                day: formatIsoDay(language, reread.on),
              })}
        </p>
      </div>
    </ReportShell>
  )
}

function whatLines({ say }: ReportVisit): readonly string[] {
  return [
    say('report.simple.what.program'),
    say('report.simple.what.wrong'),
    say('report.simple.what.decides'),
  ]
}

function systemLines({ say }: ReportVisit, { report }: ShownReport): readonly string[] {
  const having = (...statuses: readonly RegisterStatus[]): number =>
    report.systems.filter(({ status }) => statuses.includes(status)).length
  const year = String(report.year)
  const [trials, stopped, ended] = [having('experiment'), having('suspended'), having('retired', 'abandoned')]
  return [
    say('report.simple.service', { count: having('service'), year }),
    ...(trials === 0 ? [] : [say('report.simple.experiment', { count: trials })]),
    ...(stopped === 0 ? [] : [say('report.simple.suspended', { count: stopped })]),
    ...(ended === 0 ? [] : [say('report.simple.ended', { count: ended })]),
  ]
}

/** A sentence whose figure may not be published is left out. */
function peopleLines(visit: ReportVisit, { report }: ShownReport): readonly string[] {
  const { say } = visit
  const { total, outcomes } = report
  if (total === 0) return [say('report.simple.no-decision')]
  const kept =
    typeof outcomes.approved === 'number' && typeof total === 'number'
      ? [say('report.simple.kept', { kept: Math.round((outcomes.approved / total) * 10) })]
      : []
  return [...sentence(visit, total, (cases) => say('report.simple.decided', { cases })), ...kept]
}

function rightsLines(visit: ReportVisit, { report: { requests } }: ShownReport): readonly string[] {
  const { say } = visit
  return [
    say('report.simple.ask'),
    say('report.simple.talk'),
    ...(requests.received === 0
      ? [say('report.simple.no-request')]
      : sentence(visit, requests.received, (cases) => say('report.simple.received', { cases }))),
    ...(requests.onTime === 0
      ? []
      : sentence(visit, requests.onTime, (cases) => say('report.simple.on-time', { cases }))),
  ]
}

function sentence(
  { say, language }: ReportVisit,
  cell: Cell,
  write: (cases: string) => string,
): readonly string[] {
  if (cell === 'withheld') return []
  return [write(cell === '<5' ? say('report.simple.few') : formatNumber(language, cell))]
}
