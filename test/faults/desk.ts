// A desk at which several people work on the same few reviews at once, sometimes on what they saw a while ago, sometimes twice.
// Prints when each thing began and ended, by a clock that all processes of the machine share.
import { writeSync } from 'node:fs'
import { type Guard, isGuardError, type ReviewView } from 'garde-fou'
import { keyOf, MOTIVE, openCity, PEOPLE, storeAt } from './city.ts'
import type { Answer, Move, Operation, ReviewModel } from './linearizable.ts'
import { oneOf, randomFrom } from './seed.ts'
import type { DeskTask, Line } from './task.ts'

type Command = Operation['command']
/** What came of it, and for which review. */
interface Outcome {
  readonly id: string
  readonly answer: Answer
}

/** What somebody last saw of a review. */
type Known = Pick<ReviewModel, 'version' | 'holder'>

const MOVES = ['giveBack', 'opinion', 'opinion', 'approve', 'approve', 'reject'] as const
const task = JSON.parse(process.argv[2] ?? '') as DeskTask
const random = randomFrom(task.seed)
const guard = await openCity({ store: storeAt(task.address), key: keyOf(task.jwk) })
let count = 0

function say(...line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

/** Since the machine was started, in nanoseconds. */
function now(): number {
  return Number(process.hrtime.bigint())
}

async function person(): Promise<void> {
  const known = new Map<string, Known>()
  let previous: string | undefined
  let last: { readonly id: string; readonly by: string; readonly command: Command } | undefined
  for (let round = 0; round < task.rounds; round++) {
    const next = last !== undefined && random() < 0.15 ? last : wish(known, previous)
    previous = next.id
    last = next.command.kind === 'view' || next.command.kind === 'claimNext' ? undefined : next
    const number = `${process.pid}-${count++}`
    const { kind } = next.command
    say('began', number, kind === 'claimNext' ? null : next.id, {
      start: now(),
      by: next.by,
      command: next.command,
    })
    const outcome = await attempt(guard, next, known)
    if (outcome !== undefined) say('ended', number, outcome.id, now(), outcome.answer)
  }
}

function wish(
  known: ReadonlyMap<string, Known>,
  previous: string | undefined,
): {
  readonly id: string
  readonly by: string
  readonly command: Command
} {
  // People stay with a case for a while.
  const id = previous !== undefined && random() < 0.6 ? previous : oneOf(random, task.reviews)
  const { version: last = 1, holder = '' } = known.get(id) ?? {}
  // Mostly who may, now and then anybody.
  const by = holder !== '' && random() < 0.8 ? holder : oneOf(random, PEOPLE)
  if (random() < 0.3) return { id, by, command: { kind: 'view' } }
  if (random() < 0.05) return { id, by, command: { kind: 'claimNext' } }
  const kind = holder === '' || random() < 0.2 ? 'claim' : oneOf<Move>(random, MOVES)
  const version = Math.max(1, last - (random() < 0.1 ? 1 : 0))
  return { id, by, command: { kind, version, key: crypto.randomUUID() } }
}

/** Undefined when nobody can tell which review it was about, as when there is no next one. */
async function attempt(
  { reviews }: Guard,
  { id, by, command }: { readonly id: string; readonly by: string; readonly command: Command },
  known: Map<string, Known>,
): Promise<Outcome | undefined> {
  try {
    if (command.kind === 'view') {
      const view = await reviews.view(id, by)
      known.set(id, modelOf(view))
      return { id, answer: { kind: 'seen', state: modelOf(view) } }
    }
    const view =
      command.kind === 'claimNext'
        ? await reviews.claimNext(by)
        : await carryOut(reviews, { id, by, command })
    if (view === undefined) return undefined
    const { version } = view
    const holder =
      command.kind === 'claim' || command.kind === 'claimNext' || command.kind === 'opinion' ? by : ''
    known.set(view.id, { version, holder })
    return { id: view.id, answer: { kind: 'done' } }
  } catch (error) {
    if (!isGuardError(error)) throw error
    // Whatever it was about: it may have taken any review before it failed.
    if (command.kind === 'claimNext') return undefined
    if (error.code === 'ERR_REVIEW_CONFLICT') known.delete(id)
    return { id, answer: { kind: ANSWERS[error.code] ?? 'unknown' } }
  }
}

const ANSWERS: Readonly<Record<string, 'moved' | 'against'>> = {
  ERR_REVIEW_CONFLICT: 'moved',
  ERR_REVIEW_STATE: 'against',
  ERR_REVIEWER_NOT_ALLOWED: 'against',
}

function carryOut(
  reviews: Guard['reviews'],
  { id, by, command }: { id: string; by: string; command: Extract<Command, { readonly kind: Move }> },
): Promise<{ readonly id: string; readonly version: number }> {
  const { kind, version, key: idempotencyKey } = command
  const order = { by, version, idempotencyKey }
  if (kind === 'opinion') return reviews.recordOpinion(id, { choice: 'favourable' }, order)
  if (kind === 'approve' || kind === 'reject') return reviews[kind](id, { motive: MOTIVE }, order)
  return reviews[kind](id, order)
}

function modelOf({ version, status, claim }: ReviewView): ReviewModel {
  if (status !== 'pending' && status !== 'claimed') return { version, status: 'decided', holder: '' }
  return { version, status, holder: claim?.by ?? '' }
}

say('open')
await Promise.all(Array.from({ length: task.lanes }, person))
await guard.close()
