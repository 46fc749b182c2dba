import { defineCheck, type StreamCodec, type Streaming } from 'garde-fou'
import { describe, expect, it } from 'vitest'
import { journalEvents, openGuard, type TestGuard } from '../support/guard.js'
import { housing } from '../support/housing.js'

const codec: StreamCodec<string, string> = {
  readInput: (request) => [{ path: 'input', kind: 'text', role: 'user', text: request }],
  rewriteInput: (request, changes) => changes.get('input')?.to ?? request,
  readDelta: (chunk) => [{ path: 'output', kind: 'text', text: chunk }],
  rewriteChunk: (chunk, rewrite) => rewrite({ path: 'output', text: chunk, extent: 'part' }),
  readValue: (chunks) => chunks.join(''),
}

interface Upstream {
  readonly open: () => Promise<AsyncIterable<string>>
  readonly state: { read: number; ended: boolean }
}

function upstream(pieces: Iterable<string>): Upstream {
  const state = { read: 0, ended: false }
  return {
    state,
    async open() {
      return (async function* () {
        try {
          for (const piece of pieces) {
            state.read++
            yield piece
          }
        } finally {
          state.ended = true
        }
      })()
    },
  }
}

const markers = defineCheck({
  id: 'ville.marqueurs',
  stages: ['output'],
  lookBehind: 20,
  check: ({ parts }) =>
    parts.flatMap((part) =>
      (['INTERDIT', 'DOUTEUX'] as const).flatMap((word) => {
        const start = part.text.indexOf(word)
        const message = { fr: 'Marqueur.', en: 'Marker.' }
        return start < 0
          ? []
          : [
              {
                checkId: 'ville.marqueurs',
                code: word,
                clause: 'engagement:9',
                layer: 'rules',
                score: word === 'INTERDIT' ? 1 : 0.6,
                message,
                span: { part: part.path, start, end: start + word.length },
              },
            ]
      }),
    ),
})

async function stream(
  opened: TestGuard,
  pieces: Iterable<string>,
): Promise<{ outcome: Streaming<string>; source: Upstream }> {
  const source = upstream(pieces)
  const outcome = await opened.guard.invokeStream({
    use: housing.uses.summary,
    request: 'Bonjour',
    codec,
    open: source.open,
  })
  if (outcome.status !== 'streaming') throw new Error(outcome.status)
  return { outcome, source }
}

async function readAll(chunks: AsyncIterable<string>): Promise<{ text: string; error: unknown }> {
  let text = ''
  try {
    for await (const chunk of chunks) text += chunk
  } catch (error) {
    return { text, error }
  }
  return { text, error: undefined }
}

describe('a stream of an information use', () => {
  it('is released whole and labelled when all of it passes', async () => {
    const opened = await openGuard({ checks: [markers] })
    const { outcome } = await stream(opened, ['Bon', 'jour', '. ', 'Tout va', ' bien'])
    expect(await readAll(outcome.chunks)).toEqual({ text: 'Bonjour. Tout va bien', error: undefined })
    await expect(outcome.label).resolves.toMatchObject({ humanReview: 'none' })
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.released'])
  })

  it('flows: the first sentence is out before the second was produced', async () => {
    const opened = await openGuard({ checks: [markers] })
    const { outcome, source } = await stream(opened, ['Un. ', 'Deux. ', 'Trois. '])
    const iterator = outcome.chunks[Symbol.asyncIterator]()
    expect(await iterator.next()).toEqual({ value: 'Un. ', done: false })
    expect(source.state.read).toBe(1)
    await iterator.return?.()
  })

  it('never lets out a word of a refused sentence, even cut across chunks letter by letter', async () => {
    const opened = await openGuard({ checks: [markers] })
    const { outcome, source } = await stream(
      opened,
      'Tout va bien. Voici le passage INTERDIT du texte. Et la suite.',
    )
    const { text, error } = await readAll(outcome.chunks)
    expect(text.trim()).toBe('Tout va bien.')
    expect(error).toMatchObject({
      code: 'ERR_USE_PROHIBITED',
      refusal: { findings: [{ code: 'INTERDIT', span: { start: 31, end: 39 } }] },
    })
    await expect(outcome.label).rejects.toBe(error)
    expect(source.state.ended).toBe(true)
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.refused'])
  })

  it('holds the whole for a person when a doubt comes in the middle', async () => {
    const opened = await openGuard({ checks: [markers] })
    const { outcome } = await stream(opened, ['Tout va bien. ', 'Passage DOUTEUX. ', 'Fin.'])
    const { text, error } = await readAll(outcome.chunks)
    expect(text).toBe('Tout va bien. ')
    expect(error).toMatchObject({ code: 'ERR_REVIEW_REQUIRED' })
    expect(await opened.guard.reviews.count('alice')).toBe(1)
  })

  it('ends the upstream and says so in the journal when the reader leaves early', async () => {
    const opened = await openGuard()
    const endless = (function* () {
      for (;;) yield 'Encore une phrase. '
    })()
    const { outcome, source } = await stream(opened, endless)
    for await (const chunk of outcome.chunks) if (chunk !== '') break
    expect(source.state.ended).toBe(true)
    await expect(outcome.label).rejects.toMatchObject({ name: 'AbortError' })
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
  })

  it('stops an endless stream at the size limit', async () => {
    const opened = await openGuard({ maxTextLength: 10_000 })
    const endless = (function* () {
      for (;;) yield 'a'.repeat(100)
    })()
    const { outcome, source } = await stream(opened, endless)
    expect((await readAll(outcome.chunks)).error).toMatchObject({ code: 'ERR_OUTPUT_INVALID' })
    expect(source.state).toMatchObject({ ended: true, read: 101 })
  })

  it('answering nothing is an error, not an empty release', async () => {
    const { outcome } = await stream(await openGuard(), ['', ' '])
    expect((await readAll(outcome.chunks)).error).toMatchObject({ code: 'ERR_OUTPUT_INVALID' })
  })

  it('gives the upstream’s own error to the reader as it is', async () => {
    const failure = new Error('connection reset')
    const opened = await openGuard()
    const broken = (function* () {
      yield 'Un. '
      throw failure
    })()
    const { outcome } = await stream(opened, broken)
    expect(await readAll(outcome.chunks)).toEqual({ text: 'Un. ', error: failure })
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
  })
})

describe('a stream of a significant use', () => {
  it('is held whole: not one chunk leaves', async () => {
    const opened = await openGuard()
    const source = upstream(['{"proposal":"favourable",', '"amount":100,"letter":"Oui."}'])
    const outcome = await opened.guard.invokeStream({
      use: housing.uses.draft,
      request: 'Bonjour',
      codec,
      open: source.open,
    })
    expect(outcome.status).toBe('held')
    expect(outcome).not.toHaveProperty('chunks')
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'review.opened'])
  })

  it('can be cancelled while it is read', async () => {
    const opened = await openGuard()
    const controller = new AbortController()
    const hanging = async (): Promise<AsyncIterable<string>> =>
      (async function* () {
        yield '{'
        controller.abort(new Error('left'))
        await new Promise(() => undefined)
      })()
    await expect(
      opened.guard.invokeStream({
        use: housing.uses.draft,
        request: 'a',
        codec,
        open: hanging,
        signal: controller.signal,
      }),
    ).rejects.toThrow('left')
    expect(await journalEvents(opened)).toEqual(['guard.started', 'call.accepted', 'call.failed'])
  })
})
