import { DetectorFailedError } from '../../errors.js'
import { createDetector } from './built-in-detector.js'
import { resolveOverlaps } from './resolve-overlaps.js'
import type { DetectOptions, Detector, PersonalDataSpan, SyncDetector } from './types.js'

/**
 * The detectors of this package: one that finds all twelve types in one reading of the text. A city adds its own to the
 * list: `[...defaultDetectors(), nerService]`. The name data is unpacked at the first text (a few milliseconds).
 */
export function defaultDetectors(options?: DetectOptions): readonly SyncDetector[] {
  return [createDetector(options)]
}

/**
 * Finds personal data in a text: sorted spans that never overlap, in UTF-16 code units of the text as given. Linear in
 * the text's length whatever it holds. Texts in French and English.
 *
 * @example
 * const [span] = detectPersonalData('Rappeler Mme Etcheverry au 06 39 98 14 02')
 * // { type: 'person', start: 13, end: 23, score: 0.98, detector: 'garde-fou' }
 */
export function detectPersonalData(text: string, options?: DetectOptions): readonly PersonalDataSpan[] {
  return createDetector(options).detect(text)
}

/**
 * Asks every detector about a text and settles their overlaps. All built-in detectors of this package answer at once;
 * foreign ones may take their time, side by side.
 *
 * Rejects with `DetectorFailedError` when one throws or answers something malformed: a text that was not read by all
 * is not known to be free of personal data. Rejects with the reason of `signal` when the caller gives up.
 */
export async function runDetectors(
  detectors: readonly Detector[],
  text: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly PersonalDataSpan[]> {
  signal.throwIfAborted()
  const answers = await Promise.all(detectors.map((detector) => ask(detector, text, signal)))
  signal.throwIfAborted()
  return resolveOverlaps(text, answers.flat())
}

async function ask(
  detector: Detector,
  text: string,
  signal: AbortSignal,
): Promise<readonly PersonalDataSpan[]> {
  let answer: unknown
  try {
    answer = await detector.detect(text, signal)
  } catch (error) {
    signal.throwIfAborted()
    throw new DetectorFailedError(detector.id, 'threw', { cause: error })
  }
  if (!Array.isArray(answer)) throw new DetectorFailedError(detector.id, 'invalid-result')
  return (answer as readonly unknown[]).map((span) => accept(span, detector, text))
}

/** Copies a span field by field, under the id of the detector that was asked. */
function accept(span: unknown, detector: Detector, text: string): PersonalDataSpan {
  if (typeof span === 'object' && span !== null) {
    const { type, start, end, score }: Partial<Record<keyof PersonalDataSpan, unknown>> = span
    const known = detector.types.find((candidate) => candidate === type)
    const inside = isOffset(start) && isOffset(end) && start < end && end <= text.length
    if (known !== undefined && inside && typeof score === 'number' && score >= 0 && score <= 1)
      return { type: known, start, end, score, detector: detector.id }
  }
  throw new DetectorFailedError(detector.id, 'invalid-result')
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
