import fc from 'fast-check'
import { expect } from 'vitest'
import type { DecisionOutcome } from '../../src/review/decision.js'
import { decidersOf } from '../../src/review/quorum.js'
import type { Review } from '../../src/review/review.js'
import type { Reviewer } from '../../src/review/reviewer.js'
import type { ReviewAction, ReviewView } from '../../src/review/view.js'
import type { OversightMode } from '../../src/system/oversight.js'
import { alice, bruno, chloe, reviewer, sofia } from './fixtures.js'

/** Everybody of the story: three colleagues, one of whom supervises too, a supervisor, the requester, one without training. */
export const dora: Reviewer = reviewer('dora', { roles: ['instructeur', 'supervisor'] })
export const rene: Reviewer = reviewer('rene')
export const ulysse: Reviewer = reviewer('ulysse', { training: [] })
export const people: readonly Reviewer[] = [alice, bruno, chloe, dora, sofia, rene, ulysse]

export interface Setting {
  readonly mode: OversightMode
  readonly agree: number
  readonly of: number
  readonly dueInMinutes: number
  readonly expiresInMinutes: number
  readonly control: boolean
  readonly undoMinutes: number
}

export const settings: fc.Arbitrary<Setting> = fc
  .record({
    mode: fc.constantFrom<OversightMode>('decide-first', 'on-request', 'shown'),
    quorum: fc.constantFrom([1, 1], [1, 1], [2, 2], [2, 3]),
    dueInMinutes: fc.constantFrom(60, 240, 6000),
    more: fc.constantFrom(0, 60, 6000),
    control: fc.constantFrom(false, false, false, true),
    undoMinutes: fc.constantFrom(10, 10, 0),
  })
  .map(({ mode, quorum: [agree = 1, of = 1], dueInMinutes, more, control, undoMinutes }) => ({
    control,
    undoMinutes,
    mode,
    agree,
    of,
    dueInMinutes,
    expiresInMinutes: dueInMinutes + more,
  }))

const OUTCOMES = {
  approve: 'approved',
  amend: 'amended',
  reject: 'rejected',
  'without-ai': 'without-ai',
} as const satisfies Partial<Record<ReviewAction, DecisionOutcome>>
const ACTIONS: readonly ReviewAction[] = [
  'claim',
  'renew',
  'give-back',
  'record-opinion',
  'reveal',
  'approve',
  'amend',
  'reject',
  'without-ai',
  'undo',
  'escalate',
  'ask-second-opinion',
  'take-over',
  'report',
]

export type Move =
  | { readonly kind: 'person'; readonly action: ReviewAction; readonly who: Reviewer; readonly value: number }
  | { readonly kind: 'application'; readonly action: 'withdraw' | 'stale' }
  /** Something asks for everybody's opinion first on the system from now on, or does no more. */
  | { readonly kind: 'mode'; readonly raised: boolean }
  | { readonly kind: 'time'; readonly minutes: number }
  | { readonly kind: 'sweep' }

/** What the moves are played against: the rules alone, or a desk over a store. */
export interface Real {
  /** True when it was carried out, false when it was refused. */
  play(move: Move): Promise<boolean>
  review(): Promise<Review>
  /** Undefined when this person may not know of the review. */
  view(who: Reviewer): Promise<ReviewView | undefined>
}

interface Vote {
  readonly by: string
  readonly says: string
}

/** The story as one would tell it, in minutes and plain words. */
export interface Model extends Omit<Setting, 'agree' | 'of'> {
  agree: number
  of: number
  now: number
  version: number
  status: Review['state']['status']
  holder: string
  leaseEnd: number
  effectiveAt: number
  votes: Vote[]
  readonly opinions: Set<string>
  readonly shown: Set<string>
  raising: boolean
  /** Who took it while it was raised, and had not seen the suggestion. */
  readonly raised: Set<string>
  stale: boolean
  escalated: boolean
}

