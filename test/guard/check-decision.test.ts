import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { checkDecision } from '../../src/guard/check-decision.js'
import { runTimers } from '../../src/guard/timekeeper.js'
import { verifyDecisionProof } from '../../src/journal/decision-proof.js'
import { newReference, referenceDigest } from '../../src/review/reference.js'
import { alter, alterReview, amended, by, hold, journalOf, motive, openDesk, study } from './desk-fixtures.js'
import { letter, referenceOf, verified } from './letter-fixtures.js'

/** Alters the file as somebody could who owns it, triggers included. */
function alterAll(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  try {
    database.exec(sql)
    if (database.prepare('select changes() as n').get()?.['n'] === 0)
      throw new Error('The test altered nothing.')
  } finally {
    database.close()
  }
}

/** Alters every review's body at a path, as somebody with the database can. */
function jsonSet(path: string, json: string): string {
  return `update reviews set body = json_set(body, '${path}', json('${json}'))`
}

describe('The check of a decision', () => {
  test('tells role, outcome, dates and system, and nobody’s name', async () => {
    const written = await letter()
    const { decision, proof } = await verified(written)
    expect(decision).toMatchObject({
      reference: written.reference,
      outcome: 'amended',
      people: 1,
      system: { id: 'aide-logement' },
      useId: 'draft',
    })
    const told = JSON.stringify({ decision, proof })
    for (const secret of ['alice', amended.letter, motive, 'SECRET']) expect(told).not.toContain(secret)
  })

  test('the journal commits to the reference and never holds it', async () => {
    const { open, reference } = await letter()
    const entries = await journalOf(open)
    expect(JSON.stringify(entries)).not.toContain(reference)
    const named = entries.filter(({ data }) => data['reference'] === referenceDigest(reference))
    expect(named.map(({ event }) => event)).toEqual(['review.decided', 'review.effective'])
  })

  test('a slip, an unknown reference and one that was taken back are three different answers', async () => {
    const { open, reference } = await letter()
    const slip = (reference.startsWith('0') ? '2' : '0') + reference.slice(1)
    expect(await checkDecision(open.core, slip)).toEqual({ status: 'malformed', fault: 'check' })
    expect(await checkDecision(open.core, newReference())).toMatchObject({ status: 'unknown' })
    const id = await hold(open)
    const { version } = await study(open, id, 'alice')
    await open.desk.amend(id, { value: amended, motive }, by('alice', version))
    const review = await open.core.store.getReview(id)
    const row = review?.state.status === 'decided' ? review.state.decision.content.payloadId : ''
    const content = JSON.parse((await open.core.store.getPayload(row))?.body ?? '{}')
    expect(await checkDecision(open.core, content.reference)).toMatchObject({ status: 'not-effective' })
    await open.desk.undo(id, by('alice', review?.version ?? 0))
    expect(await checkDecision(open.core, content.reference)).toMatchObject({ status: 'unknown' })
  })

  test('before the next checkpoint it says so, with what is known already', async () => {
    const { open, reference } = await letter()
    expect(await checkDecision(open.core, reference)).toMatchObject({
      status: 'not-signed-yet',
      decision: { outcome: 'amended' },
    })
  })

  test('goes on holding while the journal grows', async () => {
    const written = await letter()
    for (let i = 0; i < 4; i++) {
      const { proof } = await verified(written)
      expect(verifyDecisionProof(proof, [written.open.core.signingKey]).outcome).toBe('amended')
      await letter(written.open)
    }
  })

  test.each([
    ['the decision’s text', "update payloads set body = replace(body, '650', '651') where kind = 'decision'"],
    ['the suggestion', "update payloads set body = replace(body, '800', '801') where kind = 'suggestion'"],
    ['the case', "update payloads set salt = 'x' where kind = 'case'"],
    ['when it took effect', jsonSet('$.state.at', '"2026-11-23T12:00:00.000Z"')],
    ['when somebody decided', jsonSet('$.state.decision.at', '"2026-11-23T12:00:00.000Z"')],
    ['in which role', jsonSet('$.state.decision.role', '"directeur"')],
    ['who decided', jsonSet('$.state.decision.by', '"bruno"')],
    ['what was decided', jsonSet('$.state.decision.outcome', '"approved"')],
    ['the reference', jsonSet('$.state.decision.reference', '"0"')],
    ['the index of references', "delete from settings where kind = 'reference'"],
    ['the system', "update reviews set system_id = 'autre', body = replace(body, 'aide-logement', 'autre')"],
    [
      'that anybody decided',
      'update reviews set body = json_set(body, \'$.state\', json(\'{"status":"pending"}\'))',
    ],
    [
      'the journal’s text',
      "drop trigger journal_is_written_once; update journal set text = replace(text, 'amended', 'approved')",
    ],
    [
      'the journal’s length',
      "drop trigger journal_is_kept; delete from journal where text like '%review.effective%'",
    ],
    ['the tree', 'drop trigger nodes_are_written_once; update nodes set hash = zeroblob(32)'],
    [
      'the checkpoint',
      "drop trigger checkpoints_are_written_once; update checkpoints set note = replace(note, 'ville', 'villa')",
    ],
  ])('is not verifiable when %s was altered in the database', async (_what, sql) => {
    const written = await letter()
    await verified(written)
    alterAll(written.open.path, sql)
    const faults: unknown[] = []
    written.open.core.events.on('error', (error) => faults.push(error))
    expect(await checkDecision(written.open.core, written.reference)).toEqual({
      status: 'not-verifiable',
      reference: written.reference,
    })
    expect(faults).toHaveLength(1)
  })

  test.each(['pending', 'claimed', 'decided'] as const)(
    'is not verifiable when the review was put back to when it was %s, seal and all',
    async (status) => {
      const kept: { body?: string } = {}
      const open = await openDesk()
      const id = await hold(open)
      const keep = (): void => {
        const database = new DatabaseSync(open.path)
        const row = database.prepare('select body from reviews where id = ?').get(id)
        if (JSON.parse(String(row?.['body'])).state.status === status) kept.body = String(row?.['body'])
        database.close()
      }
      keep()
      const { version } = await study(open, id, 'alice')
      keep()
      await open.desk.amend(id, { value: amended, motive }, by('alice', version))
      keep()
      open.clock.advance(600_000)
      const reference = await referenceOf(open, id)
      await verified({ open, id, reference })
      alter(open.path, 'update reviews set body = ?, status = ? where id = ?', kept.body ?? '', status, id)
      expect(await checkDecision(open.core, reference)).toEqual({ status: 'not-verifiable', reference })
      // Time does not make a second effect of it either, and goes on for the others.
      const faults: unknown[] = []
      open.core.events.on('error', (error) => faults.push(error))
      alter(open.path, 'update reviews set next_at = ? where id = ?', '2026-11-24T12:00:00.000Z', id)
      await runTimers(open.core)
      expect(faults).toHaveLength(status === 'decided' ? 1 : 0)
      expect((await journalOf(open)).filter(({ event }) => event === 'review.effective')).toHaveLength(1)
    },
  )

  test('is not verifiable when the review says another outcome, or its index leads elsewhere', async () => {
    const written = await letter()
    await verified(written)
    const other = await letter(written.open)
    alter(
      written.open.path,
      `update settings set body = '{"reviewId":"${other.id}"}' where kind = 'reference' and id = '${referenceDigest(written.reference)}'`,
    )
    expect(await checkDecision(written.open.core, written.reference)).toMatchObject({
      status: 'not-verifiable',
    })
    alterReview(written.open.path, other.id, (review) => ({ ...review, useId: 'other' }))
    expect(await checkDecision(written.open.core, other.reference)).toMatchObject({
      status: 'not-verifiable',
    })
  })
})
