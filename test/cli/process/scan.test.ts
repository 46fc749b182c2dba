import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyProject } from './project.js'

const held = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'training', 'held-out', `${name}.jsonl`), 'utf8')

const lines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const SCORING =
  'Attribuer à chaque habitant une note de civisme selon son comportement, pour classer les demandes.'

describe('garde-fou scan uses', () => {
  test('answers each line in its order, with label, score, action and findings that quote nothing', async () => {
    const input = [
      { id: 'a', text: SCORING, kind: 'declaration', lang: 'fr' },
      { id: 2, text: 'Quels sont les horaires de la piscine ?' },
    ]
    const { code, stdout, stderr } = await emptyProject().run(['scan', 'uses'], {
      input: input.map((line) => JSON.stringify(line)).join('\n'),
    })
    expect([code, stderr]).toEqual([0, ''])
    const [first, second] = lines(stdout)
    expect(first).toMatchObject({ id: 'a', label: 'social-scoring', action: 'refuse' })
    const finding = { clause: 'prohibition:social-scoring', span: { part: 'text' } }
    expect(first?.['findings']).toMatchObject([
      { ...finding, layer: 'classifier', message: { fr: expect.any(String) } },
      { ...finding, layer: 'rules', message: { fr: expect.any(String) } },
    ])
    expect(second).toMatchObject({ id: 2, label: 'none', action: 'pass', findings: [] })
    expect(stdout).not.toContain('habitant une note')
  })

  test('names each line that cannot be read without quoting it, goes on, and ends with 2', async () => {
    const input = [
      '{"id":"a","text":"secret"',
      '{"id":"b"}',
      '[]',
      '{"id":"c","text":"Bonjour","kind":"poem"}',
    ]
    const { code, stdout, stderr } = await emptyProject().run(['scan', 'uses'], {
      input: [...input, '', JSON.stringify({ id: 'd', text: 'Bonjour' })].join('\r\n'),
    })
    expect(code).toBe(2)
    expect(lines(stdout)).toMatchObject([
      { line: 1, error: { code: 'ERR_LINE_JSON' } },
      { line: 2, error: { code: 'ERR_LINE_SHAPE', message: expect.stringContaining('text') } },
      { line: 3, error: { code: 'ERR_LINE_SHAPE' } },
      { line: 4, error: { code: 'ERR_LINE_SHAPE', message: expect.stringContaining('kind') } },
      { id: 'd', label: 'none' },
    ])
    expect(stderr).toContain('4 lines')
    expect(stdout + stderr).not.toContain('secret')
  })

  test('answers nothing to nothing', async () => {
    expect(await emptyProject().run(['scan', 'uses'], { input: '' })).toMatchObject({ code: 0, stdout: '' })
  })
})

describe('garde-fou scan decisions', () => {
  test('tells a decision on a person from a general rule', async () => {
    const texts = [
      'Madame, votre demande d’aide est refusée : vos ressources dépassent le plafond.',
      'Le guichet est ouvert du lundi au vendredi de 9 h à 17 h.',
    ]
    const { code, stdout } = await emptyProject().run(['scan', 'decisions'], {
      input: texts.map((text, id) => JSON.stringify({ id, text })).join('\n'),
    })
    expect(code).toBe(0)
    expect(lines(stdout)).toMatchObject([
      { id: 0, label: 'individual-decision', action: 'hold' },
      { id: 1, label: 'none', action: 'pass' },
    ])
  })
})

describe('garde-fou scan personal-data', () => {
  test('gives types and places in UTF-16 code units, and no value', async () => {
    const text = '👋 Rappeler Mme Etcheverry au 06 39 98 14 02'
    const input = [
      { id: 'a', text, lang: 'fr' },
      { id: 'b', text: 'Le guichet ouvre à 9 h.' },
    ]
    const { code, stdout } = await emptyProject().run(['scan', 'personal-data'], {
      input: input.map((line) => JSON.stringify(line)).join('\n'),
    })
    const span = (type: string, value: string): object => ({
      type,
      start: text.indexOf(value),
      end: text.indexOf(value) + value.length,
      score: expect.any(Number),
    })
    expect(code).toBe(0)
    expect(lines(stdout)).toEqual([
      { id: 'a', spans: [span('person', 'Etcheverry'), span('phone', '06 39 98 14 02')] },
      { id: 'b', spans: [] },
    ])
    expect(stdout).not.toMatch(/Etcheverry|98 14/)
  })

  test('reads a megabyte on a line, hostile signs and lone surrogates', async () => {
    const texts = ['é'.repeat(1_000_000), '\ud800 Mme \u0000\u202e Durand @@@ +33', '']
    const { code, stdout } = await emptyProject().run(['scan', 'personal-data'], {
      input: texts.map((text, id) => JSON.stringify({ id, text })).join('\n'),
    })
    expect(code).toBe(0)
    expect(lines(stdout).map(({ id }) => id)).toEqual([0, 1, 2])
  })
})

describe('garde-fou evaluate', () => {
  test('scores what scan found on texts that nothing was trained on', async () => {
    const project = emptyProject()
    project.write('gold.jsonl', held('uses'))
    const { stdout } = await project.run(['scan', 'uses'], { input: held('uses') })
    project.write('found.jsonl', stdout)
    const report = await project.json(['evaluate', 'gold.jsonl', 'found.jsonl'])
    expect(report).toMatchObject({
      texts: 400,
      stopped: { of: 180 },
      touched: { of: 220 },
      stoppedByStyle: { paraphrase: { of: 62 }, obfuscated: { of: 57 }, plain: { of: 61 } },
    })
    const table = await project.run(['evaluate', 'gold.jsonl', 'found.jsonl'])
    expect(table.code).toBe(0)
    expect(table.stdout).toMatch(/^400 texts\n\nlabel +precision +recall +F1/)
    expect(table.stdout).toMatch(/to be stopped, held or refused +\d+\.\d +\d+\/180/)
  })

  test('scores spans exactly and by overlap', async () => {
    const project = emptyProject()
    project.write('gold.jsonl', '{"id":1,"lang":"fr","spans":[{"type":"person","start":0,"end":4}]}\n')
    project.write('found.jsonl', '{"id":1,"spans":[{"type":"person","start":0,"end":3,"score":1}]}\n')
    expect(await project.json(['evaluate', 'gold.jsonl', 'found.jsonl'])).toMatchObject({
      exactOverall: { f1: 0 },
      overlapOverall: { f1: 1 },
    })
  })

  test('does not take a text that nobody scanned for a harmless one', async () => {
    const project = emptyProject()
    project.write('gold.jsonl', '{"id":1,"label":"none"}\n{"id":2,"label":"biometric"}\n')
    project.write('found.jsonl', '{"id":1,"label":"none","action":"pass"}\n')
    const { code, stderr } = await project.run(['evaluate', 'gold.jsonl', 'found.jsonl'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('1 of 2 ids have no prediction')])
  })

  test('names the line and the file that it cannot read', async () => {
    const project = emptyProject()
    project.write('gold.jsonl', '{"id":1,"label":"none"}\n{"id":\n')
    const { code, stderr } = await project.run(['evaluate', 'gold.jsonl', 'missing.jsonl'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('Line 2 of gold.jsonl')])
    project.write('gold.jsonl', '{"id":1,"label":"none"}\n')
    expect(await project.run(['evaluate', 'gold.jsonl', 'missing.jsonl'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ENOENT'),
    })
  })
})
