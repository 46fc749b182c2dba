import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const training = join(import.meta.dirname, '..', '..', 'training')

/** Letters and digits only: the same words in other clothes are the same text. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')

function textsIn(folder: string): string[] {
  return readdirSync(join(training, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(training, folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => bare((JSON.parse(line) as { text: string }).text))
}

describe('the texts that measure detection', () => {
  test('are never among those that it was trained on', () => {
    const held = textsIn('held-out')
    const learnt = new Set(textsIn('corpus'))
    expect(held.length).toBeGreaterThan(700)
    expect(learnt.size).toBeGreaterThan(10_000)
    expect(held.filter((text) => learnt.has(text))).toEqual([])
  })
})
