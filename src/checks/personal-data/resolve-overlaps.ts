import type { PersonalDataSpan, PersonalDataType } from './types.js'

/** Where two spans of the same score meet, the type that leaves less doubt wins: keys first, names last. */
const RANK: Readonly<Record<PersonalDataType, number>> = {
  iban: 0,
  nir: 1,
  card: 2,
  email: 3,
  ip: 4,
  'fiscal-id': 5,
  phone: 6,
  address: 7,
  'birth-date': 8,
  plate: 9,
  'id-document': 10,
  person: 11,
}

/**
 * Spans that do not overlap, sorted by place. Of two that do, the surer stays; at equal score the longer, then the type
 * that leaves less doubt. What the other one covered beyond it stays too, cut to its words: no letter or digit that a
 * detector pointed at goes out unseen. O(n log n) but for knots of spans that all overlap.
 */
export function resolveOverlaps(
  text: string,
  spans: readonly PersonalDataSpan[],
): readonly PersonalDataSpan[] {
  const byPlace = [...spans].sort((a, b) => a.start - b.start || a.end - b.end)
  const kept: PersonalDataSpan[] = []
  for (let first = 0; first < byPlace.length; ) {
    let last = first
    let end = byPlace[first]?.end ?? 0
    for (let next = byPlace[last + 1]; next !== undefined && next.start < end; next = byPlace[last + 1]) {
      end = Math.max(end, next.end)
      last++
    }
    const knot = byPlace.slice(first, last + 1)
    for (const span of knot.length === 1 ? knot : untie(text, knot)) kept.push(span)
    first = last + 1
  }
  return kept
}

function untie(text: string, knot: readonly PersonalDataSpan[]): readonly PersonalDataSpan[] {
  const bySureness = [...knot].sort(
    (a, b) => b.score - a.score || b.end - b.start - (a.end - a.start) || RANK[a.type] - RANK[b.type],
  )
  const kept: PersonalDataSpan[] = []
  for (const span of bySureness) {
    const place = firstEndingAfter(kept, span.start)
    const pieces: PersonalDataSpan[] = []
    let from = span.start
    let at = place
    for (let other = kept[at]; other !== undefined && other.start < span.end; other = kept[++at]) {
      addWords(text, pieces, { ...span, start: from, end: other.start })
      from = other.end
    }
    if (from === span.start) pieces.push(span)
    else addWords(text, pieces, { ...span, start: from, end: span.end })
    if (pieces.length > 0) merge(kept, pieces, place, at)
  }
  return kept
}

/** Puts the pieces among the kept spans `from` to `to` that they lie between. */
function merge(
  kept: PersonalDataSpan[],
  pieces: readonly PersonalDataSpan[],
  from: number,
  to: number,
): void {
  const sorted = [...kept.slice(from, to), ...pieces].sort((a, b) => a.start - b.start)
  kept.splice(from, to - from, ...sorted)
}

function firstEndingAfter(kept: readonly PersonalDataSpan[], offset: number): number {
  let low = 0
  let high = kept.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((kept[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Adds what is left of a span, without the spaces and signs around its words. */
function addWords(text: string, pieces: PersonalDataSpan[], span: PersonalDataSpan): void {
  let { start, end } = span
  while (start < end && !isWordUnit(text.charCodeAt(start))) start++
  while (end > start && !isWordUnit(text.charCodeAt(end - 1))) end--
  if (start < end) pieces.push({ ...span, start, end })
}

/** Letters and digits of ASCII, and everything beyond it but spaces and general punctuation. */
function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return (unit >= 48 && unit <= 57) || ((unit | 32) >= 97 && (unit | 32) <= 122)
  return unit >= 0xc0 && !(unit >= 0x2000 && unit <= 0x206f) && unit !== 0x3000 && unit !== 0xfeff
}
