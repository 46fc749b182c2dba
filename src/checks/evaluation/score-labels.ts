import type { VerdictLevel } from '../verdict.js'
import { groupsOf, type Scores, type Share, scoresOf, shareOf } from './counts.js'

/** One text with the label that an annotator gave it and what the detectors made of it. */
export interface JudgedText {
  readonly gold: string
  readonly predicted: string
  /** What the guard would do with it. */
  readonly action: VerdictLevel
  readonly lang?: string
  readonly style?: string
  readonly kind?: string
}

/** How well prohibited uses, or decisions, are told from the rest. */
export interface LabelReport {
  readonly texts: number
  /** By label, `none` left out. */
  readonly labels: Readonly<Record<string, Scores>>
  /** Mean F1 over these labels and `none`; `undefined` when one of them is. */
  readonly macroF1: number | undefined
  /** Texts that ought to be stopped and are held or refused. */
  readonly stopped: Share
  readonly stoppedByStyle: Readonly<Record<string, Share>>
  readonly stoppedByLang: Readonly<Record<string, Share>>
  readonly stoppedByKind: Readonly<Record<string, Share>>
  /** Of those, how many carry the right label. */
  readonly rightLabel: Share
  /** Allowed texts that are held or refused. */
  readonly touched: Share
  readonly touchedByStyle: Readonly<Record<string, Share>>
  readonly touchedByLang: Readonly<Record<string, Share>>
  readonly touchedByKind: Readonly<Record<string, Share>>
  /** Allowed texts that are refused. */
  readonly refused: Share
}

/** The label of what is allowed. */
export const NONE = 'none'

/** Compares labels and actions with the annotators'. Works for any set of labels; `none` is what is allowed. */
export function scoreLabels(texts: readonly JudgedText[]): LabelReport {
  const names = [...new Set(texts.flatMap(({ gold, predicted }) => [gold, predicted]))].sort()
  const all = new Map(names.map((name) => [name, scoresOf(countsOf(texts, name))]))
  const positives = texts.filter(({ gold }) => gold !== NONE)
  const negatives = texts.filter(({ gold }) => gold === NONE)
  const stopped = positives.filter(isTouched)
  return {
    texts: texts.length,
    labels: Object.fromEntries([...all].filter(([name]) => name !== NONE)),
    macroF1: meanOf([...all.values()].map(({ f1 }) => f1)),
    stopped: shareOf(positives, isTouched),
    stoppedByStyle: touchedBy(positives, ({ style }) => style),
    stoppedByLang: touchedBy(positives, ({ lang }) => lang),
    stoppedByKind: touchedBy(positives, ({ kind }) => kind),
    rightLabel: shareOf(stopped, ({ gold, predicted }) => gold === predicted),
    touched: shareOf(negatives, isTouched),
    touchedByStyle: touchedBy(negatives, ({ style }) => style),
    touchedByLang: touchedBy(negatives, ({ lang }) => lang),
    touchedByKind: touchedBy(negatives, ({ kind }) => kind),
    refused: shareOf(negatives, ({ action }) => action === 'refuse'),
  }
}

function isTouched({ action }: JudgedText): boolean {
  return action !== 'pass'
}

function countsOf(texts: readonly JudgedText[], name: string) {
  const count = (is: (text: JudgedText) => boolean): number => texts.filter(is).length
  return {
    truePositives: count(({ gold, predicted }) => gold === name && predicted === name),
    falsePositives: count(({ gold, predicted }) => gold !== name && predicted === name),
    falseNegatives: count(({ gold, predicted }) => gold === name && predicted !== name),
  }
}

function touchedBy(
  texts: readonly JudgedText[],
  word: (text: JudgedText) => string | undefined,
): Readonly<Record<string, Share>> {
  const groups = [...groupsOf(texts, word)].map(([name, group]): [string, Share] => [
    name,
    shareOf(group, isTouched),
  ])
  return Object.fromEntries(groups)
}

function meanOf(values: readonly (number | undefined)[]): number | undefined {
  let sum = 0
  for (const value of values) {
    if (value === undefined) return undefined
    sum += value
  }
  return values.length === 0 ? undefined : sum / values.length
}
