import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { streamLabelOf } from '../../../src/adapters/openai/index.js'
import { journalEvents } from '../../support/guard.js'
import { bytes, chatSse, chunk, chunks, inPieces, sendThen } from './vendor-server.js'
import { asks, DOUBTED, everythingSaid, REFUSED, wrapped } from './wrapped.js'

const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (cause: unknown) => cause,
  )
const streamed = { ...asks('Bonjour'), stream: true as const }

async function read(
  stream: AsyncIterable<OpenAI.ChatCompletionChunk>,
): Promise<{ text: string; count: number; error: unknown }> {
  let text = ''
  let count = 0
  try {
    for await (const one of stream) {
      count++
      text += one.choices[0]?.delta.content ?? ''
    }
  } catch (error) {
    return { text, count, error }
  }
  return { text, count, error: undefined }
}

describe('a guarded stream', () => {
  const usage = {
    ...chunk(undefined),
    choices: [],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  }
  const filters = {
    ...chunk(undefined),
    id: '',
    choices: [],
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
  }
  const all = [filters, ...chunks('Été ', 'à Bordeaux : ', '« ça va ». ', '🏠 La suite.'), usage]

  it('releases the chunks of the bare client, however the bytes are cut: inside a character, inside a line end', async () => {
    const { openai, bare, vendor } = await wrapped()
    for (const newline of ['\n', '\r\n']) {
      const body = chatSse(all, { newline })
      vendor.answer(bytes(body, 'text/event-stream'))
      const plain = await collect(bare.chat.completions.create(streamed))
      expect(plain).toHaveLength(all.length)
      for (const size of [1, 2, 3, 7, 64]) {
        vendor.answer(inPieces(body, size))
        expect(await collect(openai.chat.completions.create(streamed))).toEqual(plain)
      }
    }
  })

  it('survives a cut at every single byte', async () => {
    const { openai, vendor } = await wrapped()
    const body = chatSse([chunk('É 🏠', 'stop')], { newline: '\r\n' })
    const length = Buffer.byteLength(body)
    for (let at = 0; at < length; at += 1) {
      vendor.answer((reply) => {
        const raw = Buffer.from(body)
        reply.writeHead(200, { 'content-type': 'text/event-stream' })
        reply.write(raw.subarray(0, at), () => reply.end(raw.subarray(at)))
      })
      expect((await read(await openai.chat.completions.create(streamed))).text).toBe('É 🏠')
    }
  })

  it('releases what is checked before the supplier has finished', async () => {
    const { openai, vendor } = await wrapped()
    let finish = (): void => undefined
    vendor.answer(
      sendThen(chatSse(chunks('Une phrase. ', 'Deux phrases. ').slice(0, -1), { done: false }), (reply) => {
        finish = () => reply.end(chatSse([chunk('Fin.'), chunk(undefined, 'stop')]))
      }),
    )
    let text = ''
    for await (const one of await openai.chat.completions.create(streamed)) {
      text += one.choices[0]?.delta.content ?? ''
      if (text.includes('Deux')) finish()
    }
    expect(text).toBe('Une phrase. Deux phrases. Fin.')
  })

  it('gives nothing out of a passage that is refused, though it comes in pieces', async () => {
    const opened = await wrapped()
    const pieces = ['Tout va bien. ', ...REFUSED, ' et la suite. ', 'Encore.']
    opened.vendor.answer(inPieces(chatSse(chunks(...pieces)), 11))
    const { text, error } = await read(await opened.openai.chat.completions.create(streamed))
    expect(error).toMatchObject({ code: 'ERR_USE_PROHIBITED' })
    expect(text).toBe('Tout va bien. ')
    expect(await journalEvents(opened)).toContain('call.refused')
  })

  it('stops for a person where a check doubts, and keeps what follows out of reach', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(inPieces(chatSse(chunks('Bien. ', `${DOUBTED} secret. `, 'Suite secrète.')), 50))
    const { text, error } = await read(await openai.chat.completions.create(streamed))
    expect(error).toMatchObject({ code: 'ERR_REVIEW_REQUIRED' })
    expect(text).toBe('Bien. ')
    expect(everythingSaid(error)).not.toContain('secr')
  })

  it('checks every choice and every tool call of a stream', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(
      bytes(
        chatSse([
          chunk('Bien. '),
          chunk(`${REFUSED}. `, null, 1),
          chunk(undefined, 'stop'),
          chunk(undefined, 'stop', 1),
        ]),
        'text/event-stream',
      ),
    )
    expect((await read(await openai.chat.completions.create({ ...streamed, n: 2 }))).error).toMatchObject({
      code: 'ERR_USE_PROHIBITED',
    })
    const call = {
      ...chunk(undefined),
      choices: [
        {
          index: 0,
          finish_reason: null,
          delta: {
            tool_calls: [
              {
                index: 0,
                id: 'a',
                type: 'function',
                function: { name: 'f', arguments: `{"a":"${REFUSED}"}` },
              },
            ],
          },
        },
      ],
    }
    vendor.answer(bytes(chatSse([call, chunk(undefined, 'tool_calls')]), 'text/event-stream'))
    const seen = await read(await openai.chat.completions.create(streamed))
    expect([seen.count, seen.error]).toEqual([0, expect.objectContaining({ code: 'ERR_USE_PROHIBITED' })])
  })

  it('sends nothing when its input is refused', async () => {
    const { openai, vendor } = await wrapped()
    expect(await failure(openai.chat.completions.create({ ...asks(REFUSED), stream: true }))).toMatchObject({
      code: 'ERR_USE_PROHIBITED',
    })
    expect(vendor.seen).toEqual([])
  })

  it('carries a label once it was read to its end', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(bytes(chatSse(chunks('Bien.')), 'text/event-stream'))
    const stream = await openai.chat.completions.create(streamed)
    await read(stream)
    expect(await streamLabelOf(stream)).toMatchObject({ use: 'summary' })
  })

  it('is read once, tees, and turns into lines as the package’s own do', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(bytes(chatSse(chunks('Bien. ', 'Suite.')), 'text/event-stream'))
    const stream = await openai.chat.completions.create(streamed)
    const [left, right] = stream.tee()
    expect([(await read(left)).text, (await read(right)).text]).toEqual(['Bien. Suite.', 'Bien. Suite.'])
    expect((await read(stream)).error).toBeInstanceOf(OpenAI.OpenAIError)
    const lines = await new Response(
      (await openai.chat.completions.create(streamed)).toReadableStream(),
    ).text()
    expect(lines.trim().split('\n')).toHaveLength(4)
  })

  it('comes as an HTTP response made of checked chunks, too', async () => {
    const { openai, vendor } = await wrapped()
    const body = chatSse(chunks('Bien. ', 'Suite.'))
    vendor.answer(bytes(body, 'text/event-stream'))
    const raw = await openai.chat.completions.create(streamed).asResponse()
    expect(raw.headers.get('content-type')).toContain('text/event-stream')
    expect(await raw.text()).toBe(body)
    vendor.answer(inPieces(chatSse(chunks('Bien. ', `${REFUSED}. `)), 20))
    const refused = await openai.chat.completions.create(streamed).asResponse()
    expect(await failure(refused.text())).toMatchObject({ code: 'ERR_USE_PROHIBITED' })
  })
})

async function collect<Item>(pending: PromiseLike<AsyncIterable<Item>>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of await pending) items.push(item)
  return items
}
