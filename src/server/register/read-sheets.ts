import type { Clock } from '../../internal/clock.js'
import { systemSheet } from '../../register/make-sheet.js'
import { type OversightFigures, oversightFigures } from '../../register/oversight-figures.js'
import type { SystemSheet } from '../../register/system-sheet.js'
import type { DecisionFact } from '../../statistics/decision-fact.js'
import type { RegisterGuard } from './options.js'

/** Most decisions of a year that are counted; beyond, no figure is better than a wrong one. */
const MOST_FACTS = 200_000

/** The sheets of all systems as they are now; figures are those of the days that are over. */
export interface Sheets {
  readonly all: readonly SystemSheet[]
  /** The same for as long as nothing but addresses can have changed. */
  readonly state: string
}

/** Reads the sheets; `address` says where each is shown. */
export type ReadSheets = (address: (id: string) => string) => Promise<Sheets>

type Figures = ReadonlyMap<string, OversightFigures>

/**
 * Reads records, stop buttons and the year's decisions of a guard. Decisions are counted once a day, up to midnight:
 * a page that everybody may ask for costs little, and nobody reads what one decision of today was.
 */
export function sheetReader(guard: RegisterGuard, clock: Clock): ReadSheets {
  let counted: { readonly day: string; readonly figures: Promise<Figures> } | undefined

  const figuresOf = (now: Date): Promise<Figures> => {
    const day = now.toISOString().slice(0, 10)
    if (counted?.day === day) return counted.figures
    const figures = readFigures(guard, day)
    counted = { day, figures }
    // What failed is asked for again by the next one.
    figures.catch(() => {
      counted = undefined
    })
    return figures
  }

  let kept: { readonly address: string; readonly sheets: Sheets } | undefined

  return async (address) => {
    const now = clock.now()
    const [figures, suspended] = await Promise.all([figuresOf(now), guard.suspensions.list()])
    const stopped = new Set(suspended.map(({ systemId }) => systemId))
    const state = [now.toISOString().slice(0, 10), ...[...stopped].sort()].join(' ')
    if (kept?.sheets.state === state && kept.address === address('')) return kept.sheets
    const all = guard.systems.map(({ record }) => {
      const own = figures.get(record.id)
      return systemSheet({
        record,
        authority: guard.charter.authority,
        suspended: stopped.has(record.id),
        url: address(record.id),
        ...(own === undefined ? {} : { figures: own }),
      })
    })
    kept = { address: address(''), sheets: { all, state } }
    return kept.sheets
  }
}

/** Figures of the systems that prepare decisions, from 1 January to the beginning of a day. */
async function readFigures({ store, systems }: RegisterGuard, day: string): Promise<Figures> {
  const year = Number(day.slice(0, 4))
  const rows = await store.listFacts({
    from: `${year}-01-01T00:00:00.000Z`,
    to: `${day}T00:00:00.000Z`,
    limit: MOST_FACTS,
  })
  if (rows.length >= MOST_FACTS) return new Map()
  const facts = new Map<string, DecisionFact[]>()
  for (const { systemId, body } of rows) {
    const known = facts.get(systemId) ?? []
    // A fact is what this guard wrote.
    known.push(JSON.parse(body) as DecisionFact)
    facts.set(systemId, known)
  }
  const deciding = systems.filter(({ record }) =>
    Object.values(record.uses).some(({ impact }) => impact === 'significant'),
  )
  return new Map(deciding.map(({ id }) => [id, oversightFigures(year, facts.get(id) ?? [])]))
}
