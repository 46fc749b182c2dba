import {
  type Decision,
  defineSystem,
  type Guard,
  type Held,
  type HeldReview,
  type Refused,
  type Released,
  type SignificantOutcome,
  type SignificantUseDeclaration,
  type Undecided,
} from 'garde-fou'
import { expectTypeOf } from 'vitest'
import { type Draft, draftSchema, housing, housingRecord } from '../support/housing.js'

declare const guard: Guard
const { draft, summary } = housing.uses
const model = (): Promise<unknown> => Promise.resolve({})
const call = { input: { text: 'a' }, subject: 'AL-1' }

// A significant output has no way out of `run` and `propose`: held or refused, and nothing of either holds a value.
const significant = await guard.run(draft, call, model)
expectTypeOf(significant).toEqualTypeOf<SignificantOutcome<Draft>>()
expectTypeOf(significant.status).toEqualTypeOf<'held' | 'refused'>()
expectTypeOf<Extract<SignificantOutcome<Draft>, { readonly status: 'released' }>>().toBeNever()
// @ts-expect-error it is never released
if (significant.status === 'released') throw new Error()
// @ts-expect-error there is no output to read
significant.output
// @ts-expect-error there is no label of something that nobody decided
significant.label
if (significant.status === 'held') {
  expectTypeOf(significant).toEqualTypeOf<Held<Draft>>()
  // @ts-expect-error the outcome of a held call has no value
  significant.value
  // @ts-expect-error its review has no suggestion
  significant.review.suggestion
  // @ts-expect-error nor an output
  significant.review.output
}
const held = await guard.propose(draft, call, model)
expectTypeOf(held).toEqualTypeOf<HeldReview<Draft>>()
expectTypeOf<keyof HeldReview<Draft>>().toEqualTypeOf<'id' | 'callId' | 'systemId' | 'useId' | 'dueAt'>()
// @ts-expect-error the id of a review is no draft
held.id satisfies Draft
// @ts-expect-error an information use is not proposed
guard.propose(summary, call, model)
// @ts-expect-error nor decided by people when the AI is away
guard.openWithoutAi(summary, { caseData: 'Demande' })
// @ts-expect-error without an AI, the case is all there is to read
guard.openWithoutAi(draft, { subject: 'AL-1' })
// @ts-expect-error a use is declared, not made up
guard.run({ id: 'draft', impact: 'information' }, call, model)

// Only a decision carries the value, and only one that kept or amended it.
const decision = await guard.decision(held.id)
expectTypeOf(decision).toEqualTypeOf<Decision<Draft> | Undecided>()
// @ts-expect-error what was not decided has no value: the outcome must be looked at first
decision.value
if (decision.outcome === 'approved' || decision.outcome === 'amended')
  expectTypeOf(decision.value).toEqualTypeOf<Draft>()
if (decision.outcome === 'rejected' || decision.outcome === 'without-ai') {
  expectTypeOf(decision.ownValue).toEqualTypeOf<Draft | undefined>()
  // @ts-expect-error a rejected suggestion is nobody's value
  decision.value
}
if (decision.outcome === 'expired' || decision.outcome === 'withdrawn')
  // @ts-expect-error nothing is approved by silence
  decision.value

// An information use may be released, and its output is there only then.
const information = await guard.run(summary, call, model)
expectTypeOf(information).toEqualTypeOf<Released<string> | Held<string> | Refused>()
// @ts-expect-error it may have been held or refused
information.output
if (information.status === 'released') expectTypeOf(information.output).toEqualTypeOf<string>()

// The human decision cannot be declared away.
const common = { action: 'prépare', purpose: 'Préparer.', audience: 'agents' } as const
const oversight = { role: 'instructeur' }
const output = draftSchema
const declare = (use: SignificantUseDeclaration): unknown => defineSystem({ ...housingRecord, uses: { use } })
declare({ ...common, impact: 'significant', output, oversight })
declare({ ...common, impact: 'significant', output, oversight: { ...oversight, mode: 'decide-first' } })
// @ts-expect-error it says who decides
declare({ ...common, impact: 'significant', output })
// @ts-expect-error and what may be decided
declare({ ...common, impact: 'significant', oversight })
// @ts-expect-error its suggestion is never shown before an opinion
declare({ ...common, impact: 'significant', output, oversight: { ...oversight, mode: 'shown' } })
// @ts-expect-error nor on request
declare({ ...common, impact: 'significant', output, oversight: { ...oversight, mode: 'on-request' } })
