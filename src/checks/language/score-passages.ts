import type { CompiledGrammar, Reading } from './grammar.js'
import type { Hit } from './matcher.js'

/** The best-scored passage of a reading under one grammar. */
export interface Scored {
  readonly score: number
  /** Tokens of the evidence, both included. */
  readonly first: number
  readonly last: number
}

/** The highest score that evidence, boosts and dampers may reach: rules alone are never certain. */
const CEILING = 0.97

interface Sentence {
  mask: number
  readonly hits: (Hit & { readonly bit: number })[]
}

/** Scores every sentence with its neighbours and keeps the best. Linear in tokens and hits. Undefined when nothing was found. */
export function scorePassages(reading: Reading, grammar: CompiledGrammar): Scored | undefined {
  const sentences = gather(reading, grammar)
  if (sentences === undefined) return undefined
  let best: Scored | undefined
  sentences.list.forEach((sentence, index) => {
    if (sentence === undefined || (sentence.mask & grammar.evidence) === 0) return
    const previous = sentences.list[index - 1]
    const passage = sentence.mask | (previous?.mask ?? 0) | (sentences.list[index + 1]?.mask ?? 0)
    const rule = bestRule(sentence.mask, passage, grammar)
    if (rule === undefined) return
    const evidence = evidenceOf(sentence, rule.mask)
    if (evidence === undefined) return
    let score = rule.score
    for (const boost of grammar.boosts) if ((passage & boost.near) === boost.near) score += boost.add
    score =
      Math.min(score, CEILING) * damping({ sentence, previous, passage, first: evidence.first }, grammar)
    if (best === undefined || score > best.score) best = { score, ...evidence }
  })
  return best
}

function gather(
  reading: Reading,
  grammar: CompiledGrammar,
): { readonly list: (Sentence | undefined)[] } | undefined {
  const offset = reading.tokens[0]?.sentence
  if (offset === undefined) return undefined
  const list: (Sentence | undefined)[] = []
  for (const hit of reading.hits) {
    const bit = grammar.bitOf[hit.concept] ?? -1
    if (bit < 0) continue
    if (reading.negated[hit.first] === 1 && (grammar.immune & (1 << bit)) === 0) continue
    const index = (reading.tokens[hit.first]?.sentence ?? offset) - offset
    const sentence = list[index] ?? { mask: 0, hits: [] }
    list[index] = sentence
    sentence.mask |= 1 << bit
    sentence.hits.push({ ...hit, bit })
  }
  return list.length === 0 ? undefined : { list }
}

function bestRule(
  mask: number,
  passage: number,
  grammar: CompiledGrammar,
): { readonly score: number; readonly mask: number } | undefined {
  let best: { readonly score: number; readonly mask: number } | undefined
  for (const rule of grammar.rules) {
    if (
      (mask & rule.when) !== rule.when ||
      (passage & rule.near) !== rule.near ||
      (mask & rule.without) !== 0
    )
      continue
    if (best === undefined || rule.score > best.score)
      best = { score: rule.score, mask: rule.when | rule.near }
  }
  return best
}

/** The stretch from the first to the last hit of the rule inside the sentence. */
function evidenceOf(
  sentence: Sentence,
  mask: number,
): { readonly first: number; readonly last: number } | undefined {
  let first = Number.POSITIVE_INFINITY
  let last = -1
  for (const hit of sentence.hits) {
    if ((mask & (1 << hit.bit)) === 0) continue
    first = Math.min(first, hit.first)
    last = Math.max(last, hit.last)
  }
  return last < 0 ? undefined : { first, last }
}

interface Place {
  readonly sentence: Sentence
  readonly previous: Sentence | undefined
  readonly passage: number
  readonly first: number
}

function damping(place: Place, grammar: CompiledGrammar): number {
  let factor = 1
  for (const damper of grammar.dampers) {
    const applies =
      damper.reach === 'before'
        ? governs(place, damper.any, damper.unless)
        : ((damper.reach === 'sentence' ? place.sentence.mask : place.passage) & damper.any) !== 0 &&
          (place.passage & damper.unless) === 0
    if (applies) factor *= damper.factor
  }
  return factor
}

/** True when a word of `any` stands ahead of the evidence and no word of `unless` comes between. */
function governs(place: Place, any: number, unless: number): boolean {
  const before = [
    ...(place.previous?.hits ?? []),
    ...place.sentence.hits.filter((hit) => hit.first <= place.first),
  ]
  let governed = false
  for (const hit of before) {
    if ((any & (1 << hit.bit)) !== 0) governed = true
    else if ((unless & (1 << hit.bit)) !== 0) governed = false
  }
  return governed
}
