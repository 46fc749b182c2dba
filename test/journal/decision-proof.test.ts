import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generateSigningKey } from '../../src/internal/signing-key.js'
import { type DecisionProof, verifyDecisionProof } from '../../src/journal/decision-proof.js'
import { formatVerifierKey } from '../../src/journal/signed-note.js'
import { newReference } from '../../src/review/reference.js'
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
