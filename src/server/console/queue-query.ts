import type { QueueQuery, ReviewListItem } from '../../review/commands.js'
import type { ReviewStatus } from '../../review/review.js'
import type { ConsoleGuard } from '../options.js'
import { DUE_GROUPS, type DueGroup, groupEnd } from './due.js'

/** Whose reviews are shown. */
export const ATTRIBUTIONS = ['mine', 'free', 'others'] as const

/** One of {@link ATTRIBUTIONS}. */
export type Attribution = (typeof ATTRIBUTIONS)[number]

/** Which stage of the work is shown. */
export type QueueStage = 'open' | 'decided' | 'ended'

/** Where a page of the queue begins: behind this review. */
export interface QueueCursor {
  readonly dueAt: string
  readonly id: string
}

/** The filters of the queue, as its address carries them. */
export interface QueueFilters {
  readonly search: string
  readonly systemIds: readonly string[]
  readonly attributions: readonly Attribution[]
  readonly stage: QueueStage
  /** Due in this group or a more urgent one; `later` is no condition. */
  readonly due: DueGroup
  readonly after?: QueueCursor
  readonly page: number
}

/** Names of the address's parameters. What a person may read in an address is French. */
export const FILTER_NAMES = {
  search: 'recherche',
  system: 'systeme',
  attribution: 'attribution',
  stage: 'etat',
  due: 'echeance',
  after: 'apres',
  page: 'page',
} as const

const ATTRIBUTION_WORDS: Readonly<Record<Attribution, string>> = {
  mine: 'moi',
  free: 'libres',
  others: 'autres',
}
const STAGE_WORDS: Readonly<Record<QueueStage, string>> = {
  open: 'a-decider',
  decided: 'decides',
  ended: 'termines',
}
const DUE_WORDS: Readonly<Record<DueGroup, string>> = {
  overdue: 'en-retard',
  today: 'aujourd-hui',
  week: 'cette-semaine',
  later: 'toutes',
}
const STATUSES: Readonly<Record<Exclude<QueueStage, 'open'>, readonly ReviewStatus[]>> = {
  decided: ['decided'],
  ended: ['effective', 'expired', 'withdrawn'],
}
const DEFAULT_ATTRIBUTIONS: readonly Attribution[] = ['mine', 'free']
const PAGE_SIZE = 50

/** The word of an attribution in an address. */
export function attributionWord(attribution: Attribution): string {
  return ATTRIBUTION_WORDS[attribution]
}

/** The word of a stage in an address. */
export function stageWord(stage: QueueStage): string {
  return STAGE_WORDS[stage]
}

/** The word of a deadline filter in an address. */
export function dueWord(due: DueGroup): string {
  return DUE_WORDS[due]
}

/** Reads the filters of an address. What it cannot read counts as not given. */
export function readFilters(params: URLSearchParams): QueueFilters {
  const words = params.getAll(FILTER_NAMES.attribution)
  const given = ATTRIBUTIONS.filter((attribution) => words.includes(ATTRIBUTION_WORDS[attribution]))
  const stage = (Object.keys(STAGE_WORDS) as QueueStage[]).find(
    (candidate) => STAGE_WORDS[candidate] === params.get(FILTER_NAMES.stage),
  )
  const due = DUE_GROUPS.find((group) => DUE_WORDS[group] === params.get(FILTER_NAMES.due))
  const after = readCursor(params.get(FILTER_NAMES.after))
  const page = Number(params.get(FILTER_NAMES.page) ?? 1)
  return {
    search: (params.get(FILTER_NAMES.search) ?? '').trim().slice(0, 200).toWellFormed(),
    systemIds: [...new Set(params.getAll(FILTER_NAMES.system))].slice(0, 100),
    attributions: given.length > 0 ? given : DEFAULT_ATTRIBUTIONS,
    stage: stage ?? 'open',
    due: due ?? 'later',
    ...(after === undefined ? {} : { after }),
    page: after !== undefined && Number.isInteger(page) && page > 1 && page < 1_000_000 ? page : 1,
  }
}

