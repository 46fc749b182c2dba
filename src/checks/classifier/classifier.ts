import type { Span } from '../finding.js'
import type { Block } from '../language/blocks.js'
import type { Matcher } from '../language/matcher.js'
import { type BlockFeatures, blockFeatures, featureSpace, type TextKind } from './features.js'
import { createScorer, type Model } from './model.js'
import { lengthCost, oddsOf } from './odds.js'
import { readModel, type StoredModel } from './weights-format.js'
import { type Window, windowsOf } from './windows.js'

/** The passage that speaks most for a class. */
export interface Passage {
  /** Natural log of the odds, after what the length of the text takes away. */
  readonly logOdds: number
  readonly span: Span
}

/** The classifier's reading of one text or of several that belong together. */
export interface Tally {
  /** Takes the next block in. */
  add(block: Block): void
  /** The best passage of each class so far; empty when no word was read. */
  passages(): ReadonlyMap<string, Passage>
}

/** The window that speaks most for a class so far. Its place is worked out at the end. */
interface Best {
  readonly odds: number
  readonly block: Block
  readonly features: BlockFeatures
  readonly window: Window
}

/** A model over the concepts of one matcher. */
export interface Classifier {
  readonly model: Model
  start(kind: TextKind): Tally
}

/** Makes a classifier. Throws RangeError when the weights are damaged. */
export function createClassifier(stored: StoredModel, matcher: Matcher): Classifier {
  const model = readModel(stored)
  const space = featureSpace(matcher)
  const scorer = createScorer(model)

  /** The sentence of a window that speaks most for a class by itself. */
  const placeOf = ({ block, features, window: { first, last } }: Best, k: number): Span => {
    let best = first
    let most = Number.NEGATIVE_INFINITY
    for (let at = first; at <= last; at += 1) {
      const logit = scorer.score(features, { first: at, last: at })[k] ?? 0
      if (logit > most) {
        best = at
        most = logit
      }
    }
    const sentence = features.sentences[best]
    return block.spanOf(sentence?.first ?? 0, sentence?.last ?? 0)
  }

  return {
    model,
    start(kind) {
      const found: (Best | undefined)[] = model.classes.map(() => undefined)
      let windows = 0
      return {
        add(block) {
          const features = blockFeatures(space, block.reading, kind)
          for (const window of windowsOf(features)) {
            windows += 1
            const odds = oddsOf(scorer.score(features, window))
            odds.forEach((value, k) => {
              if (value > (found[k]?.odds ?? Number.NEGATIVE_INFINITY))
                found[k] = { odds: value, block, features, window }
            })
          }
        },
        passages() {
          const cost = lengthCost(windows)
          return new Map(
            found.flatMap((best, k): [string, Passage][] =>
              best === undefined
                ? []
                : [[model.classes[k] ?? '', { logOdds: best.odds - cost, span: placeOf(best, k) }]],
            ),
          )
        },
      }
    },
  }
}
