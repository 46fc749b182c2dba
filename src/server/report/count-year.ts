import { type AnnualReport, annualReport, yearPeriod } from '../../register/annual-report.js'
import type { PlacedFact } from '../../statistics/decision-fact.js'
import type { FactRow } from '../../store/fact-row.js'
import type { ReportGuard } from './options.js'

/** Facts of one reading; a period that has more is read in halves. */
const MOST_AT_ONCE = 20_000

/**
 * The report of a year, from what the store has.
 *
 * @throws a store error.
 */
export async function countYear(
  {
    systems,
    suspensions,
    store,
    requests,
  }: Pick<ReportGuard, 'systems' | 'suspensions' | 'store' | 'requests'>,
  year: number,
): Promise<AnnualReport> {
  const { from, to } = yearPeriod(year)
  const [facts, suspended, asked] = await Promise.all([
    factsBetween(store, { from, to }),
    suspensions.list(),
    requests.count({ from, to }),
  ])
  return annualReport({
    year,
    systems: systems.map(({ record }) => ({
      record,
      suspended: suspended.some(({ systemId }) => systemId === record.id),
    })),
    facts,
    requests: asked,
  })
}

async function factsBetween(
  store: Pick<ReportGuard['store'], 'listFacts'>,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly PlacedFact[]> {
  const rows = await store.listFacts({ from, to, limit: MOST_AT_ONCE })
  const [first, end] = [Date.parse(from), Date.parse(to)]
  if (rows.length < MOST_AT_ONCE || end - first <= 1) return rows.map(placed)
  const middle = new Date(first + Math.floor((end - first) / 2)).toISOString()
  return [
    ...(await factsBetween(store, { from, to: middle })),
    ...(await factsBetween(store, { from: middle, to })),
  ]
}

// A fact is what a guard wrote. It decides nothing: it is not sealed.
function placed({ body, ...place }: FactRow): PlacedFact {
  return { ...place, fact: JSON.parse(body) as PlacedFact['fact'] }
}
