import { LEET } from './fold-tables.js'
import { keyOf } from './key.js'
import type { NormalisedText } from './normalise.js'
import { partSpacedWord } from './spaced-letters.js'
import type { Vocabulary } from './vocabulary.js'

/** One word as it is matched. */
export interface Token {
  /** Folded spelling: see {@link keyOf}. */
  readonly key: string
  /** Where it stands in the normalised text. */
  readonly from: number
  readonly to: number
  /** Rises at the end of a sentence or line. */
  readonly sentence: number
  /** Rises at every comma, colon, bracket and sentence end. */
  readonly clause: number
}

/** A sentence longer than this is parted, so that what is read together stays bounded. */
const MAX_SENTENCE_TOKENS = 60
const MIN_SPACED_LETTERS = 4

interface Reader {
  readonly source: NormalisedText
  readonly vocabulary: Vocabulary
  readonly tokens: Token[]
  sentence: number
  clause: number
  tokensInSentence: number
}

/** Parts a normalised text into words, sentences and clauses. Sentence numbers go up from `firstSentence`. */
export function tokenise(source: NormalisedText, vocabulary: Vocabulary, firstSentence: number): Token[] {
  const reader: Reader = {
    source,
    vocabulary,
    tokens: [],
    sentence: firstSentence,
    clause: 0,
    tokensInSentence: 0,
  }
  const { text } = source
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (!isWord(code)) {
      readSign(reader, code, at)
      at += 1
      continue
    }
    const spacedEnd = spacedWordEnd(text, at)
    if (spacedEnd > 0) {
      for (const word of partSpacedWord(text, at, spacedEnd, vocabulary))
        push(reader, word.key, word.from, word.to)
      at = spacedEnd
      continue
    }
    let to = at + 1
    while (to < text.length && isWord(text.charCodeAt(to))) to += 1
    push(reader, wordKey(reader, at, to), at, to)
    at = to
  }
  return reader.tokens
}

function wordKey(reader: Reader, from: number, to: number): string {
  const word = reader.source.text.slice(from, to)
  const plain = keyOf(word)
  if (!hasDigitAndLetter(word)) {
    // « M. » before a name: the only word whose full stop is part of it.
    return word === 'm' && reader.source.text.charAt(to) === '.' ? 'mr' : plain
  }
  const asI = keyOf(unleet(word))
  if (!asI.includes('i') || reader.vocabulary.lookup(asI).length > 0) return asI
  const asL = keyOf(unleet(word.replaceAll('1', 'l')))
  return reader.vocabulary.lookup(asL).length > 0 ? asL : asI
}

function unleet(word: string): string {
  let letters = ''
  for (const sign of word) letters += LEET.get(sign) ?? sign
  return letters
}

function push(reader: Reader, key: string, from: number, to: number): void {
  if (reader.tokensInSentence >= MAX_SENTENCE_TOKENS) endSentence(reader)
  reader.tokens.push({ key, from, to, sentence: reader.sentence, clause: reader.clause })
  reader.tokensInSentence += 1
}

function readSign(reader: Reader, code: number, at: number): void {
  const sign = String.fromCharCode(code)
  if (sign === '\n' || sign === '!' || sign === '?') endSentence(reader)
  else if (sign === '.') {
    const next = reader.source.text.charCodeAt(at + 1)
    const last = reader.tokens.at(-1)
    // Not an ending: « M. Durand », « 3.14 », « module.appel ».
    const abbreviates = last !== undefined && last.to === at && last.to - last.from === 1
    if (!isWord(next) && !abbreviates) endSentence(reader)
  } else if (',;:()[]{}«»"'.includes(sign)) reader.clause += 1
}

function endSentence(reader: Reader): void {
  reader.clause += 1
  if (reader.tokensInSentence > 0) reader.sentence += 1
  reader.tokensInSentence = 0
}

/** End of a word written « s c o r e », or 0. Letters stand one space apart; a wider gap ends the word. */
function spacedWordEnd(text: string, from: number): number {
  if (isWord(text.charCodeAt(from + 1)) || isWord(text.charCodeAt(from - 1))) return 0
  let letters = 1
  let at = from + 1
  while (isGap(text.charCodeAt(at)) && isWord(text.charCodeAt(at + 1)) && !isWord(text.charCodeAt(at + 2))) {
    letters += 1
    at += 2
  }
  return letters >= MIN_SPACED_LETTERS ? at : 0
}

/** What stands between the letters of a spaced word: space, hyphen, full stop, underscore, star. */
function isGap(code: number): boolean {
  return code === 32 || code === 45 || code === 46 || code === 95 || code === 42
}

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || isDigit(code) || code > 0x7f
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function hasDigitAndLetter(word: string): boolean {
  let digit = false
  let letter = false
  for (let at = 0; at < word.length; at += 1) {
    if (isDigit(word.charCodeAt(at))) digit = true
    else letter = true
  }
  return digit && letter
}
