import { isGuardError } from 'garde-fou'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { journalEvents } from '../../support/guard.js'
import { bytes, completion, fault, hang, json, type Reply, reset, response } from './vendor-server.js'
import { asks, wrapped } from './wrapped.js'

const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (cause: unknown) => cause,
  )

describe('errors of the package', () => {
  it('reach the caller as they are, with their type, status and body', async () => {
    const { openai, bare, vendor } = await wrapped()
    const classes = [
      [400, OpenAI.BadRequestError],
      [401, OpenAI.AuthenticationError],
      [403, OpenAI.PermissionDeniedError],
      [404, OpenAI.NotFoundError],
      [409, OpenAI.ConflictError],
      [422, OpenAI.UnprocessableEntityError],
      [429, OpenAI.RateLimitError],
      [500, OpenAI.InternalServerError],
    ] as const
    for (const [status, ErrorClass] of classes) {
      vendor.answer(fault(status, 'Refusé par le fournisseur.'))
      const [plain, guarded] = await Promise.all([
        failure(bare.chat.completions.create(asks('x'))),
        failure(openai.chat.completions.create(asks('x'))),
      ])
      expect(guarded).toBeInstanceOf(ErrorClass)
      expect(guarded).toMatchObject({ status, message: (plain as Error).message, code: 'c', type: 'x' })
      expect(await failure(openai.responses.create({ model: 'm', input: 'x', stream: true }))).toBeInstanceOf(
        ErrorClass,
      )
    }
  })

  it('are retried by the package itself, as often as it would: counted at the server', async () => {
    const { openai, vendor, ...rest } = await wrapped({ client: { maxRetries: 2 } })
    vendor.answer(fault(429), fault(500), json(completion('Un résumé.')))
    expect((await openai.chat.completions.create(asks('x'))).choices[0]?.message.content).toBe('Un résumé.')
    expect(vendor.seen).toHaveLength(3)
    expect(await journalEvents({ ...rest })).toEqual(['guard.started', 'call.accepted', 'call.released'])
    vendor.answer(fault(500))
    expect(await failure(openai.chat.completions.create(asks('x')))).toBeInstanceOf(
      OpenAI.InternalServerError,
    )
    expect(vendor.seen).toHaveLength(6)
    expect(await failure(openai.chat.completions.create(asks('x'), { maxRetries: 0 }))).toBeInstanceOf(
      OpenAI.InternalServerError,
    )
    expect(vendor.seen).toHaveLength(7)
    vendor.answer(reset, json(completion('Un résumé.')))
    expect((await openai.chat.completions.create(asks('x'), { maxRetries: 1 })).choices).toHaveLength(1)
  })

  it('are journalled as failures, by their kind and never by their words', async () => {
    const opened = await wrapped()
    opened.vendor.answer(fault(400, 'Le texte « DOSSIER SECRET » est trop long.'))
    await failure(opened.openai.chat.completions.create(asks('x')))
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
    const entries = await opened.guard.store.readJournal({ from: 0, limit: 10 })
    expect(JSON.stringify(entries)).not.toContain('SECRET')
  })

  it('stay connection errors and timeouts', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(reset)
    expect(await failure(openai.chat.completions.create(asks('x')))).toBeInstanceOf(OpenAI.APIConnectionError)
    vendor.answer(hang)
    expect(await failure(openai.chat.completions.create(asks('x'), { timeout: 30 }))).toBeInstanceOf(
      OpenAI.APIConnectionTimeoutError,
    )
  })
})

