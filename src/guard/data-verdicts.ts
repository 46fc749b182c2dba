import type { TextPart } from '../call/model-call.js'
import type { Finding, LocalizedText, Span } from '../checks/finding.js'
import { specialCategories } from '../checks/personal-data/special-categories.js'
import { firmer, type Thresholds, type Verdict, type VerdictLevel } from '../checks/verdict.js'
import { notNeededMessage, specialCategoryMessage, UNKNOWN_PLACEHOLDER_MESSAGE } from '../i18n/data-policy.js'
import { personalDataMessages } from '../i18n/personal-data.js'
import { type CompleteDataPolicy, completeDataPolicy } from '../system/data-policy.js'
import type { BegunCall } from './begin-call.js'
import { DATA_POLICY_CHECK_ID, type FoundData } from './find-personal-data.js'
import { joinVerdicts } from './join-verdicts.js'

type Measure = CompleteDataPolicy['otherwise' | 'specialCategories']

const LEVELS: Readonly<Record<Measure, VerdictLevel>> = {
  pseudonymise: 'pass',
  note: 'pass',
  report: 'pass',
  hold: 'hold',
  refuse: 'refuse',
}

interface Said {
  readonly code: string
  readonly level: VerdictLevel
  readonly message: LocalizedText
  readonly span?: Span
}

/** What a request's personal data leads to. */
export interface RequestVerdict {
  readonly verdict: Verdict
  /** For the journal alone. */
  readonly noted: readonly Finding[]
}

/** Holds what was found in a request against the policy of its use. One finding per type, at its first place. */
export function requestVerdict(
  found: readonly FoundData[],
  policy: CompleteDataPolicy,
  thresholds: Thresholds,
): RequestVerdict {
  const values = found.flatMap(({ decoded, spans }) =>
    spans.map(({ start, end }) => decoded.text.slice(start, end)),
  )
  // The path of a member that is named after a person says as much as the text.
  const names = (path: string): boolean => values.some((value) => path.includes(value))
  const types = verdictOf(
    found.flatMap((data) => typesSaid(data, policy)),
    thresholds,
    names,
  )
  const special = verdictOf(
    found.flatMap((data) => specialSaid(data, policy)),
    thresholds,
    names,
  )
  return policy.otherwise === 'note'
    ? { verdict: special, noted: types.findings }
    : { verdict: joinVerdicts(types, special), noted: [] }
}

function typesSaid(
  { part, decoded, spans }: FoundData,
  { allow, otherwise }: CompleteDataPolicy,
): readonly Said[] {
  if (otherwise === 'pseudonymise') return []
  return spans
    .filter(({ type }) => !allow.includes(type))
    .map(({ type, start, end }) => ({
      code: type,
      level: LEVELS[otherwise],
      message: otherwise === 'note' ? personalDataMessages[type] : notNeededMessage(type),
      span: placeIn(part, decoded, { start, end }),
    }))
}

function specialSaid(
  { part, decoded, special }: FoundData,
  { specialCategories: measure }: CompleteDataPolicy,
): readonly Said[] {
  return special.map(({ category, start, end }) => ({
    code: category,
    level: LEVELS[measure],
    message: specialCategoryMessage(category),
    span: placeIn(part, decoded, { start, end }),
  }))
}

function placeIn(
  part: TextPart,
  decoded: FoundData['decoded'],
  { start, end }: Pick<Span, 'start' | 'end'>,
): Span {
  return { part: part.path, start: decoded.at(start), end: decoded.at(end) }
}

/**
 * What an answer's special categories lead to, and its placeholders that stand for nothing: the model has named somebody
 * whom nobody knows, so that a person has to look.
 */
export function answerVerdict({ use, restorer }: BegunCall, parts: readonly TextPart[]): Verdict {
  const { specialCategories: measure } = completeDataPolicy(use.record.personalData)
  const special = parts.flatMap((part) =>
    specialCategories(part.text).map(
      ({ category, start, end }): Said => ({
        code: category,
        level: LEVELS[measure],
        message: specialCategoryMessage(category),
        span: { part: part.path, start, end },
      }),
    ),
  )
  const unknown = (restorer?.unknown() ?? []).map(
    (): Said => ({ code: 'unknown-placeholder', level: 'hold', message: UNKNOWN_PLACEHOLDER_MESSAGE }),
  )
  return verdictOf([...special, ...unknown], use.record.thresholds)
}

function verdictOf(
  said: readonly Said[],
  thresholds: Thresholds,
  names: (path: string) => boolean = () => false,
): Verdict {
  const first = new Map(said.toReversed().map((one) => [one.code, one]))
  const kept = [...first.values()].reverse().map(({ span, ...one }) => ({
    ...one,
    ...(span === undefined || names(span.part) ? {} : { span }),
  }))
  return {
    level: kept.reduce<VerdictLevel>((firmest, { level }) => firmer(firmest, level), 'pass'),
    findings: kept.map((one) => findingOf(one, thresholds)),
  }
}

/** The score leads to the level under the use's own thresholds, so that a stored finding reads the same later. */
function findingOf({ code, level, message, span }: Said, { review }: Thresholds): Finding {
  const score = level === 'refuse' ? 1 : level === 'hold' ? review : Math.min(0.4, review / 2)
  return Object.freeze({
    checkId: DATA_POLICY_CHECK_ID,
    code,
    clause: 'engagement:3',
    layer: 'rules',
    score,
    ...(span === undefined ? {} : { span }),
    message,
  })
}
