import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatNumber, formatTime } from '../../i18n/format.js'
import type { ReviewListItem } from '../../review/commands.js'
import { VisibleText } from '../visible-text.js'
import { DUE_GROUPS, type DueGroup, dueGroup } from './due.js'
import type { GroupOffer } from './grouped-cases.js'
import { groupAddress } from './grouped-check-page.js'
import { ActiveFilters } from './queue-active.js'
import { type QueueFilters, writeFilters } from './queue-address.js'
import { QueueEmpty } from './queue-empty.js'
import { QueueFilterForm } from './queue-filters.js'
import { shownText } from './queue-labels.js'
import { PAGE_SIZE, type QueueResult } from './queue-query.js'
import { caseNamesOf, QueueRow } from './queue-row.js'
import { HiddenFields, Shell } from './shell.js'
import { systemName } from './system-name.js'
import type { Visit } from './visit.js'

/** What the queue page shows. */
export interface QueuePageProps {
  readonly visit: Visit
  readonly filters: QueueFilters
  readonly result: QueueResult
  /** Names of colleagues who hold a review, by id. */
  readonly names: ReadonlyMap<string, string>
  /** False when this person holds no role of any declared use. */
  readonly entitled: boolean
  /** Said above the list: what came of the last request, a pause, suspended systems. */
  readonly messages: readonly string[]
  /** Of which uses this person may decide several cases together now. */
  readonly groups: readonly GroupOffer[]
}

/** The queue: open reviews by urgency. Says nothing of suggestions. */
export function QueuePage(props: QueuePageProps): JSX.Element {
  const { visit, filters, result } = props
  const { say, paths } = visit
  return (
    <Shell
      context={visit}
      visit={visit}
      here={visit.paths.queue}
      title={[say('queue.title')]}
      live={paths.live}
    >
      <div class="page-head">
        <h1>{say('queue.title')}</h1>
        <form method="post" action={paths.next}>
          <HiddenFields visit={visit} />
          <button type="submit" class="primary">
            {say('queue.next')}
          </button>
        </form>
      </div>
      <div data-fresh="messages">
        {props.messages.map((message) => (
          <p class="message" role="status">
            {message}
          </p>
        ))}
        <GroupLinks visit={visit} groups={props.groups} />
      </div>
      <div class="queue-status">
        <p role="status" data-fresh="count" data-open={String(result.open)}>
          {shownText(visit, result)}
        </p>
        <p>
          <span data-fresh="updated">
            {say('queue.updated', { time: formatTime(visit.language, visit.now) })}
          </span>{' '}
          <a data-refresh href={`${paths.queue}${writeFilters(filters)}`}>
            {say('queue.refresh')}
          </a>
        </p>
      </div>
      <div class="queue-layout">
        <QueueFilterForm visit={visit} filters={filters} territories={result.territories} />
        <div class="queue-groups" data-fresh="list">
          <ActiveFilters visit={visit} filters={filters} />
          {result.items.length === 0 ? (
            <QueueEmpty visit={visit} filters={filters} result={result} entitled={props.entitled} />
          ) : (
            <Groups {...props} caseNames={caseNamesOf(result.items, visit)} />
          )}
          <Paging visit={visit} filters={filters} result={result} />
        </div>
      </div>
    </Shell>
  )
}

/** « Traiter plusieurs dossiers », once somebody holds and has opened several of one use. */
function GroupLinks({ visit, groups }: Pick<QueuePageProps, 'visit' | 'groups'>): JSX.Element | null {
  if (groups.length === 0) return null
  const { say } = visit
  return (
    <ul class="group-links">
      {groups.map(({ usage, count, name }) => (
        <li>
          <a class="button" href={groupAddress(visit, usage)}>
            {say('grouped.link')}
          </a>{' '}
          <VisibleText text={say('grouped.link-detail', { count, name })} />
        </li>
      ))}
    </ul>
  )
}

function groupTitle(group: DueGroup, { say }: Visit): string {
  switch (group) {
    case 'overdue':
      return say('queue.group.overdue')
    case 'today':
      return say('queue.group.today')
    case 'week':
      return say('queue.group.week')
    case 'later':
      return say('queue.group.later')
  }
}