export function begin(setting: Setting): Model {
  return {
    ...setting,
    now: 0,
    version: 1,
    status: 'pending',
    holder: '',
    leaseEnd: 0,
    effectiveAt: 0,
    votes: [],
    opinions: new Set(),
    shown: new Set(),
    raising: false,
    raised: new Set(),
    stale: false,
    escalated: false,
  }
}

const modeOf = (m: Model, who: Reviewer): OversightMode => (m.raised.has(who.id) ? 'decide-first' : m.mode)
const open = (m: Model): boolean => m.status === 'pending' || m.status === 'claimed'
const supervises = (who: Reviewer): boolean => who.roles.includes('supervisor')
const instructs = (who: Reviewer): boolean => who.roles.includes('instructeur')

function stuck(m: Model): boolean {
  const counts = m.votes.map((vote) => m.votes.filter(({ says }) => says === vote.says).length)
  return Math.max(0, ...counts) + Math.max(0, m.of - m.votes.length) < m.agree
}

function entitled(m: Model, who: Reviewer): boolean {
  const role = open(m) && stuck(m) ? supervises(who) : instructs(who) || (m.escalated && supervises(who))
  return role && who !== rene && who !== ulysse
}

export function knows(m: Model, who: Reviewer): boolean {
  return instructs(who) || (supervises(who) && (m.escalated || !open(m)))
}

export function sees(m: Model, who: Reviewer): boolean {
  if (!entitled(m, who)) return false
  return m.shown.has(who.id) && (modeOf(m, who) !== 'decide-first' || m.opinions.has(who.id))
}

export function may(m: Model, who: Reviewer, action: ReviewAction): boolean {
  const mine = m.status === 'claimed' && m.holder === who.id
  const working = mine && entitled(m, who)
  const voted = m.votes.some(({ by }) => by === who.id)
  const mode = modeOf(m, who)
  const ready = m.shown.has(who.id) && (mode !== 'decide-first' || m.opinions.has(who.id))
  switch (action) {
    case 'claim':
      return m.status === 'pending' && entitled(m, who) && !voted
    case 'renew':
      return working
    case 'give-back':
      return mine
    case 'record-opinion':
      return working && !m.opinions.has(who.id) && !m.shown.has(who.id)
    case 'reveal':
      // Raised after their own opinion, they ask for it as before.
      return working && !m.shown.has(who.id) && (mode !== 'decide-first' || m.opinions.has(who.id))
    case 'approve':
    case 'amend':
      return working && !voted && ready && !m.stale
    case 'reject':
      return working && !voted && ready
    case 'without-ai':
      return working && !voted && !m.shown.has(who.id)
    case 'undo':
      return (
        m.status === 'decided' && !m.control && (m.holder === who.id || (supervises(who) && who !== rene))
      )
    case 'escalate':
      return !m.escalated && (m.status === 'pending' || mine) && entitled(m, who)
    case 'ask-second-opinion':
      return working && m.agree === 1 && m.of === 1 && m.votes.length === 0
    case 'take-over':
      return m.status === 'claimed' && m.holder !== who.id && supervises(who) && entitled(m, who) && !voted
    case 'report':
      return (open(m) || m.status === 'decided') && (mine || voted) && m.shown.has(who.id)
  }
}

function tick(m: Model): void {
  if (m.status === 'claimed' && m.leaseEnd <= m.now) m.status = 'pending'
  if (m.status === 'decided' && m.effectiveAt <= m.now) m.status = 'effective'
  if (open(m) && !m.control && m.dueInMinutes <= m.now) m.escalated = true
  if (open(m) && m.expiresInMinutes <= m.now) m.status = 'expired'
}

function decide(m: Model, who: Reviewer, says: string): void {
  const alone = stuck(m)
  m.votes.push({ by: who.id, says })
  if (alone || m.votes.filter((vote) => vote.says === says).length >= m.agree) {
    m.status = m.undoMinutes === 0 ? 'effective' : 'decided'
    m.effectiveAt = m.now + m.undoMinutes
    return
  }
  m.status = 'pending'
  if (stuck(m)) m.escalated = true
}

