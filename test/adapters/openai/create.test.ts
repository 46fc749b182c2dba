import OpenAI, { APIPromise, AzureOpenAI } from 'openai'
import { describe, expect, it } from 'vitest'
import { guardOpenAI, labelOf } from '../../../src/adapters/openai/index.js'
import { journalEvents } from '../../support/guard.js'
import { completion, json, response } from './vendor-server.js'
import { asks, essay, REFUSED, wrapped } from './wrapped.js'

const use = essay.uses.summary

describe('a guarded call', () => {
  it('sends and returns what the bare client sends and returns', async () => {
    const { openai, bare, vendor } = await wrapped()
    vendor.answer(json(completion('Un résumé.')))
    const body = { ...asks('Bonjour'), temperature: 0.2 }
    const options = {
      headers: { 'x-ville': 'Bordeaux' },
      query: { essai: 'oui' },
      timeout: 5000,
      idempotencyKey: 'cle-1',
    }
    const plain = await bare.chat.completions.create(body, options)
    const guarded = await openai.chat.completions.create(body, options)
    expect(JSON.stringify(guarded)).toBe(JSON.stringify(plain))
    expect(guarded._request_id).toBe('req_1')
    const [first, second] = vendor.seen
    expect(second?.body).toBe(first?.body)
    expect(second?.path).toBe(first?.path)
    expect(second?.headers).toEqual(first?.headers)
  })

  it('gives a promise of the package’s own class, with the response that was checked', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(json(completion('Un résumé.')))
    const promise = openai.chat.completions.create(asks('Bonjour'))
    expect(promise).toBeInstanceOf(APIPromise)
    const {
      data,
      response: http,
      request_id,
    } = await openai.chat.completions.create(asks('Bonjour')).withResponse()
    expect(data.choices[0]?.message.content).toBe('Un résumé.')
    expect([http.status, request_id, http.headers.get('content-type')]).toEqual([
      200,
      'req_1',
      'application/json',
    ])
    const raw = await promise.asResponse()
    expect(await raw.json()).toEqual(JSON.parse(JSON.stringify(completion('Un résumé.'))))
  })

  it('goes through for responses and the older completions, too', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(json(response('Un résumé.')))
    expect((await openai.responses.create({ model: 'm', input: 'Bonjour' })).output_text).toBe('Un résumé.')
    vendor.answer(
      json({
        id: 'c',
        object: 'text_completion',
        created: 1,
        model: 'm',
        choices: [{ index: 0, text: 'Un texte.', finish_reason: 'stop', logprobs: null }],
      }),
    )
    expect((await openai.completions.create({ model: 'm', prompt: 'Bonjour' })).choices[0]?.text).toBe(
      'Un texte.',
    )
  })

  it('carries its label, in parsed copies, too, and never in JSON', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(json(completion('Un résumé.')))
    const answer = await openai.chat.completions.create(asks('Bonjour'))
    expect(labelOf(answer)).toMatchObject({ use: use.id })
    expect(labelOf(await openai.chat.completions.parse(asks('Bonjour')))).toMatchObject({ use: use.id })
    expect(JSON.stringify(answer)).not.toContain('jws')
    expect(labelOf({})).toBeUndefined()
  })

  it('is journalled from acceptance to release', async () => {
    const opened = await wrapped()
    opened.vendor.answer(json(completion('Un résumé.')))
    await opened.openai.chat.completions.create(asks('Bonjour'))
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.released'])
  })

  it('leaves the caller’s own client as it was', async () => {
    const { openai, bare, vendor } = await wrapped()
    vendor.answer(json(completion(REFUSED)))
    expect((await bare.chat.completions.create(asks(REFUSED))).choices[0]?.message.content).toBe(REFUSED)
    expect(openai).toBeInstanceOf(OpenAI)
    expect(openai.chat).toBe(openai.chat)
    expect(openai.chat).not.toBe(bare.chat)
    expect(openai.chat).toBeInstanceOf(bare.chat.constructor)
    expect([openai.baseURL, openai.maxRetries]).toEqual([bare.baseURL, bare.maxRetries])
  })

  it('takes use and subject from the context around it', async () => {
    const { bare, guard, vendor } = await wrapped()
    const openai = guardOpenAI(bare, guard)
    vendor.answer(json(completion('Un résumé.')))
    const answer = await guard.withContext({ use, subject: 'DOSSIER-412' }, () =>
      openai.chat.completions.create(asks('Bonjour')),
    )
    expect(answer.choices[0]?.message.content).toBe('Un résumé.')
  })

  it('says that nobody named its use, before anything is sent', async () => {
    const { bare, guard, vendor } = await wrapped()
    const openai = guardOpenAI(bare, guard)
    await expect(openai.chat.completions.create(asks('Bonjour'))).rejects.toMatchObject({
      code: 'ERR_USE_MISSING',
    })
    await expect(openai.responses.create({ model: 'm', input: 'x' })).rejects.toMatchObject({
      code: 'ERR_USE_MISSING',
    })
    expect(vendor.seen).toEqual([])
  })

  it('runs side by side with others without mixing them up', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer((reply, seen) =>
      json(completion(`Vu : ${JSON.stringify(seen.json.messages)}`))(reply, seen),
    )
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => openai.chat.completions.create(asks(`dossier ${index}.`))),
    )
    answers.forEach((answer, index) => {
      expect(answer.choices[0]?.message.content).toContain(`dossier ${index}.`)
    })
  })

  it('sends what was checked, whatever the caller does to the request meanwhile', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(json(completion('Un résumé.')))
    const body = asks('Bonjour')
    const pending = openai.chat.completions.create(body)
    queueMicrotask(() =>
      queueMicrotask(() =>
        queueMicrotask(() =>
          queueMicrotask(() => body.messages.splice(0, 1, { role: 'user', content: REFUSED })),
        ),
      ),
    )
    await pending.catch((error: unknown) => expect(error).toMatchObject({ code: 'ERR_USE_PROHIBITED' }))
    for (const { body: sent } of vendor.seen) expect(sent).not.toContain(REFUSED)
  })
})

describe('a guarded Azure client', () => {
  it('stays one, and is guarded on the paths of its deployments', async () => {
    const { guard, vendor } = await wrapped()
    const azure = new AzureOpenAI({
      endpoint: vendor.url,
      apiKey: 'x',
      apiVersion: '2026-01-01',
      deployment: 'extraction',
      maxRetries: 0,
      logLevel: 'off',
    })
    const openai: AzureOpenAI = guardOpenAI(azure, guard, { use })
    vendor.answer(json(completion('Un résumé.')))
    expect((await openai.chat.completions.create(asks('Bonjour'))).choices[0]?.message.content).toBe(
      'Un résumé.',
    )
    expect(vendor.seen[0]?.path).toContain('/deployments/extraction/chat/completions')
    await expect(openai.chat.completions.create(asks(REFUSED))).rejects.toMatchObject({
      code: 'ERR_USE_PROHIBITED',
    })
    expect(openai).toBeInstanceOf(AzureOpenAI)
    expect(vendor.seen).toHaveLength(1)
  })
})

describe('guardOpenAI', () => {
  it('refuses options and clients that it does not know', async () => {
    const { guard, bare } = await wrapped()
    expect(() => guardOpenAI(bare, guard, { onHeld: 'ignore' as never })).toThrow(
      expect.objectContaining({ code: 'ERR_CONFIG_INVALID' }),
    )
    expect(() => guardOpenAI({ chat: {}, responses: {} } as never, guard)).toThrow(
      expect.objectContaining({ code: 'ERR_CONFIG_INVALID' }),
    )
  })
})
