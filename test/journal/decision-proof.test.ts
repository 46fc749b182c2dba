import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { checkDecision } from '../../src/guard/check-decision.js'
import { sequenceAll } from '../../src/guard/sequencer.js'
import { canonicalJson } from '../../src/internal/canonical-json.js'
import { newId } from '../../src/internal/ids.js'
import { generateSigningKey } from '../../src/internal/signing-key.js'
import {
  DECISION_PROOF_FORMAT,
  type DecisionProof,
  verifyDecisionProof,
} from '../../src/journal/decision-proof.js'
import { inclusionProof } from '../../src/journal/proofs.js'
import { formatVerifierKey } from '../../src/journal/signed-note.js'
import { effectEntryId, newReference, referenceDigest } from '../../src/review/reference.js'
import { temporaryFolder } from '../guard/desk-fixtures.js'
import { letter, verified } from '../guard/letter-fixtures.js'

const SCRIPT = join(import.meta.dirname, '../../examples/verify-decision.mjs')

/** Runs the script of the examples, as somebody does who trusts nothing of ours. */
function offline(proof: unknown, key: string): { readonly status: number | null; readonly said: string } {
  const path = join(temporaryFolder(), 'proof.json')
  writeFileSync(path, typeof proof === 'string' ? proof : JSON.stringify(proof))
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, path, key], { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

describe('The proof of a decision, offline', () => {
  test('holds for the script that uses nothing of ours, with the city’s key', async () => {
    const written = await letter()
    const { proof } = await verified(written)
    const { status, said } = offline(proof, formatVerifierKey(written.open.core.signingKey))
    expect(said).toContain('VALID')
    expect(said).toContain(written.reference)
    expect(status).toBe(0)
  })

  test('falls for every alteration, in the script as in the library', async () => {
    const written = await letter()
    await letter(written.open)
    const { proof } = await verified(written)
    const key = formatVerifierKey(written.open.core.signingKey)
    const [first = '', ...rest] = proof.hashes
    const altered: readonly DecisionProof[] = [
      { ...proof, reference: newReference() },
      { ...proof, entry: proof.entry.replace('amended', 'approved') },
      { ...proof, index: proof.index - 1 },
      { ...proof, index: 1e6 },
      { ...proof, hashes: rest },
      { ...proof, hashes: [first, ...proof.hashes] },
      { ...proof, hashes: [Buffer.alloc(32).toString('base64'), ...rest] },
      { ...proof, checkpoint: proof.checkpoint.replace(/\n\d+\n/, '\n7\n') },
      { ...proof, checkpoint: proof.checkpoint.replace(/\n— [^\n]*\n$/, '\n') },
    ]
    for (const each of altered) {
      expect(() => verifyDecisionProof(each, [written.open.core.signingKey]), JSON.stringify(each)).toThrow()
      expect(offline(each, key).status, JSON.stringify(each)).toBe(1)
    }
    for (const nonsense of ['', '[]', 'null', '{"format":1}', '{"format":"garde-fou/decision-proof/v1"}']) {
      expect(offline(nonsense, key).status).toBe(1)
      expect(() => verifyDecisionProof(nonsense, [written.open.core.signingKey])).toThrow()
    }
  })

  test('is not to be had by writing a decision into the journal’s table, where it is given its place', async () => {
    const { open } = await letter()
    const reference = newReference()
    const text = canonicalJson({
      v: 1,
      id: effectEntryId(referenceDigest(reference)),
      at: '2026-11-24T10:00:00.000Z',
      event: 'review.effective',
      systemId: 'aide-logement',
      reviewId: newId(),
      actor: { kind: 'guard' },
      data: {
        outcome: 'approved',
        role: 'instructeur',
        decidedAt: '2026-11-24T09:00:00.000Z',
        since: '2026-11-24T10:00:00.000Z',
        reference: referenceDigest(reference),
      },
    })
    const db = new DatabaseSync(open.path)
    db.prepare('insert into journal (id, text) values (?, ?)').run(
      effectEntryId(referenceDigest(reference)),
      text,
    )
    db.close()
    await sequenceAll(open.core)

    // What anybody can compute who reads the database: the tree proves that the entry is there.
    const { store, signingKey } = open.core
    const entry = await store.findEntry(effectEntryId(referenceDigest(reference)))
    const checkpoint = await store.latestCheckpoint()
    if (entry === undefined || checkpoint === undefined) throw new Error('It has no place.')
    const { index } = entry
    const { hashes } = await inclusionProof({
      index,
      size: checkpoint.size,
      readNodes: (nodes) => store.readNodes(nodes),
    })
    const proof: DecisionProof = {
      format: DECISION_PROOF_FORMAT,
      reference,
      entry: entry.text,
      index,
      hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')),
      checkpoint: checkpoint.note,
      key: formatVerifierKey(signingKey),
    }
    expect(() => verifyDecisionProof(proof, [signingKey])).toThrow(/seal/)
    expect(offline(proof, formatVerifierKey(signingKey))).toMatchObject({
      status: 1,
      said: expect.stringContaining('not signed by this key'),
    })
    expect(await checkDecision(open.core, reference)).toMatchObject({ status: 'not-verifiable' })
  })

  test('falls under another key, whatever key the file names', async () => {
    const written = await letter()
    const { proof } = await verified(written)
    const stranger = generateSigningKey(written.open.core.signingKey.name)
    const { status, said } = offline(
      { ...proof, key: formatVerifierKey(stranger) },
      formatVerifierKey(stranger),
    )
    expect(status).toBe(1)
    expect(said).toContain('NOT VALID')
    expect(() => verifyDecisionProof(proof, [stranger])).toThrow()
  })
})
