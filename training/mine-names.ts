import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode, nameContext } from '../src/checks/personal-data/persons/find-persons.ts'
import { unpackModel } from '../src/checks/personal-data/persons/model.ts'
import { WEIGHT_UNIT, WEIGHTS } from '../src/checks/personal-data/persons/weights.ts'
import { columnHeads } from '../src/checks/personal-data/text/columns.ts'
import { findPatterns } from '../src/checks/personal-data/text/find-patterns.ts'
import { scan } from '../src/checks/personal-data/text/tokens.ts'
import { wordTable } from '../src/checks/personal-data/text/word-table.ts'
import { readDecisions, readUses } from './corpus.ts'
import { keyOfText, OTHER_TEXTS } from './personal-texts.ts'

// Usage: node training/mine-names.ts
// Labels the names in the texts on uses and decisions with the weights as they are, and writes where they stand to
// training/corpus/personal-data-others.txt. Texts with a doubt are left out; what is in names/not-names.txt is none.

/** A hit below this may be anything. */
const LEAST = 0.1
/** From here on the reader is right nearly always: the list was looked through. */
const SURE = 0.8

const folder = join(import.meta.dirname, 'names')
const notNames = new Set(
  readFileSync(join(folder, 'not-names.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
)
const words = wordTable()
const model = unpackModel(WEIGHTS, WEIGHT_UNIT)
const lines = new Map<string, string>()
for (const { text } of [...readUses(), ...readDecisions()]) {
  const tokens = scan(text, words)
  const columns = columnHeads(tokens, words)
  const { hits } = findPatterns({ tokens, columns, words, ibans: undefined })
  const found = decode(nameContext({ tokens, columns, hits }), model, LEAST)
    .filter(({ start, end }) => !notNames.has(text.slice(start, end).trim()))
    // « Osei's »: the ending is no part of the name.
    .map((hit) => ({ ...hit, end: hit.end - (/['’]s$/.test(text.slice(hit.start, hit.end)) ? 2 : 0) }))
  if (found.some(({ score }) => score < SURE)) continue
  const key = keyOfText(text)
  lines.set(key, [key, ...found.map(({ start, end }) => `${start}-${end}`)].join(' '))
}
writeFileSync(OTHER_TEXTS, `${[...lines.values()].sort().join('\n')}\n`)
console.log(
  `${lines.size} texts, ${[...lines.values()].filter((line) => line.includes(' ')).length} with names`,
)
