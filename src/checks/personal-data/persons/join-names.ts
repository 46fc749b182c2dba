import type { Hit } from '../text/reading.js'
import { hashWord } from '../text/spelling.js'
import { BREAK, MARK, type Tokens, WORD } from '../text/tokens.js'
import type { NameContext } from './runs.js'
import type { Unit } from './units.js'
import { FIRST_NAME, SURNAME, TITLE } from './word-classes.js'

/** A name that was found, with its words. */
export interface Name {
  readonly hit: Hit
  readonly units: readonly Unit[]
}

const COMMA = 44

/** Joins what commas part although it is one name: « Okafor, Ngozi », « PRÉNOMS NORA, LOUISA ». */
export function joinNames(context: NameContext, found: readonly Name[]): readonly Hit[] {
  const joined: Hit[] = []
  let given = false
  for (let at = 0; at < found.length; at++) {
    const here = found[at]
    if (here === undefined) continue
    const before = joined.at(-1)
    const parted = before !== undefined && context.tokens.text.slice(before.end, here.hit.start) === ', '
    const previous = found[at - 1]
    const same =
      parted &&
      previous !== undefined &&
      ((given && isGiven(here.units)) || isInverted(context, previous.units, here.units))
    if (same) {
      joined[joined.length - 1] = {
        ...before,
        end: here.hit.end,
        score: Math.min(before.score, here.hit.score),
      }
      continue
    }
    given = isGiven(here.units) && followsGivenNames(context.tokens, here.units[0]?.first ?? 0)
    joined.push(here.hit)
  }
  return joined
}

function isGiven(units: readonly Unit[]): boolean {
  return units.length <= 2 && units.every((unit) => (unit.classes & FIRST_NAME) !== 0)
}

/** The label « prénoms » or « prénom(s) » leads to the name: forms part given names by commas. */
function followsGivenNames({ kind, code }: Tokens, first: number): boolean {
  const plural = hashWord('prénoms')
  const singular = hashWord('prénom')
  for (let before = first - 1; before >= Math.max(0, first - 7); before--) {
    if (kind[before] !== WORD) continue
    if (code[before] === plural) return true
    if (code[before] === singular) return code[before + 1] === OPENING && kind[before + 1] === MARK
    if (code[before] !== hashWord('s')) return false
  }
  return false
}

const OPENING = 40

/** A surname, then given names up to a sign that ends the item of a list; not « Louis, Apolline et … ». */
function isInverted(
  { tokens, classes }: NameContext,
  surname: readonly Unit[],
  given: readonly Unit[],
): boolean {
  const unit = surname[0]
  if (surname.length !== 1 || unit === undefined || !isGiven(given)) return false
  const before = unit.first - 1
  const titled = before >= 0 && tokens.kind[before] === WORD && ((classes[before] ?? 0) & TITLE) !== 0
  if (titled || (before >= 0 && tokens.code[before] === COMMA)) return false
  if ((unit.classes & FIRST_NAME) === 0) return true
  return (
    (unit.classes & SURNAME) !== 0 && isEdge(tokens, before) && isEdge(tokens, (given.at(-1)?.last ?? 0) + 1)
  )
}

/** Start or end of a text, line or item: « – Brandt, Uwe (Munich) ». */
function isEdge(tokens: Tokens, at: number): boolean {
  if (at < 0 || at >= tokens.count || tokens.kind[at] === BREAK) return true
  return tokens.kind[at] === MARK && '–—-;()•'.includes(String.fromCharCode(tokens.code[at] ?? 0))
}