/** One table for each system, in the order of the list. */
function SystemTables(props: GroupsProps): JSX.Element {
  const { visit, result } = props
  const ids = [...new Set(result.items.map(({ systemId }) => systemId))]
  return (
    <>
      {ids.map((id) => (
        <GroupTable
          {...props}
          title={systemName(visit, id)}
          items={result.items.filter(({ systemId }) => systemId === id)}
          id={id}
        />
      ))}
    </>
  )
}

type GroupsProps = QueuePageProps & { readonly caseNames: ReadonlyMap<string, string> }

function Groups(props: GroupsProps): JSX.Element {
  const { visit, result, filters } = props
  // What is decided has no urgency left.
  if (filters.stage !== 'open')
    return <GroupTable {...props} title={stageTitle(props)} items={result.items} id="liste" />
  if (filters.order === 'created')
    return <GroupTable {...props} title={visit.say('queue.by-arrival')} items={result.items} id="liste" />
  if (filters.order === 'system') return <SystemTables {...props} />
  return (
    <>
      {DUE_GROUPS.map((group) => {
        const items = result.items.filter((item) => dueGroup(item.dueAt, visit.now) === group)
        return items.length === 0 ? null : (
          <GroupTable {...props} title={groupTitle(group, visit)} items={items} id={group} />
        )
      })}
    </>
  )
}

function stageTitle({ visit, filters }: QueuePageProps): string {
  return filters.stage === 'decided' ? visit.say('queue.stage.decided') : visit.say('queue.stage.ended')
}

type GroupProps = GroupsProps & {
  readonly id: string
  readonly title: string
  readonly items: readonly ReviewListItem[]
}

function GroupTable(props: GroupProps): JSX.Element {
  const { visit, title, items, id } = props
  const { say } = visit
  return (
    <section class={`queue-group queue-group-${id}`} aria-labelledby={`groupe-${id}`}>
      <h2 id={`groupe-${id}`}>
        {title} <span class="count">({countText(props)})</span>
      </h2>
      <table class="queue-table">
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('queue.column.case')}</th>
            <th scope="col">{say('queue.column.due')}</th>
            <th scope="col">{say('queue.column.holder')}</th>
            <th scope="col">{say('queue.column.mode')}</th>
            <th scope="col">{say('queue.column.action')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <QueueRow
              visit={visit}
              item={item}
              names={props.names}
              caseNames={props.caseNames}
              filters={props.filters}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Of the whole group, which may go on over other pages; at least what the page shows of it. */
function countText({ visit, result, id, items }: GroupProps): string {
  const { count, more } = result.groups.get(id) ?? result.total
  if (more) return visit.say('queue.more-than', { count })
  return formatNumber(visit.language, Math.max(count, items.length))
}

/** Where cases come and go while somebody turns pages, there are at least the pages that were seen. */
function pagesOf({ page }: QueueFilters, { total, next }: QueueResult): number {
  return Math.max(Math.ceil(total.count / PAGE_SIZE), next === undefined ? page : page + 1)
}

function Paging({
  visit,
  filters,
  result,
}: Pick<QueuePageProps, 'visit' | 'filters' | 'result'>): JSX.Element | null {
  if (filters.page === 1 && result.next === undefined) return null
  const { say, paths } = visit
  const { after: _, ...first } = filters
  return (
    <nav class="paging" aria-label={say('queue.paging')}>
      <p>
        {say(result.total.more ? 'queue.page-more' : 'queue.page', {
          page: filters.page,
          pages: pagesOf(filters, result),
        })}
      </p>
      {filters.page > 1 ? (
        <a href={`${paths.queue}${writeFilters({ ...first, page: 1 })}`}>{say('queue.first-page')}</a>
      ) : null}
      {result.next === undefined ? null : (
        <a
          href={`${paths.queue}${writeFilters({ ...first, after: result.next, page: filters.page + 1 })}`}
          rel="next"
        >
          {say('queue.next-page')}
        </a>
      )}
    </nav>
  )
}
