import type { Calibration, Scale } from '../src/checks/classifier/model.ts'
import { DEFAULT_THRESHOLDS } from '../src/system/thresholds.ts'
import type { Answer, Prepared } from './task.ts'
import type { Operating } from './tasks.ts'

/** A text as calibration sees it: its class (0 for allowed), what a model that never saw it says, what the rules say. */
export interface Judged {
  readonly label: number
  readonly odds: number
  readonly rules: number
}

/** Puts an unseen text's answer and the rules' score for the same class side by side. */
export function judged(prepared: readonly Prepared[], answers: readonly Answer[]): Judged[] {
  return prepared.map(({ label, rules }, index) => {
    const found = answers[index]
    return {
      label,
      odds: found?.odds[found.best] ?? 0,
      rules: found === undefined ? 0 : (rules[found.best] ?? 0),
    }
  })
}

/**
 * Chooses the scales of a model from texts it did not see: how much the rules count beside it, then the two points of
 * the grey zone, so that the given shares of allowed texts are held and refused.
 */
export function calibrate(texts: readonly Judged[], operating: Operating): Calibration {
  const rulesWeight = round(Math.max(operating.rulesAtLeast, rulesWeightOf(texts)))
  return {
    classifier: scaleOf(
      texts.map(({ label, odds }) => ({ label, value: odds })),
      operating,
    ),
    combined: scaleOf(
      texts.map(({ label, odds, rules }) => ({ label, value: odds + rulesWeight * rules })),
      operating,
    ),
    rulesWeight,
  }
}

/** Logistic regression on both layers by gradient descent; the rules may add to the classifier, never take away. */
function rulesWeightOf(texts: readonly Judged[]): number {
  let [bias, slope, weight] = [0, 1, 0]
  for (let turn = 0; turn < 600; turn += 1) {
    let [biasStep, slopeStep, weightStep] = [0, 0, 0]
    for (const { label, odds, rules } of texts) {
      const error = 1 / (1 + Math.exp(-(bias + slope * odds + weight * rules))) - (label === 0 ? 0 : 1)
      biasStep += error
      slopeStep += error * odds
      weightStep += error * rules
    }
    const rate = 0.5 / texts.length
    bias -= rate * biasStep
    slope -= rate * slopeStep
    weight -= rate * weightStep
  }
  return slope > 0 ? Math.max(0, weight / slope) : 0
}

interface Valued {
  readonly label: number
  readonly value: number
}

function scaleOf(texts: readonly Valued[], { touched, refused }: Operating): Scale {
  const allowed = texts.flatMap(({ label, value }) => (label === 0 ? [value] : [])).sort((a, b) => b - a)
  const at = (share: number): number => allowed[Math.floor(allowed.length * share)] ?? 0
  const review = at(touched)
  const block = Math.max(at(refused), review + SMALLEST_GREY)
  const logit = (score: number): number => Math.log(score / (1 - score))
  const [low, high] = [logit(DEFAULT_THRESHOLDS.review), logit(DEFAULT_THRESHOLDS.block)]
  const slope = round((high - low) / (block - review))
  return { slope, offset: round(low - slope * review) }
}

/** The grey zone is never narrower than this, in log-odds. */
const SMALLEST_GREY = 0.5

/** Four digits: what is stored is what was measured. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
