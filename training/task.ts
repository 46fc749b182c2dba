import { featureSpace, type TextKind } from '../src/checks/classifier/features.ts'
import { bestOf, lengthCost, oddsOf } from '../src/checks/classifier/odds.ts'
import { readBlocks } from '../src/checks/language/blocks.ts'
import { type Engine, keepBest, type Match, matchBlock } from '../src/checks/language/scan.ts'
import { augmented } from './augment.ts'
import {
  type Extractor,
  type Raw,
  type Vocabulary,
  vocabularyOf,
  weighed,
  windowsOfText,
} from './examples.ts'
import { type Example, type FitOptions, type Fitted, fitModel, logitsOf } from './fit.ts'
import { type Random, randomFrom } from './random.ts'
import { texted } from './texting.ts'

/** One thing to learn: which classes, from which features, how. */
export interface Task {
  readonly engine: Engine
  /** The classes that are reported; what is none of them is allowed. */
  readonly classes: readonly string[]
  readonly groups: readonly number[]
  readonly fit: Omit<FitOptions, 'classes'>
  /** A feature of fewer texts is not learnt. */
  readonly leastTexts: number
  /** Models that are fitted on other orders of the texts and averaged into one. */
  readonly rounds: number
  /** Noisy copies of each text to learn from besides. */
  readonly copies: number
  /** Further copies in the spelling of messages. */
  readonly texted: number
  /** Further copies that stand beside another, allowed text: what is prohibited stays so in company. */
  readonly mixed: number
  /** Whether an allowed text teaches by its first words, too: a stream is judged before it has said much. */
  readonly openings: boolean
}

/** A text to learn from or to be measured on. */
export interface Sample {
  readonly text: string
  readonly kind: TextKind
  readonly lang: 'fr' | 'en'
  /** One of the task's classes, or anything else for what is allowed. */
  readonly label: string
  /** Whose hand: a hand's texts are kept together when texts are left out, since the next text is by another one. */
  readonly family: string
}

/** A sample with its features and what the rules say of it. */
export interface Prepared {
  readonly sample: Sample
  readonly label: number
  readonly windows: readonly Raw[]
  readonly copies: readonly (readonly Raw[])[]
  /** Score of the rules for each class. */
  readonly rules: readonly number[]
}

/** What a model says of a text: log-odds of each class, the best first of them. */
export interface Answer {
  readonly odds: Float64Array
  readonly best: number
}

/** Reads the samples once; everything after works on numbers. */
export function prepare(task: Task, samples: readonly Sample[], withCopies: boolean): Prepared[] {
  const { engine } = task
  const extractor: Extractor = { reader: engine, space: featureSpace(engine.matcher) }
  const companies = companiesOf(samples)
  return samples.map((sample, index) => ({
    sample,
    label: task.classes.indexOf(sample.label) + 1,
    windows: windowsOfText(extractor, sample.text, sample.kind),
    copies: (withCopies
      ? copiesOf(task, sample, companies.get(sample.family) ?? [], task.fit.seed + index)
      : []
    ).map((text) => windowsOfText(extractor, text, sample.kind)),
    rules: rulesOf(task, sample.text),
  }))
}

/** Allowed texts longer than this keep no company: the window would be theirs alone. */
const LONGEST_COMPANY = 300

/** Allowed texts by family: company from another family would show a model what it must not have seen. */
function companiesOf(samples: readonly Sample[]): Map<string, string[]> {
  const companies = new Map<string, string[]>()
  for (const { label, text, family } of samples) {
    if (label !== 'none' || text.length >= LONGEST_COMPANY) continue
    companies.set(family, [...(companies.get(family) ?? []), text])
  }
  return companies
}

function copiesOf(
  task: Task,
  { text, label, lang }: Sample,
  company: readonly string[],
  seed: number,
): string[] {
  const random = randomFrom(seed)
  const noisy = augmented(text, task.copies, random)
  const messages = Array.from({ length: task.texted }, () => texted(text, lang, random))
  const mixed = Array.from({ length: company.length === 0 ? 0 : task.mixed }, () => {
    const other = company[random.below(company.length)] ?? ''
    return random.below(2) === 0 ? `${other}\n${text}` : `${text}\n${other}`
  })
  const opening = task.openings && label === 'none' ? [openingOf(text, random)] : []
  return [...noisy, ...messages, ...mixed, ...opening]
}

