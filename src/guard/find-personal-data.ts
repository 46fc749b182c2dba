import { setImmediate as nextTurn } from 'node:timers/promises'
import type { TextPart } from '../call/model-call.js'
import { defineCheck } from '../checks/check.js'
import { runDetectors } from '../checks/personal-data/detect.js'
import { type DecodedText, decode, notationOf } from '../checks/personal-data/pseudonyms/notation.js'
import { resolveOverlaps } from '../checks/personal-data/resolve-overlaps.js'
import { type SpecialCategorySpan, specialCategories } from '../checks/personal-data/special-categories.js'
import type { Detector, PersonalDataSpan } from '../checks/personal-data/types.js'
import { type CheckedVerdict, runChecks } from '../checks/run-checks.js'
import type { BegunCall } from './begin-call.js'
import type { CallCore } from './call-core.js'
import { checkContext } from './check-call.js'

/** Id of the check that a use's policy on personal data is. */
export const DATA_POLICY_CHECK_ID = 'personal-data-policy'

/** What was found in one text of a request. Spans are places in `decoded.text`: names hide behind escapes, too. */
export interface FoundData {
  readonly part: TextPart
  readonly decoded: DecodedText
  readonly spans: readonly PersonalDataSpan[]
  readonly special: readonly SpecialCategorySpan[]
}

/** What the detectors said of a request, or that they could not. */
export type Detection =
  | { readonly ok: true; readonly found: readonly FoundData[] }
  | { readonly ok: false; readonly verdict: CheckedVerdict }

/** Longer texts are read in stretches, so that others have their turn and the time limit is kept. */
const STRETCH = 20_000
/** How much of a stretch the next one reads again: longer than any address. */
const OVERLAP = 400

/**
 * Reads every text of a call with the guard's detectors, within the time limit of checks.
 *
 * @throws the reason of the call's signal when the caller gives up.
 */
export async function findPersonalData(
  core: CallCore,
  about: Pick<BegunCall, 'call' | 'system' | 'use' | 'signal'>,
  onFailure: 'hold' | 'refuse',
): Promise<Detection> {
  const { call, use } = about
  let found: readonly FoundData[] = []
  const reading = defineCheck({
    id: DATA_POLICY_CHECK_ID,
    stages: ['input'],
    async check({ parts }, { signal }) {
      found = await Promise.all(parts.map((part) => readPart(core.detectors, part, signal)))
      return []
    },
  })
  const verdict = await runChecks(
    [reading],
    { stage: 'input', parts: call.parts, partial: false, call },
    checkContext(core, about),
    { timeoutMs: core.checkTimeoutMs, thresholds: use.record.thresholds, onCheckFailure: onFailure },
  )
  return verdict.failed.length > 0 ? { ok: false, verdict } : { ok: true, found }
}

async function readPart(
  detectors: readonly Detector[],
  part: TextPart,
  signal: AbortSignal,
): Promise<FoundData> {
  // JSON may stand in the middle of prose, and a model reads its escapes as the letters they are.
  const escaped = /\\u[0-9a-f]{4}/i.test(part.text)
  const decoded = decode(part.text, escaped ? 'json' : (notationOf(part.text) ?? 'prose'))
  const { text } = decoded
  const spans: PersonalDataSpan[] = []
  const special: SpecialCategorySpan[] = []
  for (let from = 0; from === 0 || from + OVERLAP < text.length; from += STRETCH) {
    if (from > 0) await nextTurn()
    const stretch = text.slice(from, from + STRETCH + OVERLAP)
    const there = await runDetectors(detectors, stretch, signal)
    const at = <Span extends { readonly start: number; readonly end: number }>(span: Span): Span => ({
      ...span,
      start: span.start + from,
      end: span.end + from,
    })
    spans.push(...there.map(at))
    special.push(...specialCategories(stretch).map(at))
  }
  return { part, decoded, spans: resolveOverlaps(text, spans), special }
}
