import { isGuardError } from 'garde-fou'
import { describe, expect, it } from 'vitest'
import { completion, json, responseCall, toolCall } from './vendor-server.js'
import { asks, everythingSaid, REFUSED, wrapped } from './wrapped.js'

describe('a refused call', () => {
  it('sends nothing when its input is refused, wherever the word stands', async () => {
    const { openai, vendor } = await wrapped()
    const model = 'm'
    const calls = [
      () =>
        openai.chat.completions.create({
          model,
          messages: [
            { role: 'system', content: REFUSED },
            { role: 'user', content: 'x' },
          ],
        }),
      () =>
        openai.chat.completions.create({
          model,
          messages: [
            {
              role: 'assistant',
              content: null,
              tool_calls: [
                { id: 'a', type: 'function', function: { name: 'f', arguments: `{"a":"${REFUSED}"}` } },
              ],
            },
            { role: 'user', content: 'x' },
          ],
        }),
      () =>
        openai.chat.completions.create({
          ...asks('x'),
          tools: [
            {
              type: 'function',
              function: { name: 'f', parameters: { properties: { a: { description: REFUSED } } } },
            },
          ],
        }),
      () => openai.responses.create({ model, input: 'x', instructions: REFUSED }),
      () =>
        openai.responses.create({
          model,
          input: [{ type: 'function_call_output', call_id: 'a', output: REFUSED }],
        }),
      () => openai.completions.create({ model, prompt: ['x', REFUSED] }),
      () => openai.chat.completions.parse(asks(REFUSED)),
      () => openai.chat.completions.stream(asks(REFUSED)).finalChatCompletion(),
    ]
    for (const call of calls) {
      const error: unknown = await call().then(
        () => undefined,
        (cause: unknown) => cause,
      )
      const ours = isGuardError(error) ? error : error instanceof Error ? error.cause : undefined
      expect(ours).toMatchObject({ code: 'ERR_USE_PROHIBITED', refusal: { clauses: ['engagement:3'] } })
    }
    expect(vendor.seen).toEqual([])
  })

  it('hands on no answer that is refused: in a second choice, in a tool call, in a refusal', async () => {
    const { openai, vendor } = await wrapped()
    const refusal = completion('x')
    refusal.choices[0] = {
      index: 0,
      finish_reason: 'stop',
      logprobs: null,
      message: { role: 'assistant', content: '', refusal: null },
    }
    const answers = [
      completion('Bien.', REFUSED),
      toolCall('f', { motif: REFUSED }),
      {
        ...refusal,
        choices: [{ ...refusal.choices[0], message: { role: 'assistant', content: null, refusal: REFUSED } }],
      },
    ]
    for (const answer of answers) {
      vendor.answer(json(answer))
      const error: unknown = await openai.chat.completions
        .create({ ...asks('x'), n: 2 })
        .catch((cause: unknown) => cause)
      expect(error).toMatchObject({ code: 'ERR_USE_PROHIBITED' })
      expect(everythingSaid(error)).not.toContain(REFUSED)
    }
    vendor.answer(json(responseCall('f', { motif: REFUSED })))
    await expect(openai.responses.create({ model: 'm', input: 'x' })).rejects.toMatchObject({
      code: 'ERR_USE_PROHIBITED',
    })
    await expect(openai.responses.create({ model: 'm', input: 'x' }).asResponse()).rejects.toMatchObject({
      code: 'ERR_USE_PROHIBITED',
    })
    await expect(openai.responses.create({ model: 'm', input: 'x' }).withResponse()).rejects.toMatchObject({
      code: 'ERR_USE_PROHIBITED',
    })
  })

  it('sends nothing that it cannot read', async () => {
    const { openai, vendor } = await wrapped()
    await expect(
      openai.responses.create({ model: 'm', input: 'x', previous_response_id: 'resp_0' }),
    ).rejects.toMatchObject({ code: 'ERR_CALL_UNREADABLE', path: 'previous_response_id' })
    const cycle = asks('x') as Record<string, unknown>
    cycle.metadata = cycle
    await expect(openai.chat.completions.create(cycle as never)).rejects.toMatchObject({
      code: 'ERR_INPUT_INVALID',
    })
    await expect(openai.chat.completions.create(asks('\ud800'))).rejects.toMatchObject({
      code: 'ERR_INPUT_INVALID',
    })
    await expect(openai.chat.completions.create(asks('x'.repeat(50 * 1024 * 1024)))).rejects.toMatchObject({
      code: 'ERR_INPUT_INVALID',
    })
    expect(vendor.seen).toEqual([])
  })
})