describe('answers that are none', () => {
  it('end with a typed error, whatever comes back, and nothing of it is released', async () => {
    const { openai, vendor } = await wrapped()
    const empty = completion('')
    const strange: Reply[] = [
      bytes('<html>Panne</html>', 'text/html'),
      bytes('', 'application/json'),
      (reply) => {
        reply.writeHead(204).end()
      },
      json(null),
      json([]),
      json('texte'),
      json({}),
      json({ choices: [] }),
      json({ choices: [{}] }),
      json({ choices: 'x' }),
      json({ ...empty, choices: [{ index: 0, message: { role: 'assistant', content: '   ' } }] }),
      json(response('')),
      json({ ...response('x'), output: [{ type: 'image_generation_call', result: 'AAAA' }] }),
      json({ ...response('x'), status: 'queued', output: [] }),
    ]
    for (const answer of strange) {
      vendor.answer(answer)
      for (const call of [
        openai.chat.completions.create(asks('x')),
        openai.responses.create({ model: 'm', input: 'x' }),
      ]) {
        const error = await failure(call)
        expect(isGuardError(error) && error.code).toMatch(/^ERR_(CALL_UNREADABLE|OUTPUT_INVALID)$/)
      }
    }
  })

  it('keep the package’s own error when they are broken JSON', async () => {
    const { openai, bare, vendor } = await wrapped()
    vendor.answer(bytes('{"choices":[', 'application/json'))
    const [plain, guarded] = await Promise.all([
      failure(bare.chat.completions.create(asks('x'))),
      failure(openai.chat.completions.create(asks('x'))),
    ])
    expect(guarded).toBeInstanceOf(SyntaxError)
    expect((guarded as Error).message).toBe((plain as Error).message)
  })

  it('are refused when they are larger than the guard takes', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(json(completion('mot '.repeat(12 * 1024 * 1024))))
    expect(await failure(openai.chat.completions.create(asks('x')))).toMatchObject({
      code: 'ERR_OUTPUT_INVALID',
    })
  })

  it('are refused when they hold half a character', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(bytes(JSON.stringify(completion('x')).replace('"x"', '"\\ud800"'), 'application/json'))
    expect(await failure(openai.chat.completions.create(asks('x')))).toMatchObject({
      code: 'ERR_OUTPUT_INVALID',
    })
  })
})

describe('giving up', () => {
  it('before the call sends nothing', async () => {
    const { openai, vendor } = await wrapped()
    const signal = AbortSignal.abort()
    expect(await failure(openai.chat.completions.create(asks('x'), { signal }))).toBeInstanceOf(
      OpenAI.APIUserAbortError,
    )
    expect(
      await failure(openai.responses.create({ model: 'm', input: 'x', stream: true }, { signal })),
    ).toBeInstanceOf(OpenAI.APIUserAbortError)
    expect(vendor.seen).toEqual([])
  })

  it('while the supplier thinks ends the request there, too', async () => {
    const opened = await wrapped()
    opened.vendor.answer(hang)
    const controller = new AbortController()
    const call = failure(opened.openai.chat.completions.create(asks('x'), { signal: controller.signal }))
    await opened.vendor.asked
    controller.abort(new Error('assez'))
    expect(await call).toBeInstanceOf(OpenAI.APIUserAbortError)
    await opened.vendor.left
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
  })

  it('through the context around the call works the same', async () => {
    const { openai, vendor, guard } = await wrapped()
    vendor.answer(hang)
    const controller = new AbortController()
    const call = guard.withContext({ signal: controller.signal }, () =>
      failure(openai.responses.create({ model: 'm', input: 'x' })),
    )
    await vendor.asked
    controller.abort()
    expect(await call).toBeInstanceOf(OpenAI.APIUserAbortError)
    await vendor.left
  })

  it('while the answer is being checked releases nothing', async () => {
    const controller = new AbortController()
    const slow = {
      id: 'slow',
      stages: ['output'] as const,
      check: async () => {
        controller.abort()
        return []
      },
    }
    const { openai, vendor } = await wrapped({ guard: { checks: [slow] } })
    vendor.answer(json(completion('Un résumé.')))
    expect(
      await failure(openai.chat.completions.create(asks('x'), { signal: controller.signal })),
    ).toBeInstanceOf(OpenAI.APIUserAbortError)
  })

  it('without ever looking at the promise leaves no rejection behind when the call is good', async () => {
    const { openai, vendor, guard } = await wrapped()
    const released = new Promise((resolve) => guard.events.once('call.released', resolve))
    vendor.answer(json(completion('Un résumé.')))
    void openai.chat.completions.create(asks('x'))
    expect(await released).toMatchObject({ useId: 'summary' })
  })
})
