import { createSecretKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkOutput, rememberOutput } from '../../src/guard/output-index.js'
import { readDecision } from '../../src/guard/read-decision.js'
import { amended, by, hold, motive, openDesk, study } from './desk-fixtures.js'

const outputIndexKey = createSecretKey(Buffer.alloc(32, 7))
const LETTER = 'Votre demande d’aide est acceptée : la somme sera versée à la fin du mois de décembre 2026.'
const leaving = {
  callId: 'c',
  systemId: 'aide-logement',
  useId: 'draft',
  generatedAt: '2026-11-24T09:00:00.000Z',
}

describe('The index of outputs', () => {
  test('remembers the texts of a decision when it leaves, with what the person did', async () => {
    const opened = await openDesk()
    const core = { ...opened.core, outputIndexKey }
    const id = await hold(opened)
    const { version } = await study(opened, id, 'alice')
    await opened.desk.amend(id, { value: { ...amended, letter: LETTER }, motive }, by('alice', version))
    expect(await checkOutput(core, LETTER)).toEqual({ status: 'unknown' })
    opened.clock.advance(600_000)
    const review = await core.store.getReview(id)
    if (review === undefined) throw new Error('The review is there.')
    for (let time = 0; time < 2; time += 1) await readDecision(core, review)
    expect(await checkOutput(core, LETTER)).toMatchObject({
      outputs: [{ humanReview: 'amended', useId: 'draft', match: 'exact' }],
    })
  })

  test('finds each text of a value, and tells what became of it apart', async () => {
    const { core: plain } = await openDesk()
    const core = { ...plain, outputIndexKey }
    await rememberOutput(core, {
      ...leaving,
      content: { a: [{ letter: LETTER }], b: 3, c: null },
      humanReview: 'none',
    })
    await rememberOutput(core, { ...leaving, content: { letter: LETTER }, humanReview: 'approved' })
    expect(await checkOutput(core, LETTER)).toMatchObject({
      status: 'found',
      outputs: [{ humanReview: 'none' }, { humanReview: 'approved', match: 'exact' }],
    })
  })

  test('keeps at most twenty outputs of one text', async () => {
    const { core: plain } = await openDesk()
    const core = { ...plain, outputIndexKey }
    for (let use = 0; use < 25; use += 1)
      await rememberOutput(core, { ...leaving, useId: `use-${use}`, content: LETTER, humanReview: 'none' })
    const check = await checkOutput(core, LETTER)
    expect(check.status === 'found' ? check.outputs.length : 0).toBe(20)
  })
})