function hold(m: Model, who: Reviewer): void {
  m.status = 'claimed'
  m.holder = who.id
  m.leaseEnd = m.now + 30
}

function apply(m: Model, { action, who, value }: Extract<Move, { kind: 'person' }>): void {
  switch (action) {
    case 'claim':
    case 'take-over':
      if (m.raising && m.mode !== 'decide-first' && !m.shown.has(who.id)) m.raised.add(who.id)
      if (modeOf(m, who) === 'shown') m.shown.add(who.id)
      hold(m, who)
      return
    case 'renew':
      hold(m, who)
      return
    case 'give-back':
      m.status = 'pending'
      return
    case 'record-opinion':
      m.opinions.add(who.id)
      if (modeOf(m, who) === 'decide-first') m.shown.add(who.id)
      return
    case 'reveal':
      m.shown.add(who.id)
      return
    case 'undo':
      m.status = 'pending'
      m.votes.pop()
      return
    case 'escalate':
      m.status = 'pending'
      m.escalated = true
      return
    case 'ask-second-opinion':
      m.agree = 2
      m.of = 2
      return
    case 'report':
      return
    default:
      decide(m, who, action === 'amend' ? `amend ${value}` : action)
  }
}

/** Plays a move against the model; true when it may be done. */
function predict(m: Model, move: Move): boolean {
  if (move.kind === 'time') m.now += move.minutes
  tick(m)
  if (move.kind === 'mode') m.raising = move.raised
  if (move.kind === 'time' || move.kind === 'sweep' || move.kind === 'mode') return true
  const ended = m.status === 'effective' || m.status === 'expired' || m.status === 'withdrawn'
  if (move.kind === 'application') {
    if (ended) return false
    if (move.action === 'withdraw') m.status = 'withdrawn'
    else {
      m.stale = true
      m.votes = []
      if (m.status === 'decided') m.status = 'pending'
    }
    return true
  }
  if (!knows(m, move.who) || !may(m, move.who, move.action)) return false
  apply(m, move)
  return true
}

class Step implements fc.AsyncCommand<Model, Real> {
  readonly move: Move
  constructor(move: Move) {
    this.move = move
  }
  check(): boolean {
    return true
  }
  async run(m: Model, real: Real): Promise<void> {
    const before = await real.review()
    const expected = predict(m, this.move)
    const done = await real.play(this.move)
    expect(done).toBe(expected)
    const after = await real.review()
    checkReview(m, { move: this.move, before, after, done })
    // What was undone or changed is open again, and may be late by now: a view shows it as it stands at this moment.
    tick(m)
    for (const who of people) await checkView(m, real, who)
  }
  toString(): string {
    const { move } = this
    return move.kind === 'person' ? `${move.who.id}.${move.action}(${move.value})` : JSON.stringify(move)
  }
}

function checkReview(
  m: Model,
  { move, before, after, done }: { move: Move; before: Review; after: Review; done: boolean },
): void {
  const changes = move.kind === 'person' || move.kind === 'application'
  if (changes) expect(after.version).toBe(done ? before.version + 1 : before.version)
  else expect(after.version - before.version).toBeLessThanOrEqual(1)
  expect(after.opinions.slice(0, before.opinions.length)).toEqual(before.opinions)
  expect(after.opinions.map(({ by }) => by)).toEqual([...m.opinions])
  expect(new Set(after.votes.map(({ by }) => by)).size).toBe(after.votes.length)
  for (const { by } of after.votes) expect(['rene', 'ulysse']).not.toContain(by)
  if (['effective', 'expired', 'withdrawn'].includes(before.state.status)) expect(after).toEqual(before)
  if (after.state.status !== 'effective') return
  const deciders = decidersOf(after) ?? []
  const alone = deciders.length === 1 && deciders[0]?.role === 'supervisor' && m.agree > 1
  expect(deciders.length >= m.agree || alone).toBe(true)
}

