import { type ConsoleTexts, consoleTexts } from '../../i18n/console.js'
import { explanationTexts } from '../../i18n/explanation.js'
import { formatList } from '../../i18n/format.js'
import type { Language } from '../../i18n/language.js'
import { visibleLine } from '../../internal/visible-text.js'
import type { AnsweredCriterion, CriterionAnswer } from '../../review/criteria.js'
import type { ChangeReason, MotiveReason } from '../../review/decision-reasons.js'
import type { OpinionChoice } from '../../review/review.js'

type PlainKey = {
  [Key in keyof ConsoleTexts]: ConsoleTexts[Key] extends string ? Key : never
}[keyof ConsoleTexts]

// The words that the reviewer saw when choosing.
const CHOICES = {
  favourable: 'opinion.favourable',
  unfavourable: 'opinion.unfavourable',
  incomplete: 'opinion.incomplete',
  undecided: 'opinion.undecided',
} as const satisfies Record<OpinionChoice, PlainKey>

const REASONS = {
  evidence: 'reason.evidence',
  fact: 'reason.fact',
  document: 'reason.document',
  criterion: 'reason.criterion',
  situation: 'reason.situation',
  wording: 'reason.wording',
  other: 'reason.other',
} as const satisfies Record<MotiveReason, PlainKey>

const CHANGES = {
  'read-again': 'change.read-again',
  'not-seen': 'change.not-seen',
  mistaken: 'change.mistaken',
  other: 'reason.other',
} as const satisfies Record<ChangeReason, PlainKey>

const ANSWERS = {
  met: 'criteria.met',
  'not-met': 'criteria.not-met',
  unverifiable: 'criteria.unverifiable',
} as const satisfies Record<CriterionAnswer, PlainKey>

/** A first opinion in words. */
export function choiceText(choice: OpinionChoice, lang: Language): string {
  return quoted(consoleTexts.text(lang, CHOICES[choice]), lang)
}

/** Coded reasons of a decision, as a list in a sentence. */
export function reasonsText(reasons: readonly MotiveReason[], lang: Language): string {
  return formatList(
    lang,
    reasons.map((reason) => quoted(consoleTexts.text(lang, REASONS[reason]), lang)),
  )
}

/** Coded reasons of a change of mind, likewise. */
export function changesText(reasons: readonly ChangeReason[], lang: Language): string {
  return formatList(
    lang,
    reasons.map((reason) => quoted(consoleTexts.text(lang, CHANGES[reason]), lang)),
  )
}

/** Criteria with what was answered, as a list in a sentence. Without a translation a statement stays French. */
export function criteriaText(criteria: readonly AnsweredCriterion[], lang: Language): string {
  return formatList(
    lang,
    criteria.map(({ fr, en, answer }) =>
      explanationTexts.text(lang, 'explain.opinion.criterion', {
        criterion: visibleLine(lang === 'en' ? (en ?? fr) : fr),
        answer: consoleTexts.text(lang, ANSWERS[answer]).toLowerCase(),
      }),
    ),
  )
}

function quoted(text: string, lang: Language): string {
  return lang === 'fr' ? `« ${text} »` : `“${text}”`
}
