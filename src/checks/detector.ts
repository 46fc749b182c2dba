import type { TextPart } from '../call/model-call.js'
import { type Classifier, createClassifier, type Passage, type Tally } from './classifier/classifier.js'
import type { TextKind } from './classifier/features.js'
import { scaled } from './classifier/model.js'
import type { StoredModel } from './classifier/weights-format.js'
import type { Span } from './finding.js'
import { type Block, readBlocks } from './language/blocks.js'
import { type Engine, keepBest, type Match, matchBlock } from './language/scan.js'
import { readParts } from './language/scan-parts.js'

/** The layers that need nothing but the process: word lists with grammars, and trained weights. */
export type OfflineLayer = 'rules' | 'classifier'

/** Both layers. */
export const OFFLINE_LAYERS: readonly OfflineLayer[] = ['rules', 'classifier']

/** What one layer saw. */
export interface LayerView {
  readonly layer: OfflineLayer
  /** The layer's own score, as if it were alone. */
  readonly score: number
  readonly span: Span
}

/** Something that may have been found. */
export interface Detection {
  /** The grammar's namespace, which is the model's class. */
  readonly code: string
  /** What the active layers come to together, between 0 and 1: this is what the thresholds are for. */
  readonly score: number
  /** The layers that saw it, firmest first. Never empty. */
  readonly layers: readonly LayerView[]
}

/** Texts to read, and what each is. */
export interface DetectorInput {
  readonly parts: readonly TextPart[]
  readonly kindOf: (part: TextPart) => TextKind
}

/** Reads texts by the offline layers. */
export interface Detector {
  /** At once for texts of usual size, in turns for long ones. Rejects with the signal's reason. */
  detect(
    input: DetectorInput,
    signal: () => AbortSignal,
  ): readonly Detection[] | Promise<readonly Detection[]>
  /** At once, whatever the length: for texts known to be short. */
  detectAtOnce(input: DetectorInput): readonly Detection[]
}

/** What a detector is made of. */
export interface DetectorParts {
  readonly engine: Engine
  readonly model: StoredModel
  readonly layers: readonly OfflineLayer[]
}

/** A layer whose own score is below this is not named as having seen anything. */
const SEEN_FROM = 0.3

/**
 * Makes a detector of one or both layers. With both, one score is read from the classifier's log-odds and the rules'
 * score together, on a scale fitted on texts that the classifier had not seen: rules that fire on a near-miss do not
 * hold it when the classifier is sure of the contrary. Weights are decoded at the first text; damaged ones throw
 * RangeError at every text, so that a guard without its classifier holds.
 */
export function createDetector({ engine, model, layers }: DetectorParts): Detector {
  let decoded: Classifier | undefined
  const start = (kindOf: DetectorInput['kindOf']): Run => {
    if (layers.includes('classifier')) decoded ??= createClassifier(model, engine.matcher)
    const classifier = layers.includes('classifier') ? decoded : undefined
    return startRun({ engine, kindOf, withRules: layers.includes('rules'), classifier })
  }
  return {
    detect({ parts, kindOf }, signal) {
      const run = start(kindOf)
      const done = readParts({ reader: engine, parts, take: run.take, signal })
      return done === undefined ? run.detections() : done.then(run.detections)
    },
    detectAtOnce({ parts, kindOf }) {
      const run = start(kindOf)
      for (const block of readBlocks(engine, parts, { steps: 0 })) run.take(block)
      return run.detections()
    },
  }
}

/**
 * Detectors over one engine and one model, each made once in a process: decoding the weights takes longer than reading
 * a page, and every guard, record and command asks for the same ones.
 */
export function sharedDetectors(
  build: () => Engine,
  model: StoredModel,
): (layers: readonly OfflineLayer[]) => Detector {
  const made = new Map<string, Detector>()
  let engine: Engine | undefined
  return (layers) => {
    const key = OFFLINE_LAYERS.filter((layer) => layers.includes(layer)).join()
    const known = made.get(key)
    if (known !== undefined) return known
    engine ??= build()
    const detector = createDetector({ engine, model, layers })
    made.set(key, detector)
    return detector
  }
}

interface Setup {
  readonly engine: Engine
  readonly kindOf: DetectorInput['kindOf']
  readonly withRules: boolean
  readonly classifier: Classifier | undefined
}

interface Run {
  readonly take: (block: Block) => void
  readonly detections: () => readonly Detection[]
}

function startRun({ engine, kindOf, withRules, classifier }: Setup): Run {
  const matches = new Map<string, Match>()
  const tallies = new Map<TextKind, Tally>()
  return {
    take(block) {
      if (withRules) keepBest(matches, matchBlock(engine, block))
      if (classifier === undefined) return
      const kind = kindOf(block.part)
      const tally = tallies.get(kind) ?? classifier.start(kind)
      tallies.set(kind, tally)
      tally.add(block)
    },
    detections() {
      const passages = firmest([...tallies.values()].map((tally) => tally.passages()))
      return engine.grammars.flatMap(({ namespace }): Detection[] => {
        const seen = { match: matches.get(namespace), passage: passages.get(namespace) }
        const detection = combine(namespace, seen, withRules ? 'combined' : 'classifier', classifier)
        return detection === undefined ? [] : [detection]
      })
    },
  }
}

function firmest(readings: readonly ReadonlyMap<string, Passage>[]): Map<string, Passage> {
  const best = new Map<string, Passage>()
  for (const reading of readings) {
    for (const [code, passage] of reading) {
      const known = best.get(code)
      if (known === undefined || passage.logOdds > known.logOdds) best.set(code, passage)
    }
  }
  return best
}

interface Seen {
  readonly match: Match | undefined
  readonly passage: Passage | undefined
}

function combine(
  code: string,
  { match, passage }: Seen,
  scale: 'combined' | 'classifier',
  classifier: Classifier | undefined,
): Detection | undefined {
  const rules: LayerView[] =
    match === undefined ? [] : [{ layer: 'rules', score: thousandths(match.score), span: match.span }]
  if (passage === undefined || classifier === undefined) {
    // Rules alone. A text without a word has neither.
    return match === undefined ? undefined : { code, score: thousandths(match.score), layers: rules }
  }
  const { calibration } = classifier.model
  const own: LayerView = {
    layer: 'classifier',
    score: scaled(calibration.classifier, passage.logOdds),
    span: passage.span,
  }
  const value = passage.logOdds + (scale === 'combined' ? calibration.rulesWeight * (match?.score ?? 0) : 0)
  const views = [own, ...rules].filter((view) => view.score >= SEEN_FROM).sort((a, b) => b.score - a.score)
  return { code, score: scaled(calibration[scale], value), layers: views.length === 0 ? [own] : views }
}

function thousandths(score: number): number {
  return Math.round(score * 1000) / 1000
}
