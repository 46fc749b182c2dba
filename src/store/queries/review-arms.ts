import type { Kysely, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { ReviewStatus } from '../../review/review.js'
import type { ReviewOrder, ReviewPlace } from '../store.js'
import type { Param } from './prepare.js'
import type { Tables } from './tables.js'

/** The values of a query on many reviews. Those that its shape does not ask for are ignored. */
export interface ManyArgs {
  readonly roles: readonly string[]
  readonly systemIds: readonly string[]
  readonly claimedBy: string
  /** A pattern made by `containsPattern`. */
  readonly pattern: string
  readonly dueFrom: string
  readonly dueBefore: string
  readonly uses: readonly string[]
  readonly modes: readonly string[]
  readonly territories: readonly string[]
  readonly after: ReviewPlace
  readonly limit: number
  /** For claims: the present, and the person who asks. */
  readonly now: string
  readonly person: string
}

/** What a query on many reviews asks for, without the values. Queries of one shape are compiled once. */
export interface Shape {
  readonly statuses: readonly ReviewStatus[]
  /** How many roles, systems; undefined: no such condition. */
  readonly roles: number | undefined
  readonly systemIds: number | undefined
  readonly claimedBy: boolean
  readonly search: boolean
  readonly dueFrom: boolean
  readonly dueBefore: boolean
  /** How many uses, modes, territories. */
  readonly uses: number | undefined
  readonly modes: number | undefined
  readonly territories: number | undefined
  readonly order: ReviewOrder
  readonly after: boolean
  /** For counts: no further than `limit`. */
  readonly bounded: boolean
  /** Only what this person may take now. */
  readonly free: boolean
}

/** One arm of a query on many reviews. */
export type Arm = SelectQueryBuilder<Tables, 'reviews', object>

/** A longer union than this is slower than a walk along the queue, and databases limit it. */
const MOST_ARMS = 128

/**
 * Splits a query on many reviews into arms that share no row, each a stretch of one index that is already in the order
 * of the queue. The database merges them and stops at the limit, however many reviews there are: an `or` over roles
 * would make it read and sort them all.
 */
export function armsOf(db: Kysely<Tables>, shape: Shape, param: Param<ManyArgs>): readonly Arm[] {
  const base = restricted(db.selectFrom('reviews'), shape, param)
  if (shape.claimedBy) {
    // One person holds few reviews: the rest is looked at in each of them.
    const held = base.where('claimed_by', '=', param('claimedBy')).where('status', 'in', shape.statuses)
    return [loose(held, shape, param)]
  }
  const { statuses, roles, systemIds } = shape
  const seats = roles === undefined ? undefined : statuses.length * roles
  if (seats === undefined || seats * ((systemIds ?? 1) + 1) > MOST_ARMS)
    return statuses.map((status) => loose(base.where('status', '=', sql.lit(status)), shape, param))
  return statuses.flatMap((status) => {
    const ofStatus = withStatus(base, { status, free: shape.free }, param)
    return count(roles).flatMap((role) => [
      ...inRole(ofStatus, { role, systemIds }, param),
      inSystems(escalatedTo(ofStatus, { role, roles }, param), systemIds, param),
    ])
  })
}

function count(length: number | undefined): number[] {
  return Array.from({ length: length ?? 0 }, (_, index) => index)
}

function restricted(base: Arm, shape: Shape, param: Param<ManyArgs>): Arm {
  let arm = base
  if (shape.search) arm = arm.where(sql<boolean>`${sql.ref('subject')} like ${param('pattern')} escape '\\'`)
  if (shape.dueFrom) arm = arm.where('due_at', '>=', param('dueFrom'))
  if (shape.dueBefore) arm = arm.where('due_at', '<', param('dueBefore'))
  if (shape.after) arm = behind(arm, shape.order, param)
  for (const list of ['uses', 'modes', 'territories'] as const) arm = oneOf(arm, { list, shape }, param)
  if (shape.free) {
    arm = arm.where((eb) => eb.or([eb('requester', 'is', null), eb('requester', '<>', param('person'))]))
  }
  return arm
}

/** The columns of an order, the same for every arm. */
export const ORDERS: {
  readonly due: readonly ['due_at', 'id']
  readonly created: readonly ['created_at', 'id']
  readonly system: readonly ['system_id', 'due_at', 'id']
} = {
  due: ['due_at', 'id'],
  created: ['created_at', 'id'],
  system: ['system_id', 'due_at', 'id'],
}

function behind(arm: Arm, order: ReviewOrder, param: Param<ManyArgs>): Arm {
  const dueAt = param.read(({ after }) => after.dueAt)
  const id = param.read(({ after }) => after.id)
  switch (order) {
    case 'due':
      return arm.where((eb) => eb(eb.refTuple('due_at', 'id'), '>', eb.tuple(dueAt, id)))
    case 'created': {
      const createdAt = param.read(({ after }) => after.createdAt ?? '')
      return arm.where((eb) => eb(eb.refTuple('created_at', 'id'), '>', eb.tuple(createdAt, id)))
    }
    case 'system': {
      const systemId = param.read(({ after }) => after.systemId ?? '')
      return arm.where((eb) =>
        eb(eb.refTuple('system_id', 'due_at', 'id'), '>', eb.tuple(systemId, dueAt, id)),
      )
    }
  }
}

const LIST_COLUMNS = { uses: 'use_key', modes: 'mode', territories: 'territory' } as const

function oneOf(
  arm: Arm,
  { list, shape }: { readonly list: keyof typeof LIST_COLUMNS; readonly shape: Shape },
  param: Param<ManyArgs>,
): Arm {
  const length = shape[list]
  if (length === undefined) return arm
  return arm.where(
    LIST_COLUMNS[list],
    'in',
    count(length).map((index) => param.read((args) => args[list][index] ?? '')),
  )
}

function withStatus(
  base: Arm,
  { status, free }: { readonly status: ReviewStatus; readonly free: boolean },
  param: Param<ManyArgs>,
): Arm {
  // A literal, so that the database sees that an index of open reviews alone will do.
  const arm = base.where('status', '=', sql.lit(status))
  return free && status === 'claimed' ? arm.where('claimed_until', '<=', param('now')) : arm
}

function inRole(
  base: Arm,
  { role, systemIds }: { readonly role: number; readonly systemIds: number | undefined },
  param: Param<ManyArgs>,
): readonly Arm[] {
  const arm = base.where(
    'role',
    '=',
    param.read(({ roles }) => roles[role] ?? ''),
  )
  if (systemIds === undefined) return [arm]
  return count(systemIds).map((index) =>
    arm.where(
      'system_id',
      '=',
      param.read((args) => args.systemIds[index] ?? ''),
    ),
  )
}

/** Escalated to this role and not shown already because of another: few, so systems are looked at in each. */
function escalatedTo(
  base: Arm,
  { role, roles }: { readonly role: number; readonly roles: number | undefined },
  param: Param<ManyArgs>,
): Arm {
  return base
    .where(
      'escalated_to',
      '=',
      param.read((args) => args.roles[role] ?? ''),
    )
    .where('role', 'not in', roleParams(roles, param))
}

function inSystems(base: Arm, systemIds: number | undefined, param: Param<ManyArgs>): Arm {
  if (systemIds === undefined) return base
  const systems = count(systemIds).map((index) => param.read((args) => args.systemIds[index] ?? ''))
  return base.where('system_id', 'in', systems)
}

/** Roles and systems as conditions on each row, for arms that no index on roles serves. */
function loose(base: Arm, shape: Shape, param: Param<ManyArgs>): Arm {
  const arm = inSystems(base, shape.systemIds, param)
  const free = shape.free
    ? arm.where((eb) => eb.or([eb('status', '<>', 'claimed'), eb('claimed_until', '<=', param('now'))]))
    : arm
  if (shape.roles === undefined) return free
  const roles = roleParams(shape.roles, param)
  return free.where((eb) => eb.or([eb('role', 'in', roles), eb('escalated_to', 'in', roles)]))
}

function roleParams(
  roles: number | undefined,
  param: Param<ManyArgs>,
): readonly ReturnType<typeof param.read<string>>[] {
  return count(roles).map((index) => param.read((args) => args.roles[index] ?? ''))
}
