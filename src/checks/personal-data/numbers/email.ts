import type { Hit } from '../text/reading.js'
import type { Tokens } from '../text/tokens.js'
import { AT_WORD } from './date-words.js'
import { isSpace } from './read-symbols.js'

/** RFC 5321, 4.5.3.1: at most 64 octets before the @, 255 after. */
const LONGEST_LOCAL = 64
const LONGEST_DOMAIN = 255

/** What people's addresses hold; the standard's other signs stand around addresses far more often than in them. */
const LOCAL = /^[\p{L}\p{M}\p{N}.!#%'*+^_~-]$/u
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]$/u
/** Signs that a text puts around an address although the standard lets an address begin with them. */
const LEADING = /^[.!#%'*+^~-]$/

/** An address around its @. */
export function readEmail(tokens: Tokens, at: number): Hit | undefined {
  const place = tokens.start[at] ?? 0
  return around(tokens.text, { left: place, right: place + 1, spoken: false })
}

interface Joint {
  /** The local part ends here. */
  readonly left: number
  /** The domain begins here. */
  readonly right: number
  /** The @ is written as a word: the domain's dots may be too. */
  readonly spoken: boolean
}

function around(text: string, { left, right, spoken }: Joint): Hit | undefined {
  let start = left
  while (start > 0 && left - start < LONGEST_LOCAL && LOCAL.test(text.charAt(start - 1))) start--
  // A local part longer than the standard allows is no address.
  if (left - start === LONGEST_LOCAL && start > 0 && LOCAL.test(text.charAt(start - 1))) return undefined
  while (start < left && LEADING.test(text.charAt(start))) start++
  const local = text.slice(start, left)
  if (local === '' || local.endsWith('.')) return undefined
  const end = spoken ? spokenDomainEnd(text, right) : domainEnd(text, right)
  if (end === undefined) return undefined
  const first = spoken ? spokenLocalStart(text, start) : start
  return { type: 'email', start: first, end, score: spoken ? 0.9 : 0.99 }
}

function domainEnd(text: string, from: number): number | undefined {
  let end = from
  while (end < text.length && end - from < LONGEST_DOMAIN && DOMAIN.test(text.charAt(end))) end++
  while (end > from && /[.-]/.test(text.charAt(end - 1))) end--
  // What follows the last dot may be the next sentence: « a@example.org.Merci » keeps a plausible ending only.
  const labels = text.slice(from, end).split('.')
  if (labels.length < 2 || labels.some((label) => label === '' || label.length > 63)) return undefined
  const top = labels.at(-1) ?? ''
  return /^\p{L}[\p{L}\p{M}\d-]{1,23}$/u.test(top) ? end : undefined
}

const DOT_WORD =
  /^(?:[ \u00a0]{0,2}(?:\.|\((?:dot|point)\)|\[(?:dot|point)\])[ \u00a0]{0,2}|[ \u00a0](?:dot|point|pt)[ \u00a0])/i
const LABEL = /^[\p{L}\d](?:[\p{L}\d-]{0,62})/u
const MOST_LABELS = 6

/** « ville point example point fr », « ville(dot)example », « ville.example ». */
function spokenDomainEnd(text: string, from: number): number | undefined {
  let end = from
  let last = ''
  for (let labels = 0; labels < MOST_LABELS; labels++) {
    const label = LABEL.exec(text.slice(end, end + 64))?.[0]
    if (label === undefined) break
    last = label
    end += label.length
    const dot = DOT_WORD.exec(text.slice(end, end + 12))?.[0]
    const more =
      dot === undefined ? undefined : LABEL.exec(text.slice(end + dot.length, end + dot.length + 64))
    if (dot === undefined || more === null || more === undefined || labels === MOST_LABELS - 1)
      return labels > 0 && /^\p{L}{2,24}$/u.test(last) ? end : undefined
    end += dot.length
  }
  return undefined
}

/** « prenom point nom arobase … »: words joined by « point » or « tiret » before the local part belong to it. */
function spokenLocalStart(text: string, start: number): number {
  let first = start
  for (let words = 0; words < 4; words++) {
    const before = /([\p{L}\d_-]{1,40})[ \u00a0](?:dot|point|pt|tiret|underscore)[ \u00a0]$/iu.exec(
      text.slice(Math.max(0, first - 56), first),
    )
    if (before === null) break
    first -= before[0].length
  }
  return first
}

/** « (at) », « [at] », « (arobase) », « arobase », « @ » between spaces. `at` is the word in the middle. */
export function readSpokenEmail(tokens: Tokens, at: number): Hit | undefined {
  const { text } = tokens
  let left = tokens.start[at] ?? 0
  let right = tokens.end[at] ?? 0
  const bracket = text.charAt(left - 1)
  const closed =
    (bracket === '(' || bracket === '[' || bracket === '{') && ')]}'.includes(text.charAt(right) || ' ')
  if (closed) {
    left--
    right++
  }
  const word = text.slice(tokens.start[at], tokens.end[at]).toLowerCase()
  // A bare « at » is an English word.
  if (!closed && word === 'at') return undefined
  let gap = 0
  while (gap < 2 && left > 0 && isSpace(text.charCodeAt(left - 1))) {
    left--
    gap++
  }
  for (gap = 0; gap < 2 && isSpace(text.charCodeAt(right)); gap++) right++
  return around(text, { left, right, spoken: true })
}

/** True for a word that may stand for an @. */
export function mayBeSpokenAt(tokens: Tokens, at: number): boolean {
  return ((tokens.dates[at] ?? 0) & AT_WORD) !== 0
}
