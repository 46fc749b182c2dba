import type { JsonValue } from '../internal/canonical-json.js'
import type { Use } from '../system/use.js'
import type { CallCore } from './call-core.js'
import type { ResolvedContext } from './context.js'
import type { Model } from './guard.js'
import { invokeCall } from './invoke.js'
import { type Held, type Refused, type Released, reviewIdOf } from './outcome.js'
import { type TakenInput, takeInput, takeOutput, valueCodec } from './value-codec.js'

/** A call with a plain function as model. */
export interface PlainCall<Value, Input> {
  readonly use: Use<Value>
  readonly input: Input
  readonly context: ResolvedContext
  readonly model: Model<Input>
}

/**
 * Runs a call of any use with a plain function as model. The outcome of a significant use is never `released`: that
 * follows from the declared use, whatever the caller's types say.
 */
export async function runCall<Value, Input>(
  core: CallCore,
  { use, input, context, model }: PlainCall<Value, Input>,
): Promise<Released<Value> | Held<Value> | Refused> {
  const taken = takeInput(input, core.maxTextLength)
  const invoked = await invokeCall<unknown, unknown>(core, {
    use,
    request: taken.value,
    context: withCase(use, taken, context),
    codec: valueCodec(taken, core.maxTextLength),
    // The copy has the shape of the input: it was made from it, member by member.
    call: async (copy, modelContext) =>
      takeOutput(await model(copy as Input, modelContext), core.maxTextLength),
  })
  if (invoked.status === 'refused') return { status: 'refused', refusal: invoked.refusal }
  if (invoked.status === 'held') {
    return {
      status: 'held',
      review: { ...invoked.review, id: reviewIdOf<Value>(invoked.review.id) },
      notice: invoked.notice,
    }
  }
  // The use's own schema has just produced this value.
  return { status: 'released', output: invoked.value as Value, label: invoked.label, notice: invoked.notice }
}

/** Where the application names no case data, the person who decides reads the input, as it was when the call began. */
function withCase(use: Use, taken: TakenInput, context: ResolvedContext): ResolvedContext {
  if (use.impact !== 'significant') return context
  const input = JSON.parse(JSON.stringify(taken.value ?? null)) as JsonValue
  return { ...context, input, caseData: context.caseData ?? input }
}
