import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { allLocales } from '@faker-js/faker'
import { plainSpelling } from '../src/checks/personal-data/text/spelling.ts'
import { isHeldOut } from './split.ts'

// Usage: node training/build-names.ts
// Writes src/checks/personal-data/data/*.ts: lists of plain spellings, sorted, from packages of names (devDependencies)
// and from training/names. Run again when one of them changes.

const require = createRequire(import.meta.url)
const root = join(import.meta.dirname, '..')
const folder = join(root, 'src', 'checks', 'personal-data', 'data')

type Dictionary = Readonly<Record<string, readonly string[]>>
const french = (require('@zxcvbn-ts/language-fr') as { readonly dictionary: Dictionary }).dictionary
const english = (require('@zxcvbn-ts/language-en') as { readonly dictionary: Dictionary }).dictionary
const frenchWords = spelled(require('an-array-of-french-words') as readonly string[])
const englishWords = spelled(require('an-array-of-english-words') as readonly string[])

/** Family names of the American census beyond the most frequent ones are mostly words. */
const MOST_ENGLISH_SURNAMES = 3500
const MOST_FRENCH_WORDS = 28_000
const MOST_ENGLISH_WORDS = 20_000

function spelled(words: Iterable<string>): Set<string> {
  const found = new Set<string>()
  for (const word of words) {
    for (const part of plainSpelling(word).split(/[^a-z]+/))
      if (part.length > 1 || part === 'y') found.add(part)
  }
  return found
}

function own(file: string): readonly string[] {
  const lines = readFileSync(join(root, 'training', 'names', file), 'utf8').split('\n')
  return lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(/\s+/))
}

function values(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry]
  if (Array.isArray(entry)) return entry.flatMap(values)
  return typeof entry === 'object' && entry !== null ? Object.values(entry).flatMap(values) : []
}

/** Locales in other scripts, made up, or that repeat another one. */
const LEFT_OUT = new Set(['base', 'en_BORK', 'id_ID', 'eo', 'en_AU_ocker', 'en_HK', 'th', 'ko', 'ja'])

function fromLocales(part: 'first_name' | 'last_name'): readonly string[] {
  return Object.entries(allLocales)
    .filter(([locale]) => !LEFT_OUT.has(locale))
    .flatMap(([, definition]) => values(definition.person?.[part]))
    .filter((name) => /^[\p{Script=Latin}\p{M}' -]+$/u.test(name))
}

interface CorpusLine {
  readonly service?: string
  readonly voice?: string
  readonly text: string
  readonly spans: readonly { readonly start: number; readonly end: number }[]
}

// Words of the held-out texts stay out, so that a measure on them means something.
const corpusWords = spelled(
  ['personal-data.jsonl']
    .map((file) => readFileSync(join(root, 'training', 'corpus', file), 'utf8'))
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusLine)
    .filter((line) => !isHeldOut(line))
    .flatMap(({ text, spans }) => {
      let left = text
      for (const span of spans)
        left = left.slice(0, span.start) + ' '.repeat(span.end - span.start) + left.slice(span.end)
      return left.match(/(?<![\p{L}\p{M}])\p{Ll}[\p{Ll}\p{M}]+(?![\p{L}])/gu) ?? []
    })
    .filter((word) => frenchWords.has(plainSpelling(word)) || englishWords.has(plainSpelling(word))),
)

// The package's two files are swapped: its `lastnames` hold first names.
const firstNames = spelled([
  ...own('first-names.txt'),
  ...(french['lastnames-fr'] ?? []),
  ...(english['firstnames-en'] ?? []),
  ...fromLocales('first_name'),
])
const surnames = spelled([
  ...own('surnames.txt'),
  ...(french['firstnames-fr'] ?? []),
  ...(english['lastnames-en'] ?? []).slice(0, MOST_ENGLISH_SURNAMES),
  ...fromLocales('last_name'),
])
const frequentFrench = [...spelled(french['commonWords-fr'] ?? [])].filter((word) => frenchWords.has(word))
const frequentEnglish = [...spelled(english['commonWords-en'] ?? [])].filter((word) => englishWords.has(word))
const common = new Set([
  ...spelled(own('words.txt')),
  ...frequentFrench.slice(0, MOST_FRENCH_WORDS),
  ...frequentEnglish.slice(0, MOST_ENGLISH_WORDS),
  ...corpusWords,
])
// A word of the dictionaries that is also a name is only kept as one when a list of words knows it too.
const places = spelled(own('places.txt'))
for (const particle of [
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'el',
  'al',
  'ben',
  'bin',
  'da',
  'do',
  'dos',
  'van',
  'von',
  'der',
  'den',
  'di',
  'del',
  'en',
  'sur',
  'sous',
  'et',
  'ten',
  'ter',
  'saint',
  'sainte',
  'st',
  'grand',
  'or',
  'une',
  'un',
]) {
  firstNames.delete(particle)
  surnames.delete(particle)
  places.delete(particle)
}

mkdirSync(folder, { recursive: true })
write('first-names', 'FIRST_NAMES', firstNames, 'First names of many languages')
write('surnames', 'SURNAMES', surnames, 'Surnames of many languages')
write('common-words', 'COMMON_WORDS', common, 'Everyday words, French and English')
write('places', 'PLACES', places, 'Words of the names of towns, regions and countries')

/** Each word as one sign for how many letters it shares with the one before, and the rest of its letters. */
function frontCoded(sorted: readonly string[]): string {
  let before = ''
  return sorted
    .map((word) => {
      let shared = 0
      while (shared < 35 && shared < word.length && word[shared] === before[shared]) shared++
      before = word
      return shared.toString(36).toUpperCase() + word.slice(shared)
    })
    .join('')
}

function write(file: string, name: string, words: ReadonlySet<string>, what: string): void {
  const sorted = [...words].filter((word) => /^[a-z]+$/.test(word)).sort()
  const text = `// Written by training/build-names.ts. See docs/personal-data-sources.md for where the words come from.

/** ${what}, ${sorted.length.toLocaleString('en')} of them, in plain spelling and front-coded: see text/unpack-words.ts. */
export const ${name}: string =
  '${frontCoded(sorted)}'
`
  writeFileSync(join(folder, `${file}.ts`), text)
  console.log(file, sorted.length, text.length)
}
