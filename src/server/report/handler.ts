import { randomUUID } from 'node:crypto'
import { ConfigInvalidError } from '../../errors.js'
import { LANGUAGES } from '../../i18n/language.js'
import { reportTexts } from '../../i18n/report.js'
import { systemClock } from '../../internal/clock.js'
import { faultsOf } from '../../internal/faults.js'
import { safeUrl } from '../../internal/html.js'
import { accessibilityFaults } from '../../register/accessibility-declaration.js'
import type { AnnualReport } from '../../register/annual-report.js'
import { toCsv } from '../../register/register-csv.js'
import { statementsByYearSchema } from '../../register/report-statements.js'
import { dayOf } from '../../system/lifecycle.js'
import { statedAt } from '../accessibility/stated.js'
import { ICON } from '../icon.js'
import type { Handler } from '../options.js'
import { file, page, plain, secureHeaders, seeOther } from '../responses.js'
import { REPORT_STYLESHEET } from '../style/report.css.js'
import type { BarScales } from './bar-chart.js'
import { forSpreadsheets } from './cells.js'
import { countYear } from './count-year.js'
import { figureData } from './figures.js'
import type { ReportGuard, ReportOptions } from './options.js'
import { FIGURES, type Figure, LANGUAGE_FIELD, type ReportPaths, reportPaths, SIMPLE } from './paths.js'
import { ReportPage } from './report-page.js'
import { NoReportPage } from './shell.js'
import { SimplePage } from './simple-page.js'
import type { ReportVisit } from './visit.js'

const REFRESH_SECONDS = 600

/**
 * The annual report on the use of AI, at `/registre/rapport/2026`: open to everybody, without script, French then
 * English, print-ready, each figure with its data as a table and as CSV. Drawings need `d3-scale`, an optional peer;
 * without it the tables are shown alone.
 *
 * @throws ConfigInvalidError when an option cannot work.
 *
 * @example
 * const report = reportHandler(guard, { statements: { 2026: { sobriety: '…' } } })
 */
export function reportHandler(guard: ReportGuard, options: ReportOptions = {}): Handler {
  checkOptions(options)
  const desk: ReportDesk = {
    guard,
    options,
    paths: reportPaths(options.basePath ?? ''),
    count: countedLately(guard, options),
    scales: drawing(),
  }
  return { fetch: (request) => answer(desk, request) }
}

interface Counted {
  readonly report: AnnualReport
  readonly at: Date
}

interface ReportDesk {
  readonly guard: ReportGuard
  readonly options: ReportOptions
  readonly paths: ReportPaths
  readonly count: (year: number) => Promise<Counted>
  readonly scales: Promise<BarScales | undefined>
}

async function answer(desk: ReportDesk, request: Request): Promise<Response> {
  const { paths } = desk
  const url = new URL(request.url)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const response = plain('405', 405)
    response.headers.set('allow', 'GET, HEAD')
    return response
  }
  if (url.pathname === paths.stylesheet) return file(REPORT_STYLESHEET, 'text/css')
  if (url.pathname === paths.icon) return file(ICON, 'image/svg+xml')
  const years = yearsOf(desk)
  if (url.pathname === paths.root) return seeOther(`${paths.report(years.at(-1) ?? 0)}${url.search}`)
  const asked = askedIn(url.pathname.slice(paths.root.length), years)
  const visit = visitOf(desk, { url, years, year: asked?.year ?? years.at(-1) ?? 0 })
  if (asked === undefined)
    return page(
      NoReportPage({
        visit,
        title: visit.say('report.unknown.title'),
        text: visit.say('report.unknown.text'),
      }),
      404,
    )
  return show(desk, visit, asked)
}

async function show(desk: ReportDesk, visit: ReportVisit, asked: Asked): Promise<Response> {
  const { options, count, scales } = desk
  const { say, year, years } = visit
  try {
    const { report, at } = await count(year)
    if (asked.what === 'figure') return csv(visit, report, asked.figure)
    const drawn = await scales
    const Shown = asked.what === 'simple' ? SimplePage : ReportPage
    return await page(
      Shown({
        visit,
        shown: {
          report,
          statements: options.statements?.[year] ?? {},
          countedAt: at,
          isOver: year !== years.at(-1),
          ...(drawn === undefined ? {} : { scales: drawn }),
        },
      }),
    )
  } catch (error) {
    const incident = randomUUID().slice(0, 8)
    options.onError?.(error, { reference: incident })
    const text = say('report.failed.text', { incident })
    return page(NoReportPage({ visit, title: say('report.failed.title'), text }), 503)
  }
}

