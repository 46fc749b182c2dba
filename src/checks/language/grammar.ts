import type { Hit, Matcher } from './matcher.js'
import type { Token } from './tokens.js'

/** Concepts by name, separated by spaces: `rate trait person`. */
type Concepts = string

/** What a combination of concepts is worth. The firmest rule that applies to a sentence gives its score. */
export interface Rule {
  /** All of these in one sentence. */
  readonly when: Concepts
  /** And all of these in it, in the sentence before or in the one after. */
  readonly near?: Concepts
  /** And none of these in the sentence. */
  readonly without?: Concepts
  /** Between 0 and 1. */
  readonly score: number
}

/** Adds to the score when its concepts stand in the sentence or in a neighbour. */
export interface Boost {
  readonly near: Concepts
  readonly add: number
}

/** Multiplies the score: a text that explains, forbids, counts without names or lets a person decide. */
export interface Damper {
  /** Any of these. */
  readonly any: Concepts
  readonly factor: number
  /**
   * `sentence`: in the sentence of the evidence. `passage`: or in a neighbour. `before`: ahead of the evidence, in its
   * sentence or the one before, with no `unless` between: « explique ce qu’est la notation » but not « résume, puis note chacun ».
   */
  readonly reach: 'sentence' | 'passage' | 'before'
  /** Any of these in the passage (for `before`: between) lifts the damping. */
  readonly unless?: Concepts
}

/** How one kind of use is recognised. Names without `/` are of the grammar's own namespace; `shared/x` is shared. */
export interface Grammar {
  readonly namespace: string
  readonly rules: readonly Rule[]
  readonly boosts: readonly Boost[]
  readonly dampers: readonly Damper[]
  /** Concepts whose phrases carry their own negation (« sans relecture ») and are not undone by another before them. */
  readonly immune: Concepts
}

/** A grammar whose concepts are bits. */
export interface CompiledGrammar {
  readonly namespace: string
  /** Bit of each concept of the matcher, -1 where this grammar does not use it. */
  readonly bitOf: Int8Array
  readonly immune: number
  /** All that may be evidence: the union of the rules. */
  readonly evidence: number
  readonly rules: readonly {
    readonly when: number
    readonly near: number
    readonly without: number
    readonly score: number
  }[]
  readonly boosts: readonly { readonly near: number; readonly add: number }[]
  readonly dampers: readonly {
    readonly any: number
    readonly factor: number
    readonly reach: Damper['reach']
    readonly unless: number
  }[]
}

/** Tokens with what was found in them and which are under a negation. */
export interface Reading {
  readonly tokens: readonly Token[]
  readonly hits: readonly Hit[]
  readonly negated: Uint8Array
  /** 1 where a word inside a sentence is written as a name: one capital, then small letters. */
  readonly named: Uint8Array
}

const MAX_BITS = 31

/** Compiles a grammar. Throws RangeError when it names a concept that no lexicon has: a rule that never fires is a fault. */
export function compileGrammar(grammar: Grammar, matcher: Matcher): CompiledGrammar {
  const bitOf = new Int8Array(matcher.concepts.size).fill(-1)
  let bits = 0
  const mask = (names: Concepts | undefined): number => {
    let value = 0
    for (const name of (names ?? '').split(' ').filter((part) => part !== '')) {
      const concept = matcher.concepts.get(name.includes('/') ? name : `${grammar.namespace}/${name}`)
      if (concept === undefined)
        throw new RangeError(`No lexicon has the concept "${name}" of "${grammar.namespace}".`)
      if (bitOf[concept] === -1) {
        bitOf[concept] = bits
        bits += 1
      }
      value |= 1 << (bitOf[concept] ?? 0)
    }
    return value
  }
  const rules = grammar.rules.map((rule) => ({
    when: mask(rule.when),
    near: mask(rule.near),
    without: mask(rule.without),
    score: rule.score,
  }))
  const boosts = grammar.boosts.map((boost) => ({ near: mask(boost.near), add: boost.add }))
  const dampers = grammar.dampers.map(({ any, factor, reach, unless }) => ({
    any: mask(any),
    factor,
    reach,
    unless: mask(unless),
  }))
  const immune = mask(grammar.immune)
  if (bits > MAX_BITS)
    throw new RangeError(`The grammar "${grammar.namespace}" uses more than ${MAX_BITS} concepts.`)
  const evidence = rules.reduce((all, rule) => all | rule.when | rule.near, 0)
  return { namespace: grammar.namespace, bitOf, immune, evidence, rules, boosts, dampers }
}
