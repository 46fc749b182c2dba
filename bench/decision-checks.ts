import { sign, verify } from 'node:crypto'
import { createGuard, type Guard, generateSigningKey } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { verifyDecisionProof } from 'garde-fou/journal'
import { sqliteStore } from 'garde-fou/sqlite'
import { secondsOf } from './measure.ts'
import type { Row } from './report.ts'
import type { Place } from './sections.ts'
import { system } from './system.ts'

const ENTRIES = 10_000
const ROUNDS = 2_000
/** Longer than a decision can be taken back. */
const LATER_MS = 3_600_000

/** Proofs of a decision, among the entries of a journal: verified alone, and with everything a check reads. */
export async function decisionChecks({ folder }: Place): Promise<readonly Row[]> {
  const signingKey = generateSigningKey('bench.example')
  let ahead = 0
  const guard = await createGuard({
    clock: { now: () => new Date(Date.now() + ahead) },
    charter: bordeauxMetropole,
    systems: [system],
    store: sqliteStore(`${folder}/checks.db`),
    signingKey,
    reviewers: {
      find: async (id) => ({
        id,
        name: id,
        roles: ['agent'],
        training: [{ id: 'ia', validUntil: '2100-01-01' }],
      }),
    },
  })
  const id = await decidedReview(guard)
  ahead = LATER_MS
  const reference = await referenceOf(guard, id)
  await fill(guard)
  const check = await signedCheck(guard, reference)
  const proving = await secondsOf(() => {
    for (let round = 0; round < ROUNDS; round++) verifyDecisionProof(check.proof, [guard.verifyingKey])
  })
  const text = Buffer.from(check.proof.checkpoint)
  const signature = sign(null, text, signingKey.privateKey)
  const bare = await secondsOf(() => {
    for (let round = 0; round < ROUNDS; round++) verify(null, text, guard.verifyingKey.publicKey, signature)
  })
  const checking = await secondsOf(async () => {
    for (let round = 0; round < ROUNDS / 10; round++) await guard.checkDecision(reference)
  })
  await guard.close()
  return [
    {
      name: `proof of a decision verified, journal of ${ENTRIES} entries`,
      value: ROUNDS / proving,
      unit: 'proofs/s',
    },
    { name: 'bare Ed25519 verification', value: ROUNDS / bare, unit: 'signatures/s' },
    { name: 'proof ÷ bare signature', value: proving / bare, unit: '×' },
    {
      name: 'check of a decision, store and seals included',
      value: ROUNDS / 10 / checking,
      unit: 'checks/s',
    },
  ]
}

/** Proposed and decided; the review's id. */
async function decidedReview({ propose, reviews }: Guard): Promise<string> {
  const { id } = await propose(system.uses.draft, { input: 'Demande' }, () => ({ text: 'Projet' }))
  const command = (version: number) => ({ by: 'agent', version, idempotencyKey: crypto.randomUUID() })
  const claimed = await reviews.claim(id, command((await reviews.view(id, 'agent')).version))
  const seen = await reviews.recordOpinion(id, { choice: 'favourable' }, command(claimed.version))
  await reviews.approve(
    id,
    { motive: 'Le dossier est complet et la pièce est lisible.' },
    command(seen.version),
  )
  return id
}

/** What the decision's letter carries, once it is in effect. */
async function referenceOf({ decision }: Guard, id: string): Promise<string> {
  const ended = await decision(id)
  if (!('reference' in ended) || ended.reference === undefined) throw new Error('No decision to check.')
  return ended.reference
}

/** Other entries of the same journal. */
async function fill({ store }: Guard): Promise<void> {
  const entry = (): { readonly id: string; readonly text: string } => {
    const id = crypto.randomUUID()
    const fields = {
      actor: { kind: 'application' },
      at: new Date().toISOString(),
      data: {},
      event: 'call.released',
      id,
      v: 1,
    }
    return { id, text: JSON.stringify(fields) }
  }
  for (let done = 0; done < ENTRIES; done += 1000)
    await store.commit({ entries: [entry(), ...Array.from({ length: 999 }, entry)] })
}

async function signedCheck(guard: Guard, reference: string) {
  for (;;) {
    const check = await guard.checkDecision(reference)
    const everything = (await guard.store.countPending()) === 0
    if (check.status === 'verified' && everything) return check
    if (check.status !== 'verified' && check.status !== 'not-signed-yet') throw new Error(check.status)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