async function checkView(m: Model, real: Real, who: Reviewer): Promise<void> {
  const view = await real.view(who)
  expect(view !== undefined).toBe(knows(m, who))
  if (view === undefined) return
  expect(view.status).toBe(m.status)
  expect('suggestion' in view).toBe(sees(m, who))
  expect(view.oversight.mode).toBe(modeOf(m, who))
  expect(view.raised !== undefined).toBe(m.raised.has(who.id))
  expect(view.votes).toEqual({ cast: m.votes.length, needed: m.agree })
  expect(view.allowed).toEqual(ACTIONS.filter((action) => may(m, who, action)))
  expect('decision' in view).toBe(m.status === 'effective' || m.votes.some(({ by }) => by === who.id))
  // What it was is told by nothing but one's own decision.
  expect('control' in view).toBe(m.control && m.votes.some(({ by }) => by === who.id))
  const text = JSON.stringify(view)
  // Nothing of the suggestion by another way: not before it is theirs to see or its decision took effect.
  const voted = m.votes.some(({ by }) => by === who.id)
  if (!sees(m, who) && m.status !== 'effective' && !voted) expect(text).not.toContain('SECRET')
  const told = [...text.matchAll(/opinion of (\w+)/g)].map(([, id]) => id)
  expect(told.filter((id) => id !== who.id)).toEqual([])
}

const person: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('person' as const),
  action: fc.constantFrom(...ACTIONS),
  who: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(alice, bruno, dora) },
    { weight: 2, arbitrary: fc.constantFrom(...people) },
  ),
  value: fc.constantFrom(1, 1, 2),
})

/** Whole turns, so that a random story gets somewhere: claim, opinion, look, decide. */
const turn: fc.Arbitrary<readonly Move[]> = fc
  .record({
    who: fc.constantFrom(alice, bruno, chloe, dora, sofia),
    verb: fc.constantFrom<ReviewAction>('approve', 'approve', 'amend', 'reject', 'without-ai'),
    value: fc.constantFrom(1, 1, 2),
  })
  .map(({ who, verb, value }) =>
    (['claim', ...(verb === 'without-ai' ? [] : (['record-opinion', 'reveal'] as const)), verb] as const).map(
      (action) => ({ kind: 'person', action, who, value }) as const,
    ),
  )

const move: fc.Arbitrary<readonly Move[]> = fc.oneof(
  { weight: 6, arbitrary: person.map((one) => [one]) },
  { weight: 4, arbitrary: turn },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(1, 9, 10, 29, 30, 31, 59, 300)
      .map((minutes) => [{ kind: 'time', minutes } as const]),
  },
  { weight: 1, arbitrary: fc.constant([{ kind: 'sweep' } as const]) },
  { weight: 2, arbitrary: fc.boolean().map((raised) => [{ kind: 'mode', raised } as const]) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('stale', 'stale', 'withdraw')
      .map((action) => [{ kind: 'application', action } as const]),
  },
)

/** A story of exactly these moves. */
export function storyOf(moves: readonly Move[]): readonly fc.AsyncCommand<Model, Real>[] {
  return moves.map((one) => new Step(one))
}

/** A random story of up to so many steps. */
export function stories(maxLength: number): fc.Arbitrary<readonly fc.AsyncCommand<Model, Real>[]> {
  return fc
    .array(move, { minLength: 1, maxLength, size: 'max' })
    .map((moves) => moves.flat().map((one) => new Step(one)))
}

/** The outcome of a decision by its verb. */
export function outcomeOf(action: ReviewAction): DecisionOutcome | undefined {
  return Object.hasOwn(OUTCOMES, action) ? OUTCOMES[action as keyof typeof OUTCOMES] : undefined
}

/** Plays a story to its end; fails where the model and the real thing part. */
export async function playStory(
  setting: Setting,
  story: readonly fc.AsyncCommand<Model, Real>[],
  real: Real,
): Promise<Model> {
  const model = begin(setting)
  await fc.asyncModelRun(() => ({ model, real }), story)
  return model
}
