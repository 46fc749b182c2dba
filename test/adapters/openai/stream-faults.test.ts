import { isGuardError } from 'garde-fou'
import type OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { streamLabelOf } from '../../../src/adapters/openai/index.js'
import { journalEvents } from '../../support/guard.js'
import { bytes, chatSse, chunk, chunks, fault, json, sendThen } from './vendor-server.js'
import { asks, wrapped } from './wrapped.js'

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

describe('a stream that goes wrong', () => {
  it('ends as the package ends it: reset, error event, broken JSON, error status', async () => {
    const { openai, bare, vendor } = await wrapped()
    const start = chatSse(chunks('Une phrase. ').slice(0, -1), { done: false })
    const replies = [
      sendThen(start, (reply) => reply.socket?.resetAndDestroy()),
      bytes(`${start}data: {"error":{"message":"panne","type":"x"}}\n\n`, 'text/event-stream'),
      bytes(`${start}data: {"choices":\n\n`, 'text/event-stream'),
      fault(503),
    ]
    for (const reply of replies) {
      vendor.answer(reply)
      const plain = await failure(
        bare.chat.completions
          .create(streamed)
          .then(read)
          .then(({ error }) => Promise.reject(error)),
      )
      const guarded = await failure(
        openai.chat.completions
          .create(streamed)
          .then(read)
          .then(({ error }) => Promise.reject(error)),
      )
      expect(guarded).toBeInstanceOf(Error)
      expect((guarded as Error).constructor).toBe((plain as Error).constructor)
      expect((guarded as Error).message).toBe((plain as Error).message)
    }
  })

  it('is no answer when it holds none, or half of one', async () => {
    const { openai, vendor } = await wrapped()
    for (const body of [
      '',
      '<html>Panne</html>',
      'data: [DONE]\n\n',
      chatSse(chunks()),
      chatSse(chunks('Une moitié').slice(0, -1)),
      ': rien\n\n',
    ]) {
      vendor.answer(bytes(body, 'text/event-stream'))
      const { text, error } = await read(await openai.chat.completions.create(streamed))
      expect(isGuardError(error) && error.code).toBe('ERR_OUTPUT_INVALID')
      expect(text).toBe('')
    }
    vendor.answer(json({ pas: 'un flux' }))
    expect((await read(await openai.chat.completions.create(streamed))).error).toMatchObject({
      code: 'ERR_OUTPUT_INVALID',
    })
  })

  it('is cut off when it never ends', async () => {
    const opened = await wrapped({ guard: { maxTextLength: 50_000 } })
    const one = chatSse([chunk('Encore une phrase. ')], { done: false }).repeat(100)
    opened.vendor.answer(async (reply) => {
      reply.writeHead(200, { 'content-type': 'text/event-stream' })
      while (!reply.destroyed) await new Promise<void>((resolve) => reply.write(one, () => resolve()))
    })
    const { error } = await read(await opened.openai.chat.completions.create(streamed))
    expect(error).toMatchObject({ code: 'ERR_OUTPUT_INVALID' })
    await opened.vendor.left
  })

  it('ends at once for who leaves it, and ends at the supplier, too', async () => {
    const opened = await wrapped()
    opened.vendor.answer(
      sendThen(chatSse(chunks('Une phrase. ', 'Deux. ').slice(0, -1), { done: false }), () => undefined),
    )
    const stream = await opened.openai.chat.completions.create(streamed)
    for await (const one of stream) if (one.choices[0]?.delta.content) break
    await opened.vendor.left
    expect(stream.controller.signal.aborted).toBe(true)
    expect(await journalEvents(opened)).toContain('call.failed')
    expect(await failure(streamLabelOf(stream))).toBeInstanceOf(DOMException)
  })

  it('just ends for who gives up by controller or signal, as the package’s own do', async () => {
    const controller = new AbortController()
    for (const giveUp of ['controller', 'signal'] as const) {
      const { openai, vendor } = await wrapped()
      vendor.answer(
        sendThen(chatSse(chunks('Une phrase. ', 'Deux. ').slice(0, -1), { done: false }), () => undefined),
      )
      const stream = await openai.chat.completions.create(streamed, { signal: controller.signal })
      let text = ''
      for await (const one of stream) {
        text += one.choices[0]?.delta.content ?? ''
        if (text !== '') giveUp === 'controller' ? stream.controller.abort() : controller.abort()
      }
      expect(text).toMatch(/^Une phrase\. /)
      expect(stream.controller.signal.aborted).toBe(true)
      await vendor.left
    }
  })

  it('that nobody reads leaves nothing behind', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(sendThen(chatSse(chunks('Une phrase. ').slice(0, -1), { done: false }), () => undefined))
    const stream = await openai.chat.completions.create(streamed)
    stream.controller.abort()
    expect((await read(stream)).text).toBe('')
    await vendor.left
  })
})
