import { formatTime } from '../../i18n/format.js'
import type { JsonValue } from '../../internal/canonical-json.js'
import type { DecisionOutcome } from '../../review/decision.js'
import type { ChangeReason, MotiveReason } from '../../review/decision-reasons.js'
import { OPINION_CHOICES, type OpinionChoice, type ProblemKind } from '../../review/review.js'
import type { Shape, ShapeOption } from '../schema-form/shape.js'
import type { Say, Visit } from './visit.js'

/** How a member of a value is called: its schema's title, else its key. */
export function shapeLabel(shape: Shape | undefined, key: string): string {
  return shape?.title ?? key
}

/** How one of several values is called. */
export function optionLabel(option: ShapeOption, say: Say): string {
  return option.label ?? scalarText(option.value, say)
}

/** A single value in words. */
export function scalarText(value: JsonValue | undefined, say: Say): string {
  if (value === true) return say('value.yes')
  if (value === false) return say('value.no')
  if (value === null || value === undefined || value === '') return say('value.none')
  if (isOpinion(value)) return opinionLabel(value, say)
  if (typeof value === 'number') return String(value).replace('.', ',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** True for one of the words of a first opinion. */
export function isOpinion(value: JsonValue | undefined): value is OpinionChoice {
  return typeof value === 'string' && OPINION_CHOICES.some((choice) => choice === value)
}

/** « Favorable », « Défavorable », « Pièces à demander », « Je ne peux pas me prononcer ». */
export function opinionLabel(choice: OpinionChoice, say: Say): string {
  switch (choice) {
    case 'favourable':
      return say('opinion.favourable')
    case 'unfavourable':
      return say('opinion.unfavourable')
    case 'incomplete':
      return say('opinion.incomplete')
    case 'undecided':
      return say('opinion.undecided')
  }
}

/** « Retenir la suggestion », « Retenir avec des modifications », « Écarter la suggestion », « Traiter sans l’IA ». */
export function outcomeLabel(outcome: DecisionOutcome, say: Say): string {
  switch (outcome) {
    case 'approved':
      return say('outcome.approved')
    case 'amended':
      return say('outcome.amended')
    case 'rejected':
      return say('outcome.rejected')
    case 'without-ai':
      return say('outcome.without-ai')
  }
}

/** The hour of a moment (ISO 8601, UTC) in words. */
export function formatTimeOf(at: string, { language }: Pick<Visit, 'language'>): string {
  return formatTime(language, new Date(at))
}

/** A short reason of a decision, in words. */
export function motiveReasonLabel(reason: MotiveReason, say: Say): string {
  switch (reason) {
    case 'evidence':
      return say('reason.evidence')
    case 'fact':
      return say('reason.fact')
    case 'document':
      return say('reason.document')
    case 'criterion':
      return say('reason.criterion')
    case 'situation':
      return say('reason.situation')
    case 'wording':
      return say('reason.wording')
    case 'other':
      return say('reason.other')
  }
}

/** Why a decision differs from the first opinion, in words. */
export function changeReasonLabel(reason: ChangeReason, say: Say): string {
  switch (reason) {
    case 'read-again':
      return say('change.read-again')
    case 'not-seen':
      return say('change.not-seen')
    case 'mistaken':
      return say('change.mistaken')
    case 'other':
      return say('reason.other')
  }
}

/** What is wrong with a suggestion, in words. */
export function problemLabel(kind: ProblemKind, say: Say): string {
  switch (kind) {
    case 'wrong-fact':
      return say('problem.wrong-fact')
    case 'invented':
      return say('problem.invented')
    case 'criterion':
      return say('problem.criterion')
    case 'discrimination':
      return say('problem.discrimination')
    case 'personal-data':
      return say('problem.personal-data')
    case 'out-of-scope':
      return say('problem.out-of-scope')
    case 'tone':
      return say('problem.tone')
    case 'other':
      return say('problem.other')
  }
}
