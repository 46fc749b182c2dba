import { remember, WORDS } from '../../internal/remember.js'
import type { Reading } from '../language/grammar.js'
import type { Matcher } from '../language/matcher.js'
import { finish, hashNumber, hashText } from './hash.js'

/** What a text is, as far as the classifier tells kinds apart. */
export type TextKind = 'declaration' | 'prompt' | 'output' | 'tool'

/** Families of features; each is normalised by itself, so that many letters do not drown few concepts. */
export const GROUPS = { words: 0, letters: 1, concepts: 2, fields: 3 } as const

/** How many families there are. */
export const GROUP_COUNT = 4

/** A feature is `group << GROUP_SHIFT | index`, with an index of this many bits. A model's table has fewer rows. */
export const GROUP_SHIFT = 24

/** The namespace of the semantic fields among a matcher's concepts: see the lexicons of this folder. */
export const FIELD_NAMESPACE = 'field'

/** What turns readings into features: hashes of the matcher's concepts by their full name, whatever their order. */
export interface FeatureSpace {
  readonly conceptHash: Uint32Array
  readonly conceptGroup: Uint8Array
}

/** The features of a block, sentence by sentence. */
export interface BlockFeatures {
  /** Features of all sentences, one after the other, with repetitions. */
  readonly values: Uint32Array
  readonly sentences: readonly SentenceFeatures[]
}

/** Where a sentence's tokens and features are: `first` to `last` included, `from` to `to` excluded. */
export interface SentenceFeatures {
  readonly first: number
  readonly last: number
  readonly from: number
  readonly to: number
}

/** The words that carry least, left out of pairs at a distance. Keys, as tokens have them. */
const LIGHT: ReadonlySet<string> = new Set(
  'de du des d la le les l un une the a an of au aux et and to en'.split(' '),
)
const SHORTEST = 3
const LONGEST = 5
const REACH = 3
const OPENING = 3

/** Prepares the features over a matcher's concepts. */
export function featureSpace(matcher: Matcher): FeatureSpace {
  const conceptHash = new Uint32Array(matcher.concepts.size)
  const conceptGroup = new Uint8Array(matcher.concepts.size)
  for (const [name, concept] of matcher.concepts) {
    conceptHash[concept] = finish(hashText(name))
    conceptGroup[concept] = name.startsWith(`${FIELD_NAMESPACE}/`) ? GROUPS.fields : GROUPS.concepts
  }
  return { conceptHash, conceptGroup }
}

interface Writer {
  readonly space: FeatureSpace
  readonly reading: Reading
  readonly kind: number
  readonly words: readonly Word[]
  values: Uint32Array<ArrayBuffer>
  length: number
  hit: number
}

/** The features of every sentence of a reading. Linear in tokens and hits. */
export function blockFeatures(space: FeatureSpace, reading: Reading, kind: TextKind): BlockFeatures {
  const { tokens } = reading
  const writer: Writer = {
    space,
    reading,
    kind: hashText(kind),
    words: tokens.map((token) => wordOf(token.key)),
    values: new Uint32Array(tokens.length * 40 + 64),
    length: 0,
    hit: 0,
  }
  const sentences: SentenceFeatures[] = []
  for (let first = 0; first < tokens.length; ) {
    const sentence = tokens[first]?.sentence
    let last = first
    while (tokens[last + 1]?.sentence === sentence && last + 1 < tokens.length) last += 1
    const from = writer.length
    writeWords(writer, first, last)
    writeConcepts(writer, first, last)
    sentences.push({ first, last, from, to: writer.length })
    first = last + 1
  }
  return { values: writer.values.subarray(0, writer.length), sentences }
}

/** What is the same wherever a word stands: the hash of its shape, and the finished hashes of its stretches of letters. */
interface Word {
  readonly hash: number
  readonly letters: Uint32Array
  readonly light: boolean
}

const wordOf = remember(
  (key): Word => ({ hash: hashText(shapeOf(key)), letters: lettersOf(key), light: LIGHT.has(key) }),
  WORDS,
)

/** A number counts by its length: nothing is learnt from one year or one amount. */
function shapeOf(key: string): string {
  return /^\d+$/.test(key) ? `#${Math.min(key.length, LONGEST)}` : key
}

