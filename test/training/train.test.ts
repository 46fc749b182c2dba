import { describe, expect, test } from 'vitest'
import { buildModel } from '../../training/build-model.js'
import { readDecisions, readUses } from '../../training/corpus.js'
import { randomFrom, shuffled } from '../../training/random.js'
import { decisionsJob, type Job, usesJob } from '../../training/tasks.js'

/** A job on few texts and few buckets, so that it takes a moment. */
function small(job: Job): Job {
  return { ...job, task: { ...job.task, fit: { ...job.task.fit, bits: 12, epochs: 2 } } }
}

const everyNth = <Item>(items: readonly Item[], step: number): Item[] =>
  items.filter((_, index) => index % step === 0)

// It learns four times: a moment on a machine of one's own, more beside others.
describe('training', { timeout: 120_000 }, () => {
  test('gives the same bytes for the same corpus and seed', () => {
    const uses = (): string => buildModel(small(usesJob(everyNth(readUses(), 120))))
    const decisions = (): string => buildModel(small(decisionsJob(everyNth(readDecisions(), 60))))
    expect(uses()).toBe(uses())
    expect(decisions()).toBe(decisions())
  })

  test('gives other bytes for another seed', () => {
    const job = small(decisionsJob(everyNth(readDecisions(), 60)))
    const other = { ...job, task: { ...job.task, fit: { ...job.task.fit, seed: 1 } } }
    expect(buildModel(other)).not.toBe(buildModel(job))
  })
})

describe('the corpus', () => {
  test('has a label, a kind, a language and a hand on every line, and no text twice', () => {
    const lines = readUses()
    for (const line of lines) {
      expect(line.text.trim()).not.toBe('')
      expect(line.writer).not.toBe('')
      expect(['fr', 'en']).toContain(line.lang)
      expect(['declaration', 'prompt', 'output', 'tool']).toContain(line.kind)
    }
    expect(new Set(lines.map(({ text, kind }) => `${kind} ${text}`)).size).toBe(lines.length)
  })
})

describe('the numbers that decide the order', () => {
  test('are the same for the same seed and leave nothing out', () => {
    const items = Array.from({ length: 50 }, (_, index) => index)
    expect(shuffled(items, randomFrom(3))).toEqual(shuffled(items, randomFrom(3)))
    expect(shuffled(items, randomFrom(3))).not.toEqual(shuffled(items, randomFrom(4)))
    expect([...shuffled(items, randomFrom(3))].sort((a, b) => a - b)).toEqual(items)
  })
})
