import { z } from 'zod'
import type { DecisionFact } from '../statistics/decision-fact.js'

/** Fewer are not published as a figure: they could be about somebody who is known to have asked. */
const FEWEST = 5

/** A number that may be published, or that there are a few. */
export type PublishedCount = number | '<5'

/** What people did with a system's suggestions in one year. Control cases are not counted. */
export interface OversightFigures {
  readonly year: number
  /** Decisions taken with the suggestion at hand. */
  readonly decided: PublishedCount
  /** Of those, how many amended it or set it aside; null where that would tell of fewer than five people. */
  readonly changed: number | null
  /** `changed` of `decided`, from 0 to 1; null where `changed` is. */
  readonly share: number | null
}

const count = z.union([z.int().min(0), z.literal('<5')])

/** The shape of {@link OversightFigures}. */
export const oversightFiguresSchema: z.ZodType<OversightFigures> = z.strictObject({
  year: z.int(),
  decided: count,
  changed: z.int().min(0).nullable(),
  share: z.number().min(0).max(1).nullable(),
})

/** Figures of one system and year, from the facts of its decisions. */
export function oversightFigures(year: number, facts: readonly DecisionFact[]): OversightFigures {
  const seen = facts.filter(({ control, outcome }) => control === undefined && outcome !== 'without-ai')
  const changed = seen.filter(({ outcome }) => outcome !== 'approved').length
  const small = (size: number): boolean => size > 0 && size < FEWEST
  // The rest is as telling as the part: seven decisions of which five were changed say what two people did.
  const hidden = small(seen.length) || small(changed) || small(seen.length - changed)
  return {
    year,
    decided: small(seen.length) ? '<5' : seen.length,
    changed: seen.length === 0 ? 0 : hidden ? null : changed,
    share: hidden || seen.length === 0 ? null : Math.round((changed / seen.length) * 1000) / 1000,
  }
}
