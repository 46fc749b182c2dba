import type { DecisionInput } from './commands.js'

/** One thing wrong with a text that somebody wrote. Says where and why, never what. */
export interface TextIssue {
  readonly path: string
  readonly reason: string
}

/** Longest text taken from a reviewer, in UTF-16 code units: about ten pages. */
export const MAX_TEXT_LENGTH = 20_000

// Unicode general categories C (controls, formats, private use, unassigned) and default-ignorable code points take no
// place on a page; U+2800 BRAILLE PATTERN BLANK is drawn empty.
const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu

let french: Intl.Segmenter | undefined

/** Made when it is first needed: it takes longer than all the rest of this folder takes to load. */
function graphemes(): Intl.Segmenter {
  french ??= new Intl.Segmenter('fr', { granularity: 'grapheme' })
  return french
}

/** How many characters somebody sees: graphemes (UAX #29), each stretch of white space as one, none at the ends. */
export function visibleLength(text: string): number {
  let length = 0
  let spaced = false
  for (const { segment } of graphemes().segment(text)) {
    const seen = segment.replace(INVISIBLE, '')
    if (seen.trim() !== '') {
      length += spaced && length > 0 ? 2 : 1
      spaced = false
    } else if (/\s/u.test(segment)) spaced = true
  }
  return length
}

/** Why a text that must be there cannot be taken; undefined when it can. */
export function textIssue(text: unknown, path: string, minLength: number): TextIssue | undefined {
  if (typeof text !== 'string') return { path, reason: 'must be a text' }
  if (text.length > MAX_TEXT_LENGTH) return { path, reason: `is longer than ${MAX_TEXT_LENGTH} characters` }
  if (!text.isWellFormed()) return { path, reason: 'holds invalid UTF-16 (a lone surrogate)' }
  const length = visibleLength(text)
  if (length === 0) return { path, reason: 'must not be empty' }
  return length < minLength
    ? { path, reason: `has ${length} visible characters; at least ${minLength} are needed` }
    : undefined
}

/**
 * Checks the texts of a decision: a motive is mandatory for every outcome, approval included; the other two are
 * optional, but not empty.
 */
export function decisionTextIssues(input: DecisionInput, motiveMinLength: number): readonly TextIssue[] {
  return [
    textIssue(input.motive, 'motive', motiveMinLength),
    input.textForPerson === undefined ? undefined : textIssue(input.textForPerson, 'textForPerson', 1),
    input.changeReason === undefined ? undefined : textIssue(input.changeReason, 'changeReason', 1),
  ].filter((issue) => issue !== undefined)
}
