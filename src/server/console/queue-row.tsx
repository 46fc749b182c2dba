import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatTime } from '../../i18n/format.js'
import type { ReviewListItem } from '../../review/commands.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { dueDay, dueWords } from './due.js'
import type { QueueStage } from './queue-query.js'
import type { Visit } from './visit.js'

/** What a line of the queue shows. */
export interface QueueRowProps {
  readonly visit: Visit
  readonly item: ReviewListItem
  /** Names of colleagues who hold a review, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly stage: QueueStage
}

/** One review in the queue. Says nothing of the suggestion or its direction. */
export function QueueRow(props: QueueRowProps): JSX.Element {
  const { visit, item, names } = props
  const { say, paths, guard, reviewer } = visit
  const system = guard.systems.find(({ id }) => id === item.systemId)?.record
  const label = caseLabel(item)
  const mine = item.claimedBy === reviewer.id
  return (
    <tr>
      <th scope="row">
        <a href={paths.review(item.id)}>
          <VisibleText text={label} />
        </a>
        <span class="row-detail">
          <VisibleText text={system?.name ?? item.systemId} />
        </span>
        <Tags visit={visit} item={item} />
      </th>
      <td data-label={say('queue.column.due')}>
        {dueDay(item.dueAt, visit)}
        {props.stage === 'open' ? <span class="row-detail due">{dueWords(item.dueAt, visit)}</span> : null}
      </td>
      <td data-label={say('queue.column.holder')}>{holderText(visit, item, names)}</td>
      <td data-label={say('queue.column.mode')}>{modeLabel(item, visit)}</td>
      <td class="row-action" data-label={say('queue.column.action')}>
        {item.status === 'pending' || mine ? (
          <a
            class="button"
            href={item.status === 'pending' ? paths.examine(item.id) : paths.review(item.id)}
            aria-label={say('queue.examine-named', { case: visibleString(label) })}
          >
            {say('queue.examine')}
          </a>
        ) : (
          <a
            class="button"
            href={paths.review(item.id)}
            aria-label={say('queue.consult-named', { case: visibleString(label) })}
          >
            {say('queue.consult')}
          </a>
        )}
      </td>
    </tr>
  )
}

/** How a case is called: as the city writes it, else by the end of the review's id. */
export function caseLabel({ subject, id }: { readonly subject?: string; readonly id: string }): string {
  return subject ?? id.slice(-12)
}

function holderText(
  { say, language, reviewer }: Visit,
  item: ReviewListItem,
  names: ReadonlyMap<string, string>,
): string {
  switch (item.status) {
    case 'pending':
      return say('queue.holder.free')
    case 'claimed': {
      const time = formatTime(language, new Date(item.claimedUntil ?? item.dueAt))
      if (item.claimedBy === reviewer.id) return say('queue.holder.mine', { time })
      const name = names.get(item.claimedBy ?? '') ?? say('queue.holder.somebody')
      return say('queue.holder.other', { name: visibleString(name), time })
    }
    case 'decided':
      return say('queue.holder.decided')
    case 'effective':
      return say('queue.holder.effective')
    case 'expired':
      return say('queue.holder.expired')
    case 'withdrawn':
      return say('queue.holder.withdrawn')
  }
}

function modeLabel({ mode }: ReviewListItem, { say }: Visit): string {
  switch (mode) {
    case 'decide-first':
      return say('queue.mode.decide-first')
    case 'on-request':
      return say('queue.mode.on-request')
    case 'shown':
      return say('queue.mode.shown')
  }
}

function Tags({ visit, item }: { readonly visit: Visit; readonly item: ReviewListItem }): JSX.Element | null {
  const { say } = visit
  const tags = [
    ...(item.stale ? [say('queue.tag.stale')] : []),
    ...(item.secondOpinion ? [say('queue.tag.second-opinion')] : []),
    ...(item.escalated ? [say('queue.tag.escalated')] : []),
    ...(item.reason === 'finding' ? [say('queue.tag.finding')] : []),
    ...(item.reason === 'check-failed' ? [say('queue.tag.check-failed')] : []),
  ]
  if (tags.length === 0) return null
  return (
    <span class="tags">
      {tags.map((tag) => (
        <span class="tag">{tag}</span>
      ))}
    </span>
  )
}