function write(writer: Writer, group: number, hash: number): void {
  writeFinished(writer, group, finish(hash))
}

function writeFinished(writer: Writer, group: number, hash: number): void {
  if (writer.length === writer.values.length) {
    const values = new Uint32Array(writer.values.length * 2)
    values.set(writer.values)
    writer.values = values
  }
  writer.values[writer.length] = (group << GROUP_SHIFT) | (hash >>> (32 - GROUP_SHIFT))
  writer.length += 1
}

/** Salts: the same words make other features alone, in a row, at a distance, at the start. */
const SALT = {
  word: 11,
  kind: 12,
  opening: 13,
  row: 17,
  letters: 18,
  concept: 19,
  beside: 21,
  name: 22,
} as const

function writeWords(writer: Writer, first: number, last: number): void {
  const { reading, words, kind } = writer
  for (let at = first; at <= last; at += 1) {
    const word = words[at]
    if (word === undefined) break
    const { hash, letters, light } = word
    write(writer, GROUPS.words, hashNumber(SALT.word, hash))
    if (!light) write(writer, GROUPS.words, hashNumber(SALT.kind, hash ^ kind))
    if (at < OPENING) write(writer, GROUPS.words, hashNumber(SALT.opening, hash))
    for (let step = 1; step <= REACH && at + step <= last; step += 1) {
      const other = words[at + step]
      if (other === undefined || (step > 1 && (light || other.light))) continue
      write(writer, GROUPS.words, hashNumber(SALT.row + step * 64, Math.imul(hash, 31) ^ other.hash))
    }
    if (reading.named[at] === 1) writeName(writer, at, first, last)
    for (const stretch of letters) writeFinished(writer, GROUPS.letters, stretch)
  }
}

/** That there is a name, and between which words: « dossier Benhamou », « M. Osei ». */
function writeName(writer: Writer, at: number, first: number, last: number): void {
  const { words, kind } = writer
  write(writer, GROUPS.words, hashNumber(SALT.name))
  write(writer, GROUPS.words, hashNumber(SALT.name, kind))
  if (at > first) write(writer, GROUPS.words, hashNumber(SALT.name + 64, words[at - 1]?.hash ?? 0))
  if (at < last) write(writer, GROUPS.words, hashNumber(SALT.name + 128, words[at + 1]?.hash ?? 0))
}

/** Finished hashes of the stretches of three to five letters, the word's ends marked. */
function lettersOf(key: string): Uint32Array {
  const stretches: number[] = []
  for (let from = -1; from <= key.length - SHORTEST + 1; from += 1) {
    let hash = hashNumber(SALT.letters)
    for (let size = 1; size <= LONGEST && from + size <= key.length + 1; size += 1) {
      const at = from + size - 1
      const code = at < 0 ? 94 : at >= key.length ? 36 : key.charCodeAt(at)
      hash = Math.imul(hash ^ code, 0x01000193)
      if (size >= SHORTEST) stretches.push(finish(hash))
    }
  }
  return Uint32Array.from(stretches)
}

function writeConcepts(writer: Writer, first: number, last: number): void {
  const { reading, space, words, kind } = writer
  const seen: [Set<number>, Set<number>] = [new Set(), new Set()]
  for (; writer.hit < reading.hits.length; writer.hit += 1) {
    const hit = reading.hits[writer.hit]
    if (hit === undefined || hit.first > last) break
    if (hit.first < first) continue
    const group = space.conceptGroup[hit.concept] ?? GROUPS.concepts
    const hash = hashNumber(reading.negated[hit.first] ?? 0, space.conceptHash[hit.concept])
    const known = seen[group === GROUPS.fields ? 1 : 0]
    if (!known.has(hash)) {
      write(writer, group, hashNumber(SALT.concept, hash))
      write(writer, group, hashNumber(SALT.kind, hash ^ kind))
      known.add(hash)
    }
    for (const step of [-1, 1, 2]) {
      const at = hit.first + step
      if (at >= first && at <= last)
        write(
          writer,
          group,
          hashNumber(SALT.beside + step * 64, Math.imul(hash, 31) ^ (words[at]?.hash ?? 0)),
        )
    }
  }
}
