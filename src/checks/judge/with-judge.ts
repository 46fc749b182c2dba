import type { TextPart } from '../../call/model-call.js'
import { PROHIBITED_KINDS, prohibitionOf } from '../../charter/charter.js'
import { cutsPair } from '../../internal/text-offsets.js'
import { untilAborted } from '../../internal/until-aborted.js'
import type { Check, CheckContext, CheckSubject } from '../check.js'
import { defineCheck } from '../check.js'
import type { Finding } from '../finding.js'
import { defaultDetectors, runDetectors } from '../personal-data/detect.js'
import { pseudonymise } from '../personal-data/pseudonyms/pseudonymise.js'
import { EMPTY_TABLE } from '../personal-data/pseudonyms/table.js'
import type { Detector } from '../personal-data/types.js'
import { PROHIBITED_USE_MESSAGES } from '../prohibited-use/messages.js'
import { UNDECLARED_DECISION_MESSAGE } from '../undeclared-decision/messages.js'
import { UNDECLARED_DECISION_CHECK_ID } from '../undeclared-decision/undeclared-decision.js'
import { verdictOf } from '../verdict.js'
import type { Judge, JudgedCode, JudgeOpinion } from './judge.js'
import { JUDGE_MESSAGES } from './judge-messages.js'

/** How a judge is used. */
export interface JudgeOptions {
  /** Milliseconds the judge may take before the check goes on without it. Default 1500. */
  readonly timeoutMs?: number
  /** Find the personal data that is replaced before a passage is sent (engagement 3). Default: those of this package. */
  readonly detectors?: readonly Detector[]
}

const DEFAULT_TIMEOUT_MS = 1500
/** UTF-16 code units read before and after the passage in doubt: no more of the text leaves than a reader needs. */
const AROUND = 600

/**
 * Adds a judge to a check, for its doubts only: a verdict that is already clear, either way, is not taken further. The
 * judge reads the passage with placeholders in the place of personal data; one that cannot be read for them is not sent.
 * The judge's finding stands beside the others and never replaces one; a judge that fails becomes a finding that holds.
 */
export function withJudge(check: Check, judge: Judge, options: JudgeOptions = {}): Check {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, detectors = defaultDetectors() } = options
  const consult = async (
    findings: readonly Finding[],
    subject: CheckSubject,
    context: CheckContext,
  ): Promise<readonly Finding[]> => {
    const doubt = doubtIn(findings, context)
    if (doubt === undefined) return findings
    const codes = codesOf(check, context)
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeoutMs)])
    const ask = async (): Promise<JudgeOpinion> => {
      const passage = passageOf(doubt, subject.parts)
      const { text } = pseudonymise(passage, await runDetectors(detectors, passage, signal), EMPTY_TABLE)
      return judge.opine({ passage: text, stage: subject.stage, codes }, signal)
    }
    try {
      const opinion = await untilAborted(signal, ask())
      return [...findings, ...opinionFindings({ check, doubt, codes }, opinion)]
    } catch {
      // Said aloud as a finding: the score of the other layers stands, and the text is held.
      return [...findings, unavailable(check, doubt, context)]
    }
  }
  return defineCheck({
    ...check,
    check(subject, context) {
      const findings = check.check(subject, context)
      if (findings instanceof Promise) return findings.then((found) => consult(found, subject, context))
      // A clear verdict stays as quick as it is without a judge.
      return doubtIn(findings, context) === undefined ? findings : consult(findings, subject, context)
    },
  })
}

/** The firmest finding, when it leads to a doubt. */
function doubtIn(findings: readonly Finding[], { use }: CheckContext): Finding | undefined {
  const verdict = verdictOf(findings, use.thresholds)
  if (verdict.level !== 'hold') return undefined
  return verdict.findings.toSorted((one, other) => other.score - one.score)[0]
}

function codesOf(check: Check, { charter }: CheckContext): readonly JudgedCode[] {
  if (check.id === UNDECLARED_DECISION_CHECK_ID)
    return [
      {
        code: UNDECLARED_DECISION_CHECK_ID,
        clause: 'engagement:16',
        definition:
          'le texte énonce ou notifie une décision sur les droits ou la situation d’une personne ou d’un foyer donné',
        message: UNDECLARED_DECISION_MESSAGE,
      },
    ]
  return PROHIBITED_KINDS.flatMap((kind): JudgedCode[] => {
    const prohibition = prohibitionOf(charter, kind)
    if (prohibition === undefined) return []
    const { id, quote } = prohibition
    return [
      {
        code: kind,
        clause: `prohibition:${id}`,
        definition: quote,
        message: PROHIBITED_USE_MESSAGES[kind],
      },
    ]
  })
}

function passageOf({ span }: Finding, parts: readonly TextPart[]): string {
  const part = span === undefined ? undefined : parts.find(({ path }) => path === span.part)
  if (span === undefined || part === undefined)
    return parts
      .map(({ text }) => text)
      .join('\n')
      .slice(0, 2 * AROUND)
  const { text } = part
  const start = Math.max(0, span.start - AROUND)
  const end = Math.min(text.length, span.end + AROUND)
  return text.slice(cutsPair(text, start) ? start + 1 : start, cutsPair(text, end) ? end - 1 : end)
}

function opinionFindings(
  about: { readonly check: Check; readonly doubt: Finding; readonly codes: readonly JudgedCode[] },
  opinion: unknown,
): readonly Finding[] {
  const { code, certainty } = acceptOpinion(opinion)
  if (code === 'none') return []
  const seen = about.codes.find((each) => each.code === code)
  if (seen === undefined) throw new TypeError('The judge answered with a code that was not asked for.')
  const { check, doubt } = about
  return [
    {
      checkId: check.id,
      code: seen.code,
      clause: seen.clause,
      layer: 'judge',
      score: certainty,
      ...(doubt.span === undefined ? {} : { span: doubt.span }),
      message: seen.message,
    },
  ]
}

/** What a judge answered is foreign data. */
function acceptOpinion(opinion: unknown): JudgeOpinion {
  const said = typeof opinion === 'object' && opinion !== null ? opinion : {}
  const code: unknown = Reflect.get(said, 'code')
  const certainty: unknown = Reflect.get(said, 'certainty')
  if (typeof code !== 'string' || typeof certainty !== 'number' || !(certainty >= 0 && certainty <= 1))
    throw new TypeError('A judge must answer { code, certainty }.')
  return { code, certainty }
}

function unavailable(check: Check, doubt: Finding, { use }: CheckContext): Finding {
  return {
    checkId: check.id,
    code: 'judge-unavailable',
    clause: doubt.clause,
    layer: 'judge',
    score: use.thresholds.review,
    ...(doubt.span === undefined ? {} : { span: doubt.span }),
    message: JUDGE_MESSAGES.unavailable,
  }
}
