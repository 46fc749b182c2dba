import type { Guard } from 'garde-fou'
import { type GuardOpenAIOptions, guardOpenAI, labelOf } from 'garde-fou/openai'
import type OpenAI from 'openai'
import type { APIPromise, AzureOpenAI } from 'openai'
import type { Stream } from 'openai/streaming'
import { expectTypeOf } from 'vitest'

declare const guard: Guard
declare const client: OpenAI
declare const azure: AzureOpenAI
declare const options: GuardOpenAIOptions
declare class CityOpenAI extends OpenAI {
  readonly city: string
}
declare const city: CityOpenAI

const openai = guardOpenAI(client, guard, options)
const messages: OpenAI.ChatCompletionMessageParam[] = []

// The guarded client is of the very type that was given.
expectTypeOf(openai).toEqualTypeOf<OpenAI>()
expectTypeOf(guardOpenAI(azure, guard)).toEqualTypeOf<AzureOpenAI>()
expectTypeOf(guardOpenAI(city, guard).city).toEqualTypeOf<string>()

// Overloads are kept: a stream where one is asked for, an answer where not.
expectTypeOf(openai.chat.completions.create({ model: 'm', messages })).toEqualTypeOf<
  APIPromise<OpenAI.ChatCompletion>
>()
expectTypeOf(openai.chat.completions.create({ model: 'm', messages, stream: true })).toEqualTypeOf<
  APIPromise<Stream<OpenAI.ChatCompletionChunk>>
>()
expectTypeOf(openai.responses.create({ model: 'm', input: 'x', stream: true })).toEqualTypeOf<
  APIPromise<Stream<OpenAI.Responses.ResponseStreamEvent>>
>()
expectTypeOf(labelOf).parameter(0).toEqualTypeOf<object>()

// @ts-expect-error a model must be named, as on the bare client
openai.chat.completions.create({ messages })
// @ts-expect-error held calls throw or wait; there is no way to let them through
guardOpenAI(client, guard, { onHeld: 'release' })
// @ts-expect-error a use is declared, not made up
guardOpenAI(client, guard, { use: { id: 'made-up' } })
// @ts-expect-error not a client of the package
guardOpenAI({ chat: { completions: { create() {} } } }, guard)
