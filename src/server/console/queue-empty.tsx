import type { JSX } from 'hono/jsx/jsx-runtime'
import { ATTRIBUTIONS, isFiltered, type QueueFilters, writeFilters } from './queue-address.js'
import type { QueueResult } from './queue-query.js'
import type { Visit } from './visit.js'

/** Why a queue shows nothing. Four different reasons, never the same words: each asks for something else. */
export function QueueEmpty(props: {
  readonly visit: Visit
  readonly filters: QueueFilters
  readonly result: QueueResult
  readonly entitled: boolean
}): JSX.Element {
  const { visit, filters, result, entitled } = props
  const { say, paths, guard } = visit
  if (!entitled) {
    const owners = [...new Set(guard.systems.map((system) => system.record.owner))].join(', ')
    return <p class="empty">{say('queue.empty.not-entitled', { contact: owners })}</p>
  }
  if (isFiltered(filters)) {
    return (
      <p class="empty">
        {say('queue.empty.filters')} <a href={paths.queue}>{say('queue.reset')}</a>
      </p>
    )
  }
  if (result.open > 0 && !result.anyFree) {
    const { after: _, ...rest } = filters
    const everybody = writeFilters({ ...rest, page: 1, attributions: ATTRIBUTIONS })
    return (
      <p class="empty">
        {say('queue.empty.reserved', { count: result.open })}{' '}
        <a href={`${paths.queue}${everybody}`}>{say('queue.see-who')}</a>
      </p>
    )
  }
  return <p class="empty">{say('queue.empty.nothing')}</p>
}
