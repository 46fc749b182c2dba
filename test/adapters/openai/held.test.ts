import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { labelOf } from '../../../src/adapters/openai/index.js'
import { journalEvents } from '../../support/guard.js'
import { completion, json, response } from './vendor-server.js'
import { asks, DOUBTED, decideNext, essay, everythingSaid, wrapped } from './wrapped.js'

describe('a held call', () => {
  const secret = `Le projet secret ${DOUBTED}.`

  it('throws the review and keeps the answer out of reach', async () => {
    const opened = await wrapped()
    opened.vendor.answer(json(completion(secret)))
    const call = opened.openai.chat.completions.create(asks('Bonjour'))
    const errors = await Promise.all(
      [call, call.asResponse(), call.withResponse(), opened.openai.chat.completions.parse(asks('x'))].map(
        (promise) => Promise.resolve<unknown>(promise).catch((cause: unknown) => cause),
      ),
    )
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'ERR_REVIEW_REQUIRED', review: { useId: 'summary' } })
      expect(everythingSaid(error)).not.toContain('secret')
    }
    expect(everythingSaid(call)).not.toContain('secret')
    expect(await journalEvents(opened)).toContain('review.opened')
  })

  it('is held whatever it says when its use is significant', async () => {
    const { openai, vendor } = await wrapped({ wrap: { use: essay.uses.letter } })
    vendor.answer(json(response('Une lettre.')))
    await expect(openai.responses.create({ model: 'm', input: 'x' })).rejects.toMatchObject({
      code: 'ERR_REVIEW_REQUIRED',
    })
  })

  it('waits for the decision and returns the vendor’s answer with the decided value', async () => {
    const { openai, vendor, guard } = await wrapped({ wrap: { use: essay.uses.draft, onHeld: 'wait' } })
    const suggestion = { proposal: 'favourable', amount: 300, letter: 'Votre aide est proposée.' }
    const decided = { proposal: 'unfavourable', amount: 0, letter: 'Il manque une pièce.' }
    vendor.answer(json(completion(JSON.stringify(suggestion))))
    const first = decideNext(guard, { approve: true })
    const approved = await openai.chat.completions.create(asks('Bonjour'))
    await first
    expect(JSON.parse(approved.choices[0]?.message.content ?? '')).toEqual(suggestion)
    expect(labelOf(approved)).toMatchObject({ humanReview: 'approved' })
    const second = decideNext(guard, { amend: decided })
    const { data, response: http } = await openai.chat.completions.create(asks('Bonjour')).withResponse()
    await second
    expect(JSON.parse(data.choices[0]?.message.content ?? '')).toEqual(decided)
    expect(await http.text()).not.toContain('300')
    expect(data.id).toBe('chatcmpl-1')
  })

  it('throws when the person did not retain it, or nobody decided', async () => {
    const { openai, vendor, guard } = await wrapped({ wrap: { use: essay.uses.letter, onHeld: 'wait' } })
    vendor.answer(json(response('Une lettre secrète.')))
    for (const [deed, outcome] of [
      [{ reject: true }, 'rejected'],
      [{ withdraw: true }, 'withdrawn'],
    ] as const) {
      const done = decideNext(guard, deed)
      const error: unknown = await openai.responses
        .create({ model: 'm', input: 'x' })
        .catch((cause: unknown) => cause)
      const reviewId = await done
      expect(error).toMatchObject({ code: 'ERR_NOT_APPROVED', outcome, reviewId })
      expect(everythingSaid(error)).not.toContain('secrète')
    }
  })

  it('stops waiting when the caller gives up', async () => {
    const { openai, vendor, guard } = await wrapped({ wrap: { use: essay.uses.letter, onHeld: 'wait' } })
    vendor.answer(json(response('Une lettre.')))
    const controller = new AbortController()
    guard.events.once('review.opened', () => setImmediate(() => controller.abort()))
    await expect(
      openai.responses.create({ model: 'm', input: 'x' }, { signal: controller.signal }),
    ).rejects.toBeInstanceOf(OpenAI.APIUserAbortError)
  })

  it('ends with a typed error when the guard is closed meanwhile', async () => {
    const { openai, vendor, guard } = await wrapped({ wrap: { use: essay.uses.letter, onHeld: 'wait' } })
    vendor.answer(json(response('Une lettre.')))
    const opened = new Promise((resolve) => guard.events.once('review.opened', resolve))
    const ended = openai.responses.create({ model: 'm', input: 'x' }).catch((cause: unknown) => cause)
    await opened
    await guard.close()
    expect(await ended).toMatchObject({ code: 'ERR_GUARD_CLOSED' })
  })

  it('takes one answer only, since a person decides on one', async () => {
    const { openai, vendor } = await wrapped({ wrap: { use: essay.uses.letter } })
    await expect(openai.chat.completions.create({ ...asks('x'), n: 2 })).rejects.toMatchObject({
      code: 'ERR_CALL_UNREADABLE',
      path: 'n',
    })
    expect(vendor.seen).toEqual([])
  })

  it('refuses an answer that breaks the schema of its use, and says where but not what', async () => {
    const { openai, vendor } = await wrapped({ wrap: { use: essay.uses.draft } })
    vendor.answer(json(completion('{"proposal":"secret","amount":3}')))
    const error: unknown = await openai.chat.completions.create(asks('x')).catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'ERR_OUTPUT_INVALID' })
    expect(everythingSaid(error)).not.toContain('secret')
  })
})
