import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProhibitedKind } from '../src/charter/charter.ts'

/** What a text of the corpus is. */
export type TextKind = 'declaration' | 'prompt' | 'output' | 'tool'

interface Line {
  readonly text: string
  readonly lang: 'fr' | 'en'
  readonly service: string
  readonly voice: string
}

/** A text about a use, with its one label. */
export interface UseLine extends Line {
  readonly label: ProhibitedKind | 'none'
  readonly kind: TextKind
  readonly style: 'plain' | 'paraphrase' | 'obfuscated' | 'near-miss'
  /** Who wrote it, so that a whole hand can be left out when the classifier is measured. */
  readonly writer: string
}

/** A model's output: does it state a decision on a given person? */
export interface DecisionLine extends Line {
  readonly label: 'individual-decision' | 'none'
  /** The file that it is in: one hand each. */
  readonly writer: string
}

const FOLDER = join(import.meta.dirname, 'corpus')

/** The texts about uses, in the order of the files' names: the same on every machine. */
export function readUses(): UseLine[] {
  return readFolder<UseLine>('uses')
}

/** The outputs with and without decisions. */
export function readDecisions(): DecisionLine[] {
  return readFolder<DecisionLine>('decisions')
}

function readFolder<Read>(name: string): Read[] {
  const folder = join(FOLDER, name)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readLines<Read>(join(folder, file)).map((line) => ({ writer: file, ...line })))
}

function readLines<Read>(path: string): Read[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Read)
}
