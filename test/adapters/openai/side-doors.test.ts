import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { completion, json } from './vendor-server.js'
import { asks, REFUSED, wrapped } from './wrapped.js'

const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (cause: unknown) => cause,
  )
function described(openai: OpenAI): OpenAI.Chat {
  const chat = Object.getOwnPropertyDescriptors(openai).chat?.value
  if (chat === undefined) throw new Error('no chat')
  return chat
}
const unreadable = expect.objectContaining({ code: 'ERR_CALL_UNREADABLE' })

describe('what asks no model for words', () => {
  it('passes through as it is', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(
      json({
        object: 'list',
        model: 'e',
        usage: { prompt_tokens: 1, total_tokens: 1 },
        data: [{ object: 'embedding', index: 0, embedding: [0.5] }],
      }),
    )
    expect(
      (await openai.embeddings.create({ model: 'e', input: REFUSED, encoding_format: 'float' })).data[0]
        ?.embedding,
    ).toEqual([0.5])
    vendor.answer(json({ id: 'm', model: 'o', results: [{ flagged: false }] }))
    expect((await openai.moderations.create({ input: 'x' })).results).toHaveLength(1)
    vendor.answer(json({ object: 'list', data: [{ id: 'extraction-locale-1', object: 'model' }] }))
    const ids: string[] = []
    for await (const model of openai.models.list()) ids.push(model.id)
    expect(ids).toEqual(['extraction-locale-1'])
    vendor.answer(json({ id: 'file-1', object: 'file' }))
    expect(
      (await openai.files.create({ purpose: 'user_data', file: new File(['bonjour'], 'a.txt') })).id,
    ).toBe('file-1')
    expect(vendor.seen.at(-1)?.body).toContain('bonjour')
    vendor.answer(json({ id: 'resp_1', deleted: true }))
    await openai.responses.delete('resp_1')
    expect(vendor.seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/v1/responses/resp_1' })
  })

  it('keeps its own private code: webhooks are unwrapped', async () => {
    const { openai } = await wrapped({ client: { webhookSecret: 'whsec_AAAA' } })
    await expect(openai.webhooks.unwrap('{}', {})).rejects.toThrow(
      /webhook-signature|Missing required header/i,
    )
  })
})

describe('side doors', () => {
  it('to the checked paths are checked all the same', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(json(completion('Un résumé.')))
    expect(await openai.post('/chat/completions', { body: asks('Bonjour') })).toMatchObject({
      object: 'chat.completion',
    })
    expect(
      await openai.request({ method: 'post', path: '/chat/completions', body: asks('Bonjour') }),
    ).toMatchObject({ object: 'chat.completion' })
    expect(vendor.seen).toHaveLength(2)
    const doors = [
      openai.post('/chat/completions', { body: asks(REFUSED) }),
      openai.post('/v1/../chat%2Fcompletions', { body: asks(REFUSED) }),
      openai.request({ method: 'post', path: '/responses', body: { input: REFUSED } }),
      openai.withOptions({ timeout: 1000 }).chat.completions.create(asks(REFUSED)),
      openai.withOptions({}).withOptions({}).responses.create({ model: 'm', input: REFUSED }),
      { ...openai }.chat.completions.create(asks(REFUSED)),
      described(openai).completions.create(asks(REFUSED)),
      OpenAI.prototype.post.call(openai, '/chat/completions', { body: asks(REFUSED) }),
    ]
    for (const door of doors) expect(await failure(door)).toMatchObject({ code: 'ERR_USE_PROHIBITED' })
    expect(vendor.seen).toHaveLength(2)
  })

  it('under which something else would be sent or come back are closed', async () => {
    const { openai, vendor } = await wrapped()
    const body = asks('x')
    const doors = [
      openai.post('/embeddings', { body, path: '/chat/completions' } as never),
      openai.post('/chat/completions', { body, path: '/responses' } as never),
      openai.request(Promise.resolve({ method: 'post', path: '/chat/completions', body })),
      openai.post('/chat/completions', { body: { ...body, stream: true } }),
      openai.post('/chat/completions', { body, stream: true }),
      openai.post('/chat/completions', { body, __binaryResponse: true }),
      openai.chat.completions.create(body, {
        fetchOptions: { body: JSON.stringify(asks(REFUSED)) } as never,
      }),
      openai.responses.create({ model: 'm', input: 'x', background: true }),
      openai.responses.retrieve('resp_1'),
      openai.responses.cancel('resp_1'),
      openai.responses.compact({ model: 'gpt-5', input: 'x' }),
      openai.responses.inputItems.list('resp_1'),
      openai.chat.completions.retrieve('c'),
      openai.chat.completions.update('c', { metadata: null }),
      openai.chat.completions.list(),
      openai.chat.completions.messages.list('c'),
      openai.conversations.create({}),
      openai.batches.create({
        completion_window: '24h',
        endpoint: '/v1/chat/completions',
        input_file_id: 'f',
      }),
      openai.beta.threads.create({}),
      openai.realtime.clientSecrets.create({}),
      openai.get('/responses/resp_1'),
      openai.post('https://autre.example/v1/threads'),
    ]
    for (const door of doors) expect(await failure(door)).toEqual(unreadable)
    expect(await failure(openai.post('/chat/completions', { body: JSON.stringify(body) }))).toMatchObject({
      code: 'ERR_INPUT_INVALID',
    })
    for (const name of ['makeRequest', 'retryRequest', 'fetchWithAuth', 'fetchWithTimeout']) {
      expect(() =>
        Reflect.apply(Reflect.get(openai, name), openai, [
          { method: 'post', path: '/chat/completions', body },
        ]),
      ).toThrow(unreadable)
    }
    expect(vendor.seen).toEqual([])
  })

  it('are all known: a new way of the package to send requests fails this test until it is looked at', () => {
    expect(Object.getOwnPropertyNames(OpenAI.prototype).sort()).toEqual(
      'constructor withOptions defaultQuery _buildWebSocketHeaders validateHeaders authHeaders bearerAuth adminAPIKeyAuth stringifyQuery getUserAgent defaultIdempotencyKey makeStatusError _hasApiKeyProvider _callApiKey buildURL prepareOptions prepareRequest get post patch put delete methodRequest request responsePromise parseResponseWithTimeout readX509ResponseError makeRequest getAPIList requestAPIList fetchWithAuth fetchWithTimeout shouldRetry retryRequest calculateDefaultRetryTimeoutMillis buildRequest buildHeaders _makeAbort _makeUserAbortError buildBody'
        .split(' ')
        .sort(),
    )
  })
})
