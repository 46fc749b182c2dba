import { describe, expect, it } from 'vitest'
import { bytes, chatSse, chunk, chunks, completion, json, toolCall } from './vendor-server.js'
import { asks, essay, REFUSED, wrapped } from './wrapped.js'

const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (cause: unknown) => cause,
  )

describe('runTools', () => {
  const tools = (said: string[], result = 'Loyer : 640 euros.') => [
    {
      type: 'function' as const,
      function: {
        name: 'lire',
        description: 'Lit un dossier.',
        parameters: { type: 'object', properties: { numero: { type: 'string' } } },
        parse: JSON.parse,
        function: ({ numero }: { numero: string }) => {
          said.push(numero)
          return result
        },
      },
    },
  ]

  it('runs tools and the turns after them, each turn guarded', async () => {
    const { openai, vendor } = await wrapped()
    const said: string[] = []
    vendor.answer(json(toolCall('lire', { numero: '412' })), json(completion('Le loyer est de 640 euros.')))
    const final = await openai.chat.completions
      .runTools({ ...asks('Lis le dossier.'), tools: tools(said) })
      .finalContent()
    expect([said, final]).toEqual([['412'], 'Le loyer est de 640 euros.'])
    expect(vendor.seen[1]?.body).toContain('Loyer : 640 euros.')
  })

  it('does not run a tool that the model must not call', async () => {
    const { openai, vendor } = await wrapped()
    const said: string[] = []
    vendor.answer(json(toolCall('lire', { numero: REFUSED })))
    const error = await failure(
      openai.chat.completions.runTools({ ...asks('x'), tools: tools(said) }).finalContent(),
    )
    expect(error).toMatchObject({ cause: expect.objectContaining({ code: 'ERR_USE_PROHIBITED' }) })
    expect(said).toEqual([])
  })

  it('does not send a tool’s result that is refused', async () => {
    const { openai, vendor } = await wrapped()
    vendor.answer(json(toolCall('lire', { numero: '412' })), json(completion('x')))
    const error = await failure(
      openai.chat.completions.runTools({ ...asks('x'), tools: tools([], REFUSED) }).finalContent(),
    )
    expect(error).toMatchObject({ cause: expect.objectContaining({ code: 'ERR_USE_PROHIBITED' }) })
    expect(vendor.seen).toHaveLength(1)
  })

  it('streams its turns, too', async () => {
    const { openai, vendor } = await wrapped()
    const said: string[] = []
    const call = {
      ...chunk(undefined),
      choices: [
        {
          index: 0,
          finish_reason: null,
          delta: {
            role: 'assistant',
            tool_calls: [
              {
                index: 0,
                id: 'call_1',
                type: 'function',
                function: { name: 'lire', arguments: '{"numero":"412"}' },
              },
            ],
          },
        },
      ],
    }
    vendor.answer(
      bytes(chatSse([call, chunk(undefined, 'tool_calls')]), 'text/event-stream'),
      bytes(chatSse(chunks('Fini.')), 'text/event-stream'),
    )
    const final = await openai.chat.completions
      .runTools({ ...asks('x'), stream: true, tools: tools(said) })
      .finalContent()
    expect([said, final]).toEqual([['412'], 'Fini.'])
  })

  it('runs no tool of a significant use before a person has decided', async () => {
    const { openai, vendor } = await wrapped({ wrap: { use: essay.uses.letter } })
    const said: string[] = []
    vendor.answer(json(toolCall('lire', { numero: '412' })))
    const error = await failure(
      openai.chat.completions.runTools({ ...asks('x'), tools: tools(said) }).finalContent(),
    )
    expect(error).toMatchObject({ cause: expect.objectContaining({ code: 'ERR_REVIEW_REQUIRED' }) })
    expect(said).toEqual([])
  })
})
