import { type Entrant, runContender } from './contenders.ts'
import { aimed, missing, type Row } from './report.ts'
import type { Place } from './sections.ts'

const SECONDS = 25
const MOST_FLOORS = 2

const OWN: Entrant = { name: 'garde-fou', file: 'held-own.ts' }
const PEERS: readonly Entrant[] = [
  { name: 'ai + SQLite row', file: 'held/ai.mjs', needs: 'ai' },
  { name: '@openai/agents + SQLite row', file: 'held/openai-agents.mjs', needs: '@openai/agents' },
  { name: 'Mastra workflow + libSQL', file: 'held/mastra.mjs', needs: '@mastra/core' },
  { name: 'LangGraph + SqliteSaver', file: 'held/langgraph.mjs', needs: '@langchain/langgraph' },
  { name: 'DBOS recv on PostgreSQL', file: 'held/dbos.mjs', needs: '@dbos-inc/dbos-sdk' },
]

/** A call that waits for a person, durably, and the person's decision at the application: ours, one committed row, the peers. */
export async function* heldCalls(place: Place): AsyncGenerator<Row> {
  const own = await runContender(OWN, place, SECONDS)
  if ('failure' in own) return yield missing('propose and decide', own.failure)
  const { floor = Number.NaN, propose = Number.NaN, decide = Number.NaN } = own.medians
  const unit = 'µs p50'
  yield { name: 'floor: one committed row in node:sqlite', value: floor, unit }
  yield { name: 'propose → durable pending, everything on', value: propose, unit }
  yield aimed(
    { name: 'propose ÷ one committed row', value: propose / floor, unit: '×' },
    { atMost: MOST_FLOORS },
  )
  yield { name: 'decision → result at the application, everything on', value: decide, unit }
  yield aimed(
    { name: 'decision ÷ one committed row', value: decide / floor, unit: '×' },
    { atMost: MOST_FLOORS },
  )
  for (const peer of PEERS) {
    const outcome = await runContender(peer, place, SECONDS)
    if ('failure' in outcome) {
      yield missing(peer.name, outcome.failure)
      continue
    }
    for (const [work, ours] of [
      ['propose', propose],
      ['decide', decide],
    ] as const) {
      const theirs = outcome.medians[work] ?? Number.NaN
      yield { name: `${peer.name}: ${work}`, value: theirs, unit }
      yield aimed({ name: `ours ÷ ${peer.name}: ${work}`, value: ours / theirs, unit: '×' }, { atMost: 1 })
    }
  }
}
