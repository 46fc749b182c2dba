import type { TextPart } from '../../call/model-call.js'
import { cutsPair, originalRange } from '../../internal/text-offsets.js'
import type { Span } from '../finding.js'
import type { Reading } from './grammar.js'
import type { Hit, Matcher, Work } from './matcher.js'
import { markNegations } from './negation.js'
import { type NormalisedText, normalise } from './normalise.js'
import { type Token, tokenise } from './tokens.js'

/** How much text is read at once, in UTF-16 code units: memory stays bounded whatever the length of the text. */
const BLOCK = 32_768
/** How much of a block the next one reads again, so that a passage across the cut is read whole. */
const OVERLAP = 1_024
/** A block may hold several parts when they are short: an instruction cut in pieces is read as one. */
const JOINED = 4_096

/** A stretch of text with its words, what was found in them, and the way back to the original. */
export interface Block {
  readonly reading: Reading
  /** The first of the parts that this stretch comes from: all are of its kind and role. */
  readonly part: TextPart
  /** Where tokens `first` to `last`, both included, stand in the original. They must not cross parts. */
  spanOf(first: number, last: number): Span
}

interface Piece {
  readonly part: TextPart
  readonly offset: number
  readonly text: string
}

interface Owner {
  readonly piece: Piece
  readonly source: NormalisedText
  readonly from: number
}

/** What is needed to read a text: a matcher, and its concept whose phrases hide the shorter ones inside them. */
export interface Reader {
  readonly matcher: Matcher
  /** -1 for none. */
  readonly neutral: number
}

/** Reads parts block by block, so that a long text can give way to other work in between. */
export function* readBlocks(
  reader: Reader,
  parts: readonly TextPart[],
  work: Work,
): Generator<Block, void, void> {
  for (const pieces of piecesOf(parts)) {
    const block = readBlock(reader, pieces, work)
    if (block !== undefined) yield block
  }
}

function* piecesOf(parts: readonly TextPart[]): Generator<readonly Piece[], void, void> {
  let joined: Piece[] = []
  let length = 0
  for (const part of parts) {
    const first = joined[0]?.part
    const fits =
      part.text.length + length <= JOINED &&
      (first === undefined || (first.role === part.role && first.kind === part.kind))
    if (!fits && joined.length > 0) {
      yield joined
      joined = []
      length = 0
    }
    if (part.text.length > JOINED) {
      yield* slicesOf(part)
    } else {
      joined.push({ part, offset: 0, text: part.text })
      length += part.text.length
    }
  }
  if (joined.length > 0) yield joined
}

function* slicesOf(part: TextPart): Generator<readonly Piece[], void, void> {
  const { text } = part
  for (let from = 0; from < text.length; ) {
    const to = cutAt(text, Math.min(from + BLOCK, text.length))
    yield [{ part, offset: from, text: text.slice(from, to) }]
    if (to >= text.length) return
    from = cutAt(text, to - OVERLAP)
  }
}

/** A place near `wanted` that cuts neither a word nor a pair, if one is close. */
function cutAt(text: string, wanted: number): number {
  if (wanted >= text.length) return text.length
  for (let at = wanted; at > wanted - 200; at -= 1) if (text.charCodeAt(at) <= 32) return at
  return cutsPair(text, wanted) ? wanted - 1 : wanted
}

function readBlock(reader: Reader, pieces: readonly Piece[], work: Work): Block | undefined {
  const first = pieces[0]
  if (first === undefined) return undefined
  const tokens: Token[] = []
  const owners: Owner[] = []
  for (const piece of pieces) {
    const source = normalise(piece.text)
    owners.push({ piece, source, from: tokens.length })
    // A part ends a sentence: nothing is read as one sentence across two parts.
    for (const token of tokenise(source, reader.matcher.vocabulary, (tokens.at(-1)?.sentence ?? -1) + 1))
      tokens.push(token)
  }
  const hits = withoutNeutral(reader.matcher.match(tokens, work), reader.neutral)
  return {
    reading: { tokens, hits, negated: markNegations(tokens), named: markNames(tokens, owners) },
    part: first.part,
    spanOf: (from, to) => spanOf(tokens, owners, from, to),
  }
}

function spanOf(tokens: readonly Token[], owners: readonly Owner[], first: number, last: number): Span {
  const owner = owners.findLast((candidate) => candidate.from <= first) ?? owners[0]
  if (owner === undefined) throw new RangeError('A block without text has no passage.')
  const range = originalRange(owner.source, tokens[first]?.from ?? 0, tokens[last]?.to ?? 0)
  return {
    part: owner.piece.part.path,
    start: owner.piece.offset + range.start,
    end: owner.piece.offset + range.end,
  }
}

function markNames(tokens: readonly Token[], owners: readonly Owner[]): Uint8Array {
  const named = new Uint8Array(tokens.length)
  owners.forEach(({ piece, source, from }, index) => {
    const to = owners[index + 1]?.from ?? tokens.length
    for (let at = from + 1; at < to; at += 1) {
      const token = tokens[at]
      if (token === undefined || token.sentence !== tokens[at - 1]?.sentence) continue
      const start = source.starts[token.from] ?? 0
      if (isCapital(piece.text, start) && !isCapital(piece.text, start + 1)) named[at] = 1
    }
  })
  return named
}

function isCapital(text: string, at: number): boolean {
  const letter = text.charAt(at)
  return letter !== letter.toLowerCase()
}

/** Drops hits that lie inside a neutral phrase: « empreinte » in « empreinte carbone ». */
function withoutNeutral(hits: readonly Hit[], neutral: number): Hit[] {
  const covers = hits.filter((hit) => hit.concept === neutral)
  if (covers.length === 0) return [...hits]
  const kept: Hit[] = []
  let next = 0
  let end = -1
  // Hits come in the order of their first token, so one walk over both lists is enough.
  for (const hit of hits) {
    while (next < covers.length && (covers[next]?.first ?? 0) <= hit.first) {
      end = Math.max(end, covers[next]?.last ?? -1)
      next += 1
    }
    if (hit.concept !== neutral && hit.last > end) kept.push(hit)
  }
  return kept
}
