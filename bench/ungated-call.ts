import { type Entrant, runContender } from './contenders.ts'
import { aimed, missing, type Row } from './report.ts'
import type { Place } from './sections.ts'

const SECONDS = 20
const MOST_MICROSECONDS = 20

const OWN: Entrant = { name: 'garde-fou', file: 'ungated-own.ts' }
const PEERS: readonly Entrant[] = [
  { name: 'ai', file: 'ungated/ai.mjs', needs: 'ai' },
  { name: '@openai/agents', file: 'ungated/openai-agents.mjs', needs: '@openai/agents' },
  { name: 'langchain', file: 'ungated/langchain.mjs', needs: 'langchain' },
]

/**
 * A call that no person has to decide on, with a model in this process and nothing durable. The guard's checks cannot be
 * switched off: what the guard takes without them is the whole less what the same checks take by themselves, on the same texts.
 */
export async function* ungatedCalls(place: Place): AsyncGenerator<Row> {
  const own = await runContender(OWN, place, SECONDS)
  if ('failure' in own) return yield missing('un-gated call', own.failure)
  const { bare = Number.NaN, checks = Number.NaN, guard = Number.NaN } = own.medians
  const unit = 'µs p50'
  yield { name: 'un-gated call through the guard, all checks', value: guard - bare, unit }
  yield { name: 'the same checks by themselves', value: checks, unit }
  yield aimed(
    { name: 'un-gated call through the guard, without its checks', value: guard - bare - checks, unit },
    { atMost: MOST_MICROSECONDS },
  )
  for (const peer of PEERS) {
    const outcome = await runContender(peer, place, SECONDS)
    if ('failure' in outcome) {
      yield missing(peer.name, outcome.failure)
      continue
    }
    const { bare: model = Number.NaN, ...others } = outcome.medians
    for (const [name, whole] of Object.entries(others)) yield { name, value: whole - model, unit }
  }
}
