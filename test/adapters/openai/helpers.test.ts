import OpenAI from 'openai'
import { zodFunction, zodResponseFormat, zodResponsesFunction, zodTextFormat } from 'openai/helpers/zod'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { labelOf } from '../../../src/adapters/openai/index.js'
import { responseEventsOf } from '../../../src/adapters/openai/responses-events.js'
import {
  chatSse,
  chunk,
  chunks,
  completion,
  inPieces,
  json,
  response,
  responseCall,
  responsesSse,
  sendThen,
  toolCall,
} from './vendor-server.js'
import { asks, DOUBTED, REFUSED, wrapped } from './wrapped.js'

const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (cause: unknown) => cause,
  )
const summary = z.object({ titre: z.string(), montant: z.number() })
const value = { titre: 'Une aide', montant: 300 }
const response_format = zodResponseFormat(summary, 'resume')

describe('parse', () => {
  it('parses what was checked, by the package’s own code and the caller’s schema', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(json(completion(JSON.stringify(value))))
    const chat = await openai.chat.completions.parse({ ...asks('x'), response_format })
    expect(chat.choices[0]?.message.parsed).toEqual(value)
    expect(labelOf(chat)).toBeDefined()
    vendor.answer(json(response(JSON.stringify(value))))
    const answered = await openai.responses.parse({
      model: 'm',
      input: 'x',
      text: { format: zodTextFormat(summary, 'resume') },
    })
    expect(answered.output_parsed).toEqual(value)
    expect(vendor.seen.map(({ json: body }) => JSON.stringify(body))).toEqual([
      expect.stringContaining('montant'),
      expect.stringContaining('montant'),
    ])
  })

  it('parses the arguments of tools', async () => {
    const { openai, vendor } = await wrapped()
    const parameters = z.object({ numero: z.string() })
    vendor.answer(json(toolCall('lire', { numero: '412' })))
    const chat = await openai.chat.completions.parse({
      ...asks('x'),
      tools: [zodFunction({ name: 'lire', parameters })],
    })
    expect(chat.choices[0]?.message.tool_calls).toMatchObject([
      { function: { parsed_arguments: { numero: '412' } } },
    ])
    vendor.answer(json(responseCall('lire', { numero: '412' })))
    const answered = await openai.responses.parse({
      model: 'm',
      input: 'x',
      tools: [zodResponsesFunction({ name: 'lire', parameters })],
    })
    expect(answered.output[0]).toMatchObject({ type: 'function_call', parsed_arguments: { numero: '412' } })
  })

  it('never sees what was refused or held', async () => {
    const { openai, vendor } = await wrapped()
    for (const [word, code] of [
      [REFUSED, 'ERR_USE_PROHIBITED'],
      [DOUBTED, 'ERR_REVIEW_REQUIRED'],
    ] as const) {
      vendor.answer(json(completion(JSON.stringify({ ...value, titre: word }))))
      expect(await failure(openai.chat.completions.parse({ ...asks('x'), response_format }))).toMatchObject({
        code,
      })
      vendor.answer(json(response(JSON.stringify({ ...value, titre: word }))))
      expect(
        await failure(
          openai.responses.parse({
            model: 'm',
            input: 'x',
            text: { format: zodTextFormat(summary, 'resume') },
          }),
        ),
      ).toMatchObject({ code })
    }
  })

  it('fails as the package does when the schema does not fit', async () => {
    const { openai, bare, vendor } = await wrapped()
    vendor.answer(json(completion('{"titre":3}')))
    const [plain, guarded] = await Promise.all(
      [bare, openai].map((client) =>
        failure(client.chat.completions.parse({ ...asks('x'), response_format })),
      ),
    )
    expect((guarded as Error).message).toBe((plain as Error).message)
  })
})

describe('chat.completions.stream', () => {
  it('emits the events of the bare client', async () => {
    const { openai, bare, vendor } = await wrapped()
    const body = chatSse(chunks(...(JSON.stringify(value).match(/.{1,5}/g) ?? [])))
    const seen = async (client: OpenAI) => {
      vendor.answer(inPieces(body, 17))
      const names: string[] = []
      const stream = client.chat.completions.stream({ ...asks('x'), response_format })
      stream.on('content.delta', ({ delta }) => names.push(delta))
      stream.on('content.done', ({ parsed }) => names.push(JSON.stringify(parsed)))
      stream.on('end', () => names.push('end'))
      const final = await stream.finalChatCompletion()
      return { names, content: await stream.finalContent(), parsed: final.choices[0]?.message.parsed }
    }
    const plain = await seen(bare)
    expect(plain.parsed).toEqual(value)
    expect(await seen(openai)).toEqual(plain)
  })

  it('reads usage that comes in a chunk without choices', async () => {
    const { openai, vendor } = await wrapped()
    const usage = {
      ...chunk(undefined),
      choices: [],
      usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 },
    }
    vendor.answer(inPieces(chatSse([...chunks('Bien.'), usage]), 40))
    const stream = openai.chat.completions.stream({ ...asks('x'), stream_options: { include_usage: true } })
    expect(await stream.totalUsage()).toMatchObject({ total_tokens: 12 })
  })

  it('tells a refusal as the cause of its error, and nothing of the text', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(inPieces(chatSse(chunks('Bien. ', `${REFUSED}. `)), 40))
    const stream = openai.chat.completions.stream(asks('x'))
    let text = ''
    stream.on('content', (delta) => {
      text += delta
    })
    const error = await failure(stream.done())
    expect(error).toMatchObject({ cause: expect.objectContaining({ code: 'ERR_USE_PROHIBITED' }) })
    expect(text).toBe('Bien. ')
  })

  it('ends as aborted, here and at the supplier, when it is', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(
      sendThen(chatSse(chunks('Une phrase. ', 'Deux. ').slice(0, -1), { done: false }), () => undefined),
    )
    const stream = openai.chat.completions.stream(asks('x'))
    stream.on('content', () => stream.abort())
    expect(await failure(stream.done())).toBeInstanceOf(OpenAI.APIUserAbortError)
    await vendor.left
  })
})

describe('responses.stream', () => {
  it('emits the events of the bare client and ends with its final response', async () => {
    const { openai, bare, vendor } = await wrapped()
    const seen = async (client: OpenAI) => {
      vendor.answer(inPieces(responsesSse(responseEventsOf(response(JSON.stringify(value)))), 31))
      const stream = client.responses.stream({
        model: 'm',
        input: 'x',
        text: { format: zodTextFormat(summary, 'resume') },
      })
      const names: string[] = []
      for await (const event of stream) names.push(event.type)
      return { names, final: (await stream.finalResponse()).output_parsed }
    }
    const plain = await seen(bare)
    expect(plain.final).toEqual(value)
    expect(await seen(openai)).toEqual(plain)
  })

  it('does not replay what is stored at the supplier', async () => {
    const { openai, vendor } = await wrapped()
    expect(await failure(openai.responses.stream({ response_id: 'resp_1' }).finalResponse())).toMatchObject({
      cause: expect.objectContaining({ code: 'ERR_CALL_UNREADABLE' }),
    })
    expect(vendor.seen).toEqual([])
  })
})
