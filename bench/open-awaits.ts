import { createGuard, generateSigningKey, type Reviewer } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { aimed, type Row } from './report.ts'
import type { Place } from './sections.ts'
import { frenchText, system } from './system.ts'

const AWAITS = 2000
const DECISIONS = 9
const MOST_BYTES = 5000
const WAITING_MS = 600

const agent: Reviewer = {
  id: 'agent-1',
  name: 'Camille Martin',
  roles: ['agent'],
  training: [{ id: 'ia', validUntil: '2099-12-31' }],
}

/** What an await of a decision holds while 2,000 are open, and how long a decision takes to reach its own. */
export async function openAwaits({ folder }: Place): Promise<readonly Row[]> {
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [system],
    store: sqliteStore(`${folder}/awaits.db`),
    signingKey: generateSigningKey('bench.example'),
    reviewers: { find: async (id) => (id === agent.id ? agent : undefined) },
    masterKey: Buffer.alloc(32, 7),
  })
  const ids: string[] = []
  for (let at = 0; at < AWAITS; at++) {
    const request = { input: frenchText(300, at), subject: `DOSSIER-${at}` }
    ids.push((await guard.propose(system.uses['at-once'], request, () => ({ text: 'Projet.' }))).id)
  }
  // The first await pays for what all of them share; it is not counted.
  const open = new Map<string, Promise<unknown>>()
  const first = ids.shift() ?? ''
  open.set(first, guard.decision(first))
  await quiet()
  const before = held()
  for (const id of ids) open.set(id, guard.decision(id))
  await quiet()
  const bytes = (held() - before) / ids.length
  const times: number[] = []
  for (const id of ids.slice(0, DECISIONS)) times.push(await decisionTime(id))
  const close = guard.close()
  await Promise.allSettled(open.values())
  await close
  return [
    aimed(
      { name: `memory of an open await of a decision, ${AWAITS} open`, value: bytes, unit: 'bytes' },
      { atMost: MOST_BYTES },
    ),
    {
      name: `decision → its await, ${AWAITS} open`,
      value: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN,
      unit: 'µs p50',
    },
  ]

  async function decisionTime(id: string): Promise<number> {
    const command = (version: number) => ({ by: agent.id, version, idempotencyKey: crypto.randomUUID() })
    const claimed = await guard.reviews.claim(id, command(1))
    const seen = await guard.reviews.recordOpinion(id, { choice: 'favourable' }, command(claimed.version))
    await quiet()
    const start = performance.now()
    const approved = guard.reviews.approve(
      id,
      { motive: 'Le dossier est complet et la pièce est lisible.' },
      command(seen.version),
    )
    await open.get(id)
    const time = (performance.now() - start) * 1000
    await approved
    return time
  }
}

/** Until the sequencer and the awaits have done what the last change made them do. */
function quiet(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, WAITING_MS))
}

/** Bytes that are in use, inside the JavaScript heap and outside it. */
function held(): number {
  if (globalThis.gc === undefined) throw new Error('Run with --expose-gc.')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
