import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatTime } from '../../i18n/format.js'
import type { ReviewListItem } from '../../review/commands.js'
import type { SystemRecord } from '../../system/system-record.js'
import { VisibleText, visibleString } from '../visible-text.js'
import { dueDay, dueWords } from './due.js'
import type { QueueFilters } from './queue-address.js'
import { modeLabel } from './queue-labels.js'
import { RecordText } from './record-text.js'
import type { Visit } from './visit.js'

/** What a line of the queue shows. */
export interface QueueRowProps {
  readonly visit: Visit
  readonly item: ReviewListItem
  /** Names of colleagues who hold a review, by id. */
  readonly names: ReadonlyMap<string, string>
  /** How cases are called on this page, by the review's id: each name once. */
  readonly caseNames: ReadonlyMap<string, string>
  readonly filters: QueueFilters
}

/** One review in the queue. Says nothing of the suggestion or its direction. */
export function QueueRow(props: QueueRowProps): JSX.Element {
  const { visit, item, names } = props
  const { say, paths, guard, reviewer } = visit
  const system = guard.systems.find(({ id }) => id === item.systemId)?.record
  const label = props.caseNames.get(item.id) ?? caseLabel(item)
  const mine = item.claimedBy === reviewer.id
  return (
    <tr>
      <th scope="row">
        <a href={paths.review(item.id)}>
          <VisibleText text={label} />
        </a>
        <span class="row-detail">
          <RecordText visit={visit} text={whereabouts(item, system)} />
        </span>
        <Tags visit={visit} item={item} />
      </th>
      <td data-label={say('queue.column.due')}>
        {dueDay(item.dueAt, visit)}
        {props.filters.stage === 'open' ? (
          <span class="row-detail due">{dueWords(item.dueAt, visit)}</span>
        ) : null}
        {props.filters.order === 'created' ? (
          <span class="row-detail">{say('queue.received', { day: dueDay(item.createdAt, visit) })}</span>
        ) : null}
      </td>
      <td data-label={say('queue.column.holder')}>{holderText(visit, item, names)}</td>
      <td data-label={say('queue.column.mode')}>{modeLabel(item.mode, visit)}</td>
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

/**
 * How the cases of a page are called. Where two reviews are of the same case, each has the end of its own number too: links
 * that lead elsewhere are called otherwise.
 */
export function caseNamesOf(
  items: readonly ReviewListItem[],
  { say }: Pick<Visit, 'say'>,
): ReadonlyMap<string, string> {
  const times = new Map<string, number>()
  for (const item of items) {
    const label = visibleString(caseLabel(item))
    times.set(label, (times.get(label) ?? 0) + 1)
  }
  return new Map(
    items.map((item) => {
      const label = caseLabel(item)
      const isAlone = times.get(visibleString(label)) === 1
      return [item.id, isAlone ? label : say('queue.case-again', { case: label, number: item.id.slice(-12) })]
    }),
  )
}

/** Procedure, system, territory: what there is of them, each once. */
function whereabouts(
  { systemId, useId, territory }: ReviewListItem,
  system: SystemRecord | undefined,
): string {
  const use = system !== undefined && Object.hasOwn(system.uses, useId) ? system.uses[useId] : undefined
  const parts = [use?.procedure, system?.name ?? systemId, territory]
  return [...new Set(parts.filter((part) => part !== undefined))].join(' · ')
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

function Tags({ visit, item }: { readonly visit: Visit; readonly item: ReviewListItem }): JSX.Element | null {
  const { say } = visit
  const tags = [
    ...(item.appeal ? [say('queue.tag.appeal')] : []),
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
