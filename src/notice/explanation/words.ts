import { type ConsoleTexts, consoleTexts } from '../../i18n/console.js'
import { formatList } from '../../i18n/format.js'
import type { Language } from '../../i18n/language.js'
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

function quoted(text: string, lang: Language): string {
  return lang === 'fr' ? `« ${text} »` : `“${text}”`
}
