import { cutsPair } from '../../../internal/text-offsets.js'
import { type DecodedText, decode, escapeJson, type Notation } from './notation.js'
import type { PlaceholderType, WrittenForm } from './table.js'

/** A stretch of a text that is to be replaced, in UTF-16 code units of the text as written. */
export interface TypedStretch {
  readonly type: PlaceholderType
  readonly start: number
  readonly end: number
}

const WORD = /[\p{L}\p{N}\p{M}_]/u

/**
 * Makes stretches that can be replaced and put back to the letter: whole characters and escapes, inside one JSON
 * string, never beside a letter or digit that a placeholder would run together with, never touching one another.
 * Sorted. Where they meet, they become one, of the first one's type; a mere look-alike gives its type up.
 */
export function prepareSpans(decoded: DecodedText, spans: readonly TypedStretch[]): readonly TypedStretch[] {
  const unitBefore = (place: number): number => {
    const next = decoded.unitFrom(place)
    return decoded.at(next) === place ? next : next - 1
  }
  const pieces = spans
    .filter(({ start, end }) => start < end)
    .map((span) => ({ ...span, start: unitBefore(span.start), end: decoded.unitFrom(span.end) }))
    .flatMap((span) => unbroken(decoded, span))
    .map((span) => whole(decoded, span))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const joined: TypedStretch[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last === undefined || piece.start > last.end) joined.push(piece)
    else {
      const type = last.type === 'mention' ? piece.type : last.type
      joined[joined.length - 1] = { type, start: last.start, end: Math.max(last.end, piece.end) }
    }
  }
  return joined.map(({ type, start, end }) => ({
    type,
    start: decoded.at(start),
    end: decoded.at(end),
  }))
}

/** The pieces of a stretch between the quotes of JSON; those without a letter or digit hold nothing. */
function unbroken({ text, breaks }: DecodedText, { type, start, end }: TypedStretch): TypedStretch[] {
  const pieces: TypedStretch[] = []
  let from = start
  for (let unit = start; unit <= end; unit++) {
    if (unit < end && !breaks(unit)) continue
    const whole = from === start && unit === end
    if (from < unit && (whole || /[\p{L}\p{N}]/u.test(text.slice(from, unit))))
      pieces.push({ type, start: from, end: unit })
    from = unit + 1
  }
  return pieces
}

/** The stretch with what belongs to its first and last word. */
function whole({ text }: DecodedText, { type, start, end }: TypedStretch): TypedStretch {
  let [from, to] = [start, end]
  if (cutsPair(text, from)) from--
  if (cutsPair(text, to)) to++
  for (
    let size = sizeBefore(text, from);
    WORD.test(text.slice(from - size, from));
    size = sizeBefore(text, from)
  )
    from -= size
  for (let size = sizeAfter(text, to); WORD.test(text.slice(to, to + size)); size = sizeAfter(text, to))
    to += size
  return { type, start: from, end: to }
}

function sizeBefore(text: string, at: number): number {
  return at >= 2 && cutsPair(text, at - 1) ? 2 : Math.min(1, at)
}

function sizeAfter(text: string, at: number): number {
  return cutsPair(text, at + 1) ? 2 : 1
}

/** The value in a stretch, and how it was written where that cannot be told from the value. */
export function formOf(raw: string, notation: Notation): WrittenForm {
  if (notation === 'prose') return { text: raw }
  const { text } = decode(raw, notation)
  return escapeJson(text) === raw ? { text } : { text, json: raw }
}
