import type { TextPart } from '../call/model-call.js'
import { holdsAny } from '../checks/personal-data/pseudonyms/holds-any.js'
import { knownValueFinder, valuesOf } from '../checks/personal-data/pseudonyms/known-values.js'
import type { PseudonymisedTexts, SpannedText } from '../checks/personal-data/pseudonyms/pseudonymise.js'
import type { PlaceholderTable } from '../checks/personal-data/pseudonyms/table.js'
import { resolveOverlaps } from '../checks/personal-data/resolve-overlaps.js'
import { CallUnreadableError } from '../errors.js'
import type { CompleteDataPolicy } from '../system/data-policy.js'
import type { VendorRequest } from './begin-call.js'
import type { FoundData } from './find-personal-data.js'

/**
 * The texts of a request with what is to be replaced in them: what the detectors found and the use does not allow, and
 * the same values where nothing around them told the detectors what they are, those of earlier calls of the case
 * included.
 */
export function textsToReplace(
  found: readonly FoundData[],
  known: PlaceholderTable,
  { allow }: Pick<CompleteDataPolicy, 'allow'>,
): readonly SpannedText[] {
  const own = found.map((data) => ({
    ...data,
    spans: data.spans.filter(({ type }) => !allow.includes(type)),
  }))
  const values = [
    ...valuesOf(known).filter(({ type }) => !allow.includes(type)),
    ...own.flatMap(({ decoded: { text }, spans }) =>
      spans.map(({ type, start, end }) => ({ type, text: text.slice(start, end) })),
    ),
  ]
  const findKnown = knownValueFinder(values)
  return own.map(({ part, decoded, spans }) => {
    const all = resolveOverlaps(decoded.text, [...spans, ...findKnown(decoded.text)])
    const written = all.map(({ type, start, end }) => ({
      type,
      start: decoded.at(start),
      end: decoded.at(end),
    }))
    return { text: part.text, spans: part.path.endsWith('{keys}') ? cutAtLines(part.text, written) : written }
  })
}

/** Keys are read as lines of one text; a placeholder stands for one of them, or for a part of it. */
function cutAtLines(text: string, spans: SpannedText['spans']): SpannedText['spans'] {
  return spans.flatMap(({ type, start, end }) => {
    const lines = text.slice(start, end).split('\n')
    let from = start
    return lines.map((line) => {
      const piece = { type, start: from, end: from + line.length }
      from = piece.end + 1
      return piece
    })
  })
}

/**
 * The request with placeholders. It is read again to prove that each text became what it should, and none keeps a
 * value.
 *
 * @throws CallUnreadableError where a text cannot be replaced: data that cannot be kept from the model is not sent.
 */
export function rewriteRequest<Request>(
  { request, codec }: Pick<VendorRequest<Request>, 'request' | 'codec'>,
  parts: readonly TextPart[],
  { texts, sent }: Pick<PseudonymisedTexts, 'texts' | 'sent'>,
): Request {
  const changes = new Map(
    parts.flatMap(({ path, text: from }, index) => {
      const to = texts[index] ?? from
      return to === from ? [] : [[path, { from, to }] as const]
    }),
  )
  const rewritten = codec.rewriteInput(request, changes)
  const after = codec.readInput(rewritten)
  const values = sent.entries.flatMap(({ forms }) => forms.flatMap(({ text, json = text }) => [text, json]))
  const holdsValue = holdsAny(values)
  const kept = parts.every(({ text: before }, index) => {
    const text = after[index]?.text
    if (text === undefined || text === texts[index]) return text !== undefined
    // A text that is made of others, or a number without its key: it has changed with them.
    return holdsValue(before) && !holdsValue(text)
  })
  // Never says where: a path may hold a name.
  if (!kept || after.length !== parts.length)
    throw new CallUnreadableError(
      'request',
      'holds personal data in a place where nothing can stand for it. Leave it out, or allow it for this use (engagement 3).',
    )
  return rewritten
}