/** As many words at most are an opening. */
const OPENING_WORDS = 6

function openingOf(text: string, random: Random): string {
  return text
    .split(/\s+/)
    .slice(0, 1 + random.below(OPENING_WORDS))
    .join(' ')
}

function rulesOf(task: Task, text: string): number[] {
  const best = new Map<string, Match>()
  const parts = [{ path: 'text', kind: 'text', role: 'data', text }] as const
  for (const block of readBlocks(task.engine, parts, { steps: 0 }))
    keepBest(best, matchBlock(task.engine, block))
  return task.classes.map((name) => best.get(name)?.score ?? 0)
}

/** A model fitted to a task, with the features that it knows. */
export interface Learnt extends Fitted {
  readonly vocabulary: Vocabulary
  readonly groups: readonly number[]
}

/** Fits the task's model on these samples: an average over rounds. */
export function fitTask(task: Task, prepared: readonly Prepared[]): Learnt {
  const { groups, fit } = task
  const texts = prepared.map(({ windows, copies }) => [...windows, ...copies.flat()])
  const vocabulary = vocabularyOf(texts, fit.bits, task.leastTexts)
  const inRows = (windows: readonly Raw[]): Example['windows'] =>
    windows.map((window) => weighed(vocabulary, window, groups))
  const examples = prepared.flatMap(({ label, windows, copies }): Example[] => [
    { label, windows: inRows(windows), weight: 1 },
    ...copies.map((copy) => ({ label, windows: inRows(copy), weight: 1 / (1 + copies.length) })),
  ])
  const rounds = Array.from({ length: task.rounds }, (_, round) =>
    fitModel(examples, { ...fit, classes: task.classes.length + 1, seed: fit.seed + 1000 * round }),
  )
  return { ...average(rounds), vocabulary, groups }
}

function average(rounds: readonly Fitted[]): Fitted {
  const [first, ...others] = rounds
  if (first === undefined) throw new RangeError('At least one round is needed.')
  for (const { weights, bias } of others) {
    for (let at = 0; at < weights.length; at += 1)
      first.weights[at] = (first.weights[at] ?? 0) + (weights[at] ?? 0)
    for (let k = 0; k < bias.length; k += 1) first.bias[k] = (first.bias[k] ?? 0) + (bias[k] ?? 0)
  }
  return {
    classes: first.classes,
    weights: first.weights.map((weight) => weight / rounds.length),
    bias: first.bias.map((bias) => bias / rounds.length),
  }
}

/** What a fitted model says of a text, put together as the classifier does. */
export function answer(learnt: Learnt, windows: readonly Raw[]): Answer {
  const logits = new Float64Array(learnt.classes)
  const odds = new Float64Array(learnt.classes - 1).fill(NOTHING)
  for (const window of windows) {
    logitsOf(learnt, weighed(learnt.vocabulary, window, learnt.groups), logits)
    const found = oddsOf(logits.subarray(1).map((logit) => logit - (logits[0] ?? 0)))
    found.forEach((value, k) => {
      odds[k] = Math.max(odds[k] ?? NOTHING, value)
    })
  }
  const cost = lengthCost(windows.length)
  const after = odds.map((value) => value - cost)
  return { odds: after, best: bestOf(after) }
}

/** Log-odds of a text without a word. */
const NOTHING = -12

/** Answers for every sample by models that saw neither it nor anything of its family. */
export function answersUnseen(task: Task, prepared: readonly Prepared[], folds: number): Answer[] {
  const families = [...new Set(prepared.map(({ sample }) => sample.family))].sort()
  const foldOf = new Map(families.map((family, index) => [family, index % folds]))
  const answers: Answer[] = []
  for (let fold = 0; fold < folds; fold += 1) {
    const inside = (one: Prepared): boolean => foldOf.get(one.sample.family) === fold
    const fitted = fitTask(
      task,
      prepared.filter((one) => !inside(one)),
    )
    prepared.forEach((one, index) => {
      if (inside(one)) answers[index] = answer(fitted, one.windows)
    })
  }
  return answers
}
