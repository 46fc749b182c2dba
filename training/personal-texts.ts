import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PersonalDataType } from '../src/checks/personal-data/types.ts'
import { readDecisions, readUses } from './corpus.ts'

/** A labelled text of training/corpus/personal-data*.jsonl. */
export interface Line {
  readonly id: string
  readonly service?: string
  readonly voice?: string
  readonly text: string
  readonly spans: readonly {
    readonly type: PersonalDataType
    readonly start: number
    readonly end: number
    readonly value: string
  }[]
}

/** The lines of a labelled file, by its name in training/corpus or by its path. */
export function corpus(file: string): readonly Line[] {
  const path = file.includes('/') ? file : join(import.meta.dirname, 'corpus', file)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}

/** Where names stand in the texts on uses and decisions: a line has a text's key and the places of its names. */
export const OTHER_TEXTS: string = join(import.meta.dirname, 'corpus', 'personal-data-others.txt')

/** What a text is known by in that file. */
export function keyOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** The texts on uses and decisions whose names are known, in the order of the file; a text that has changed is left out. */
export function otherTexts(): readonly Line[] {
  const texts = new Map([...readUses(), ...readDecisions()].map(({ text }) => [keyOfText(text), text]))
  return readFileSync(OTHER_TEXTS, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [key = '', ...places] = line.split(' ')
      const text = texts.get(key)
      if (text === undefined) return []
      const spans = places.map((place) => {
        const [start = 0, end = 0] = place.split('-').map(Number)
        return { type: 'person' as const, start, end, value: text.slice(start, end) }
      })
      return [{ id: key, text, spans }]
    })
}
