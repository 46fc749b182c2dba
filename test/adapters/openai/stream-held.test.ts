import { describe, expect, it } from 'vitest'
import { responseEventsOf } from '../../../src/adapters/openai/responses-events.js'
import { bytes, chatSse, chunks, inPieces, response, responseCall, responsesSse } from './vendor-server.js'
import { asks, decideNext, essay, everythingSaid, REFUSED, wrapped } from './wrapped.js'

const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (cause: unknown) => cause,
  )
const streamed = { ...asks('Bonjour'), stream: true as const }

describe('a stream of a significant use', () => {
  const suggestion = { proposal: 'favourable', amount: 300, letter: 'Votre aide secrète.' }

  it('is held whole: nothing of it comes out', async () => {
    const { openai, vendor } = await wrapped({ wrap: { use: essay.uses.draft } })
    vendor.answer(inPieces(chatSse(chunks(...(JSON.stringify(suggestion).match(/.{1,7}/g) ?? []))), 30))
    const error = await failure(openai.chat.completions.create(streamed))
    expect(error).toMatchObject({ code: 'ERR_REVIEW_REQUIRED' })
    expect(everythingSaid(error)).not.toContain('secrète')
  })

  it('comes out as the decided value, in the helpers too, once a person has decided', async () => {
    const { openai, vendor, guard } = await wrapped({ wrap: { use: essay.uses.draft, onHeld: 'wait' } })
    const amended = { ...suggestion, amount: 100, letter: 'Votre aide.' }
    vendor.answer(inPieces(chatSse(chunks(JSON.stringify(suggestion))), 30))
    const first = decideNext(guard, { amend: amended })
    const chat = await openai.chat.completions.stream(asks('Bonjour')).finalContent()
    await first
    expect(JSON.parse(chat ?? '')).toEqual(amended)
    vendor.answer(inPieces(responsesSse(responseEventsOf(response(JSON.stringify(suggestion)))), 30))
    const second = decideNext(guard, { approve: true })
    const final = await openai.responses.stream({ model: 'm', input: 'x' }).finalResponse()
    await second
    expect(JSON.parse(final.output_text)).toEqual(suggestion)
    const third = decideNext(guard, { reject: true })
    expect(await failure(openai.responses.create({ model: 'm', input: 'x', stream: true }))).toMatchObject({
      code: 'ERR_NOT_APPROVED',
    })
    await third
  })

  it('gives decided tool calls back under their own ids', async () => {
    const { openai, vendor, guard } = await wrapped({ wrap: { use: essay.uses.letter, onHeld: 'wait' } })
    vendor.answer(inPieces(responsesSse(responseEventsOf(responseCall('envoyer', { a: 'Anne' }))), 30))
    const done = decideNext(guard, { amend: '{"tool_calls":[{"name":"envoyer","arguments":{"a":"Paul"}}]}' })
    const final = await openai.responses.stream({ model: 'm', input: 'x' }).finalResponse()
    await done
    expect(final.output).toMatchObject([
      { type: 'function_call', call_id: 'call_1', name: 'envoyer', arguments: '{"a":"Paul"}' },
    ])
  })
})

describe('a Responses stream', () => {
  const text = 'Un résumé fidèle. Une seconde phrase.'

  it('releases every event, in order, with its deltas before what repeats them', async () => {
    const { openai, bare, vendor } = await wrapped()
    const body = responsesSse(responseEventsOf(response(text)))
    vendor.answer(bytes(body, 'text/event-stream'))
    const request = { model: 'm', input: 'x', stream: true as const }
    const plain = await collect(bare.responses.create(request))
    for (const size of [1, 13]) {
      vendor.answer(inPieces(body, size))
      expect(await collect(openai.responses.create(request))).toEqual(plain)
    }
    vendor.answer(bytes(body, 'text/event-stream'))
    expect(await (await openai.responses.create(request).asResponse()).text()).toBe(body)
  })

  it('lets no repeated or early text out before it was checked', async () => {
    const { openai, vendor } = await wrapped()
    const events = responseEventsOf(response(text))
    for (const place of [
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
      'response.created',
    ]) {
      const hidden = events.map((event) =>
        event.type === place
          ? JSON.parse(
              JSON.stringify(event)
                .replaceAll(text, `${REFUSED}.`)
                .replace(
                  '"output":[]',
                  `"output":[{"type":"message","content":[{"type":"output_text","text":"${REFUSED}."}]}]`,
                ),
            )
          : event,
      )
      vendor.answer(bytes(responsesSse(hidden), 'text/event-stream'))
      const got: unknown[] = []
      const error = await failure(
        (async () => {
          for await (const event of await openai.responses.create({ model: 'm', input: 'x', stream: true }))
            got.push(event)
        })(),
      )
      expect(error).toMatchObject({ code: 'ERR_USE_PROHIBITED' })
      expect(JSON.stringify(got)).not.toContain(REFUSED)
    }
  })
})

async function collect<Item>(pending: PromiseLike<AsyncIterable<Item>>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of await pending) items.push(item)
  return items
}
