import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { PublicShell } from '../public-shell.js'
import { UNDER_FIVE } from './cells.js'
import { LANGUAGE_FIELD } from './paths.js'
import type { ReportVisit } from './visit.js'

/** A page of the annual report. */
export function ReportShell(props: {
  readonly visit: ReportVisit
  readonly title: string
  /** Where this page is, in any language. Default: the report of the year. */
  readonly path?: string
  readonly children?: Child
}): JSX.Element {
  const { visit, title, path, children } = props
  const { say, language, paths, guard, year } = visit
  return (
    <PublicShell
      language={language}
      title={title}
      stylesheet={paths.stylesheet}
      icon={paths.icon}
      authority={guard.charter.authority}
      homeUrl={visit.homeUrl}
      accessibility={visit.accessibility}
      words={{
        skip: say('report.skip'),
        languages: say('report.languages'),
        footer: say('report.privacy', { mark: UNDER_FIVE }),
      }}
      inLanguage={(other) =>
        path === undefined ? paths.report(year, other) : `${path}?${LANGUAGE_FIELD}=${other}`
      }
    >
      {children}
    </PublicShell>
  )
}

/** When there is nothing to show, and why. */
export function NoReportPage(props: {
  readonly visit: ReportVisit
  readonly title: string
  readonly text: string
}): JSX.Element {
  return (
    <ReportShell visit={props.visit} title={props.title}>
      <div class="report">
        <h1>{props.title}</h1>
        <p>{props.text}</p>
        <Years visit={props.visit} />
      </div>
    </ReportShell>
  )
}

/** Links to the report of each year. */
export function Years({ visit }: { readonly visit: ReportVisit }): JSX.Element {
  const { say, years, year, paths, language } = visit
  return (
    <nav class="report-years" aria-label={say('report.years')}>
      <ul>
        {years.map((one) => (
          <li>
            <a
              href={paths.report(one, language)}
              {...(one === year ? { 'aria-current': 'page' as const } : {})}
            >
              {String(one)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
