import { keyOf } from './key.js'
import { normalise } from './normalise.js'
import type { Token } from './tokens.js'
import { type Vocabulary, vocabularyOf } from './vocabulary.js'

/**
 * Phrases by concept, separated by commas. In a phrase a word may end in `*` (any ending) and `~` stands for up to
 * three words. Articles and « de » are left out in text and lexicon alike.
 */
export type Lexicon = Readonly<Record<string, string>>

/** A phrase found: tokens `first` to `last`, both included. */
export interface Hit {
  readonly concept: number
  readonly first: number
  readonly last: number
}

/** A compiled lexicon. */
export interface Matcher {
  readonly vocabulary: Vocabulary
  /** Number of each concept, by its name in full: `namespace/name`. */
  readonly concepts: ReadonlyMap<string, number>
  /** All phrases in the tokens, one pass. `work.steps` grows by the number of comparisons made. */
  match(tokens: readonly Token[], work: Work): Hit[]
}

/** Comparisons made, so that a test can show that they grow with the length of the text and no faster. */
export interface Work {
  steps: number
}

interface Node {
  readonly next: Map<number, Node>
  gap?: Node
  readonly out: number[]
}

const MAX_GAP = 3
const SKIPPED: ReadonlySet<string> = new Set('de du des d la le les l un une the a an of au aux'.split(' '))

/** Compiles lexicons into one matcher. Concepts of the same namespace and name are merged (French and English). */
export function compileMatcher(
  lexicons: readonly (readonly [namespace: string, lexicon: Lexicon])[],
): Matcher {
  const words = new Map<string, number>()
  const concepts = new Map<string, number>()
  const root: Node = { next: new Map(), out: [] }
  for (const [namespace, lexicon] of lexicons) {
    for (const [shortName, phrases] of Object.entries(lexicon)) {
      const name = `${namespace}/${shortName}`
      if (!concepts.has(name)) concepts.set(name, concepts.size)
      const concept = concepts.get(name) ?? 0
      for (const phrase of phrases.split(',')) addPhrase(root, words, wordsOf(phrase), concept)
    }
  }
  const vocabulary = vocabularyOf([...words.keys()])
  return { vocabulary, concepts, match: (tokens, work) => matchAll(root, vocabulary, tokens, work) }
}

/** The words of a phrase as keys, parted at every sign and folded like the text is. */
function wordsOf(phrase: string): string[] {
  const words = normalise(phrase)
    .text.split(/[^a-z0-9*~]+/)
    .filter((word) => word !== '')
  // « refuse de » would match every « refuse »: an entry must not promise more than it keeps.
  if (SKIPPED.has(words.at(-1) ?? ''))
    throw new RangeError(`The lexicon phrase "${phrase.trim()}" ends in a word that is not read.`)
  return words
    .filter((word) => !SKIPPED.has(word))
    .map((word) => (word === '~' ? word : word.endsWith('*') ? `${keyOf(word.slice(0, -1))}*` : keyOf(word)))
}

function addPhrase(root: Node, words: Map<string, number>, phrase: readonly string[], concept: number): void {
  if (phrase.length === 0) return
  let node = root
  for (const word of phrase) {
    if (word === '~') {
      node.gap ??= { next: new Map(), out: [] }
      node = node.gap
      continue
    }
    const id = words.get(word) ?? words.size
    words.set(word, id)
    const next = node.next.get(id) ?? { next: new Map(), out: [] }
    node.next.set(id, next)
    node = next
  }
  if (!node.out.includes(concept)) node.out.push(concept)
}

interface Search {
  readonly tokens: readonly Token[]
  readonly ids: readonly (readonly number[])[]
  readonly hits: Hit[]
  readonly work: Work
}

function matchAll(root: Node, vocabulary: Vocabulary, tokens: readonly Token[], work: Work): Hit[] {
  const search: Search = { tokens, ids: tokens.map((token) => vocabulary.lookup(token.key)), hits: [], work }
  for (let at = 0; at < tokens.length; at += 1) {
    work.steps += 1
    if ((search.ids[at]?.length ?? 0) > 0) step(search, root, at, at)
  }
  return search.hits
}

/** Follows the phrases that go on with the token at `at`. Depth is bounded by the longest phrase, width by the lexicon. */
function step(search: Search, node: Node, first: number, at: number): void {
  for (const id of search.ids[at] ?? []) {
    search.work.steps += 1
    const next = node.next.get(id)
    if (next === undefined) continue
    for (const concept of next.out) search.hits.push({ concept, first, last: at })
    if (next.next.size > 0) {
      const following = nextContent(search, at + 1, first)
      if (following > 0) step(search, next, first, following)
    }
    if (next.gap !== undefined) {
      let following = nextContent(search, at + 1, first)
      for (let gap = 0; gap <= MAX_GAP && following > 0; gap += 1) {
        step(search, next.gap, first, following)
        following = nextContent(search, following + 1, first)
      }
    }
  }
}

/** Index of the next word that is not an article, in the same sentence; 0 if there is none. */
function nextContent(search: Search, from: number, first: number): number {
  const sentence = search.tokens[first]?.sentence
  let at = from
  for (let skipped = 0; skipped < 4; skipped += 1) {
    const token = search.tokens[at]
    if (token === undefined || token.sentence !== sentence) return 0
    if (!SKIPPED.has(token.key)) return at
    at += 1
  }
  return 0
}
