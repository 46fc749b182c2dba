import type { OversightMode } from '../../system/oversight.js'
import { DUE_GROUPS, type DueGroup } from './due.js'

/** Whose reviews are shown. */
export const ATTRIBUTIONS = ['mine', 'free', 'others'] as const

/** One of {@link ATTRIBUTIONS}. */
export type Attribution = (typeof ATTRIBUTIONS)[number]

/** Which stage of the work is shown. */
export type QueueStage = 'open' | 'decided' | 'ended'

/** In which order: by deadline, by when the request came in, or by system. Never by anything that a suggestion says. */
export type QueueOrder = 'due' | 'created' | 'system'

/** Where a page of the queue begins: behind this review, in the order of the page. */
export interface QueueCursor {
  readonly dueAt: string
  readonly id: string
  readonly createdAt?: string
  readonly systemId?: string
}

/** The filters of the queue, as its address carries them. */
export interface QueueFilters {
  readonly search: string
  readonly systemIds: readonly string[]
  readonly procedures: readonly string[]
  readonly attributions: readonly Attribution[]
  readonly modes: readonly OversightMode[]
  readonly territories: readonly string[]
  readonly stage: QueueStage
  /** Due in this group or a more urgent one; `later` is no condition. */
  readonly due: DueGroup
  /** Of what is open; what has ended is always by deadline. */
  readonly order: QueueOrder
  readonly after?: QueueCursor
  readonly page: number
}

/** Names of the address's parameters. What a person may read in an address is French. */
export const FILTER_NAMES = {
  search: 'recherche',
  system: 'systeme',
  procedure: 'demarche',
  attribution: 'attribution',
  mode: 'mode',
  territory: 'territoire',
  stage: 'etat',
  due: 'echeance',
  order: 'tri',
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
const MODE_WORDS: Readonly<Record<OversightMode, string>> = {
  'decide-first': 'avis-d-abord',
  'on-request': 'a-la-demande',
  shown: 'affichee',
}
const ORDER_WORDS: Readonly<Record<QueueOrder, string>> = {
  due: 'echeance',
  created: 'depot',
  system: 'systeme',
}
const DEFAULT_ATTRIBUTIONS: readonly Attribution[] = ['mine', 'free']
/** Most values of one filter that are read. */
const MOST_VALUES = 100
const LONGEST_VALUE = 200

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

/** The word of a mode in an address. */
export function modeWord(mode: OversightMode): string {
  return MODE_WORDS[mode]
}

/** The word of an order in an address. */
export function orderWord(order: QueueOrder): string {
  return ORDER_WORDS[order]
}

/** Reads the filters of an address. What it cannot read counts as not given. */
export function readFilters(params: URLSearchParams): QueueFilters {
  const attributions = keysIn(ATTRIBUTION_WORDS, params.getAll(FILTER_NAMES.attribution))
  const stage = keyOf(STAGE_WORDS, params.get(FILTER_NAMES.stage)) ?? 'open'
  const due = DUE_GROUPS.find((group) => DUE_WORDS[group] === params.get(FILTER_NAMES.due))
  const order = stage === 'open' ? (keyOf(ORDER_WORDS, params.get(FILTER_NAMES.order)) ?? 'due') : 'due'
  const after = readCursor(params.get(FILTER_NAMES.after), order)
  const page = Number(params.get(FILTER_NAMES.page) ?? 1)
  return {
    search: (params.get(FILTER_NAMES.search) ?? '').trim().slice(0, LONGEST_VALUE).toWellFormed(),
    systemIds: valuesOf(params, FILTER_NAMES.system),
    procedures: valuesOf(params, FILTER_NAMES.procedure),
    attributions: attributions.length > 0 ? attributions : DEFAULT_ATTRIBUTIONS,
    modes: keysIn(MODE_WORDS, params.getAll(FILTER_NAMES.mode)),
    territories: valuesOf(params, FILTER_NAMES.territory),
    stage,
    due: due ?? 'later',
    order,
    ...(after === undefined ? {} : { after }),
    page: after !== undefined && Number.isInteger(page) && page > 1 && page < 1_000_000 ? page : 1,
  }
}

/** The parameters of filters, without those that are the default. */
export function writeFilters(filters: QueueFilters): string {
  const params = new URLSearchParams()
  const { search, stage, due, order, attributions, after } = filters
  if (search !== '') params.set(FILTER_NAMES.search, search)
  for (const id of filters.systemIds) params.append(FILTER_NAMES.system, id)
  for (const procedure of filters.procedures) params.append(FILTER_NAMES.procedure, procedure)
  if (!sameSet(attributions, DEFAULT_ATTRIBUTIONS))
    for (const each of attributions) params.append(FILTER_NAMES.attribution, ATTRIBUTION_WORDS[each])
  for (const mode of filters.modes) params.append(FILTER_NAMES.mode, MODE_WORDS[mode])
  for (const territory of filters.territories) params.append(FILTER_NAMES.territory, territory)
  if (stage !== 'open') params.set(FILTER_NAMES.stage, STAGE_WORDS[stage])
  if (due !== 'later') params.set(FILTER_NAMES.due, DUE_WORDS[due])
  if (order !== 'due') params.set(FILTER_NAMES.order, ORDER_WORDS[order])
  if (after !== undefined) {
    params.set(FILTER_NAMES.after, writeCursor(after, order))
    params.set(FILTER_NAMES.page, String(filters.page))
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/** True when the filters leave something out that the plain queue would show. */
export function isFiltered(filters: QueueFilters): boolean {
  const { search, systemIds, procedures, modes, territories, stage, due, attributions } = filters
  return (
    search !== '' ||
    [systemIds, procedures, modes, territories].some((list) => list.length > 0) ||
    stage !== 'open' ||
    due !== 'later' ||
    !sameSet(attributions, DEFAULT_ATTRIBUTIONS)
  )
}

function valuesOf(params: URLSearchParams, name: string): readonly string[] {
  const values = params.getAll(name).filter((value) => value !== '' && value.length <= LONGEST_VALUE)
  return [...new Set(values.map((value) => value.toWellFormed()))].slice(0, MOST_VALUES)
}

function keyOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
  word: string | null,
): Key | undefined {
  return (Object.keys(words) as Key[]).find((key) => words[key] === word)
}

function keysIn<Key extends string>(
  words: Readonly<Record<Key, string>>,
  given: readonly string[],
): readonly Key[] {
  return (Object.keys(words) as Key[]).filter((key) => given.includes(words[key]))
}

function writeCursor({ dueAt, id, createdAt = '', systemId = '' }: QueueCursor, order: QueueOrder): string {
  return { due: [dueAt], created: [createdAt], system: [systemId, dueAt] }[order].concat(id).join('~')
}

function readCursor(text: string | null, order: QueueOrder): QueueCursor | undefined {
  const parts = (text ?? '').split('~')
  const id = parts.pop() ?? ''
  const moment = parts.pop() ?? ''
  const [systemId = '', ...others] = parts
  const fits =
    /^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z$/.test(moment) &&
    /^[\w-]{1,64}$/.test(id) &&
    others.length === 0 &&
    (order === 'system' ? /^[\w-]{1,200}$/.test(systemId) : parts.length === 0)
  if (!fits) return undefined
  if (order === 'created') return { dueAt: '', id, createdAt: moment }
  return { dueAt: moment, id, ...(order === 'system' ? { systemId } : {}) }
}

function sameSet<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item))
}