function csv(visit: ReportVisit, report: AnnualReport, figure: Figure): Response {
  const { columns, rows } = figureData(figure, report, forSpreadsheets(visit))
  const text = toCsv(
    rows,
    columns.map((heading, place) => ({ heading, of: (row) => row[place] ?? '' })),
  )
  return new Response(text, {
    headers: secureHeaders({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="rapport-${visit.year}-${figure}.csv"`,
    }),
  })
}

/** What of a year somebody asks for. */
type Asked = { readonly year: number } & (
  | { readonly what: 'report' | 'simple' }
  | { readonly what: 'figure'; readonly figure: Figure }
)

/** A year of at most four digits that has a report, and what is asked of it. */
function askedIn(path: string, years: readonly number[]): Asked | undefined {
  const [, digits, rest] = /^\/(\d{4})(?:\/([a-z.-]+))?$/.exec(path) ?? []
  const year = years.find((one) => String(one) === digits)
  if (year === undefined) return undefined
  if (rest === undefined) return { year, what: 'report' }
  if (rest === SIMPLE) return { year, what: 'simple' }
  const figure = FIGURES.find((one) => rest === `${one}.csv`)
  return figure === undefined ? undefined : { year, what: 'figure', figure }
}

/** From the year of the first assessment of a system to this one. */
function yearsOf({ guard, options }: ReportDesk): readonly number[] {
  const now = Number(dayOf((options.clock ?? systemClock).now()).slice(0, 4))
  const first = Math.min(now, ...guard.systems.map(({ record }) => Number(record.assessment.on.slice(0, 4))))
  // An old record is no reason for a page of links.
  const from = Math.max(first, now - 9)
  return Array.from({ length: now - from + 1 }, (_, index) => from + index)
}

function visitOf(
  { guard, options, paths }: ReportDesk,
  { url, years, year }: { readonly url: URL; readonly years: readonly number[]; readonly year: number },
): ReportVisit {
  const asked = url.searchParams.get(LANGUAGE_FIELD)
  const language = LANGUAGES.find((one) => one === asked) ?? options.lang ?? 'fr'
  return {
    guard,
    language,
    paths,
    say: (key, ...params) => reportTexts.text(language, key, ...params),
    homeUrl: options.homeUrl ?? paths.register,
    accessibility: {
      stated: statedAt(options.accessibility, (options.clock ?? systemClock).now()),
      page: `${paths.accessibility}?${LANGUAGE_FIELD}=${language}`,
    },
    year,
    years,
  }
}

/** Counting a year reads all its decisions: however many people ask, it is done once in a while. */
function countedLately(guard: ReportGuard, options: ReportOptions): ReportDesk['count'] {
  const clock = options.clock ?? systemClock
  const kept = new Map<number, { readonly until: number; readonly counted: Promise<Counted> }>()
  return (year) => {
    const at = clock.now()
    const known = kept.get(year)
    if (known !== undefined && at.getTime() < known.until) return known.counted
    const counted = countYear(guard, year).then((report) => ({ report, at }))
    const until = at.getTime() + (options.refreshSeconds ?? REFRESH_SECONDS) * 1000
    kept.set(year, { until, counted })
    counted.catch(() => kept.delete(year))
    return counted
  }
}

async function drawing(): Promise<BarScales | undefined> {
  try {
    return await import('d3-scale')
  } catch (error) {
    // Not installed: the tables say the same.
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

function checkOptions({ basePath, homeUrl, statements = {}, accessibility }: ReportOptions): void {
  const said = statementsByYearSchema.safeParse(statements)
  const faults = said.success ? [] : faultsOf('reportHandler.statements', said.error)
  if (basePath !== undefined && !/^(?:\/[\w-]+)*$/.test(basePath))
    faults.push({
      path: 'reportHandler.basePath',
      reason: 'is not a path such as `/ia`.',
      remedy: 'Begin with a slash and leave out the one at the end.',
    })
  if (homeUrl !== undefined && safeUrl(homeUrl) === undefined)
    faults.push({
      path: 'reportHandler.homeUrl',
      reason: 'is neither an address nor a path of this site.',
      remedy: 'Begin it with https:// or one slash.',
    })
  faults.push(...accessibilityFaults('reportHandler.accessibility', accessibility))
  if (faults.length > 0) throw new ConfigInvalidError(faults)
}