/** The parameters of filters, without those that are the default. */
export function writeFilters(filters: QueueFilters): string {
  const params = new URLSearchParams()
  if (filters.search !== '') params.set(FILTER_NAMES.search, filters.search)
  for (const id of filters.systemIds) params.append(FILTER_NAMES.system, id)
  if (!sameSet(filters.attributions, DEFAULT_ATTRIBUTIONS))
    for (const attribution of filters.attributions)
      params.append(FILTER_NAMES.attribution, ATTRIBUTION_WORDS[attribution])
  if (filters.stage !== 'open') params.set(FILTER_NAMES.stage, STAGE_WORDS[filters.stage])
  if (filters.due !== 'later') params.set(FILTER_NAMES.due, DUE_WORDS[filters.due])
  if (filters.after !== undefined) {
    params.set(FILTER_NAMES.after, `${filters.after.dueAt}~${filters.after.id}`)
    params.set(FILTER_NAMES.page, String(filters.page))
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/** True when the filters leave something out that the plain queue would show. */
export function isFiltered(filters: QueueFilters): boolean {
  return (
    filters.search !== '' ||
    filters.systemIds.length > 0 ||
    filters.stage !== 'open' ||
    filters.due !== 'later' ||
    !sameSet(filters.attributions, DEFAULT_ATTRIBUTIONS)
  )
}

/** One page of the queue. */
export interface QueueResult {
  readonly items: readonly ReviewListItem[]
  readonly total: number
  /** Where the next page begins; absent on the last. */
  readonly next?: QueueCursor
  /** Open reviews of everybody, without any filter. */
  readonly open: number
  /** Of those, how many are free. */
  readonly free: number
}

/** Reads one page of the queue, most urgent first. */
export async function readQueue(
  guard: ConsoleGuard,
  by: string,
  { filters, now }: { readonly filters: QueueFilters; readonly now: Date },
): Promise<QueueResult> {
  const dueBefore = groupEnd(filters.due, now)
  const common: QueueQuery = {
    ...(filters.search === '' ? {} : { search: filters.search }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
    ...(filters.systemIds.length === 0 ? {} : { systemIds: filters.systemIds }),
  }
  const paging = { limit: PAGE_SIZE + 1, ...(filters.after === undefined ? {} : { after: filters.after }) }
  const streams = streamsFor(by, filters)
  const [lists, total, open, free] = await Promise.all([
    Promise.all(streams.map((stream) => guard.reviews.list(by, { ...common, ...stream, ...paging }))),
    totalOf(guard, by, { common, filters, streams }),
    guard.reviews.count(by, { statuses: ['pending', 'claimed'] }),
    guard.reviews.count(by, { statuses: ['pending'] }),
  ])
  return { ...pageOf(lists, (item) => isWanted(item, by, filters)), total, open, free }
}

/** Merges lists that are each sorted and cut off, without passing over anything that a list did not reach. */
function pageOf(
  lists: readonly (readonly ReviewListItem[])[],
  isWanted: (item: ReviewListItem) => boolean,
): Pick<QueueResult, 'items' | 'next'> {
  const [boundary] = lists
    .filter((list) => list.length > PAGE_SIZE)
    .flatMap((list) => list.slice(-1))
    .toSorted(byUrgency)
  const sorted = lists
    .flat()
    .filter((item) => isWanted(item) && (boundary === undefined || byUrgency(item, boundary) <= 0))
    .toSorted(byUrgency)
  const items = sorted.slice(0, PAGE_SIZE)
  const last = sorted.length > PAGE_SIZE ? items.at(-1) : boundary
  return { items, ...(last === undefined ? {} : { next: { dueAt: last.dueAt, id: last.id } }) }
}

/** The store's queries that together cover the filters. Their results do not overlap. */
function streamsFor(by: string, { attributions, stage }: QueueFilters): readonly QueueQuery[] {
  if (stage !== 'open') return [{ statuses: STATUSES[stage] }]
  const free: QueueQuery[] = attributions.includes('free') ? [{ statuses: ['pending'] }] : []
  if (attributions.includes('others')) return [...free, { statuses: ['claimed'] }]
  return attributions.includes('mine') ? [...free, { statuses: ['claimed'], claimedBy: by }] : free
}

function isWanted(item: ReviewListItem, by: string, { attributions, stage }: QueueFilters): boolean {
  if (stage !== 'open' || item.status !== 'claimed') return true
  return attributions.includes(item.claimedBy === by ? 'mine' : 'others')
}

async function totalOf(
  guard: ConsoleGuard,
  by: string,
  { common, filters, streams }: { common: QueueQuery; filters: QueueFilters; streams: readonly QueueQuery[] },
): Promise<number> {
  const counts = await Promise.all(streams.map((stream) => guard.reviews.count(by, { ...common, ...stream })))
  const all = counts.reduce((sum, count) => sum + count, 0)
  const { attributions, stage } = filters
  if (stage !== 'open' || !attributions.includes('others') || attributions.includes('mine')) return all
  return all - (await guard.reviews.count(by, { ...common, statuses: ['claimed'], claimedBy: by }))
}

function byUrgency(one: ReviewListItem, other: ReviewListItem): number {
  if (one.dueAt !== other.dueAt) return one.dueAt < other.dueAt ? -1 : 1
  if (one.id === other.id) return 0
  return one.id < other.id ? -1 : 1
}

function readCursor(text: string | null): QueueCursor | undefined {
  const [dueAt = '', id = ''] = (text ?? '').split('~')
  return /^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z$/.test(dueAt) && /^[\w-]{1,64}$/.test(id)
    ? { dueAt, id }
    : undefined
}

function sameSet<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item))
}
