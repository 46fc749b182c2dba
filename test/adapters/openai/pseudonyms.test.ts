import type { GuardEvents } from 'garde-fou'
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dataSystem, KEY } from '../../guard/data-policy-systems.js'
import { journalEntries } from '../../support/guard.js'
import {
  bytes,
  chatSse,
  chunk,
  chunks,
  completion,
  inPieces,
  json,
  type Reply,
  response,
  responseCall,
  responsesSse,
  sendThen,
  toolCall,
} from './vendor-server.js'
import { everythingSaid, type Wrapped, wrapped } from './wrapped.js'

const { uses } = dataSystem
const masked = (): Promise<Wrapped> =>
  wrapped({
    wrap: { use: uses.masked, subject: 'DOSSIER-412' },
    guard: { systems: [dataSystem], masterKey: KEY, checks: [] },
  })

/** One value for each place of a request; none may reach the supplier. */
const values = {
  system: 'a11@ville.example',
  developer: 'a12@ville.example',
  user: 'a13@ville.example',
  name: 'a14@ville.example',
  image: 'a15@ville.example',
  assistant: 'a16@ville.example',
  reasoning: 'a17@ville.example',
  call: 'a18@ville.example',
  result: 'a19@ville.example',
  escaped: 'é20@ville.example',
  tool: 'a21@ville.example',
  parameter: 'a22@ville.example',
  format: 'a23@ville.example',
  stop: 'a24@ville.example',
  prediction: 'a25@ville.example',
  metadata: 'a26@ville.example',
  identifier: 'a27@ville.example',
}
const escaped = JSON.stringify({ courriel: values.escaped }).replaceAll('é', '\\u00e9')

const everyPlace = {
  model: 'extraction-locale-1',
  user: values.identifier,
  stop: [values.stop],
  metadata: { suivi: values.metadata },
  prediction: { type: 'content' as const, content: values.prediction },
  response_format: {
    type: 'json_schema' as const,
    json_schema: { name: 'r', schema: { type: 'object', description: `Pour ${values.format}` } },
  },
  tools: [
    {
      type: 'function' as const,
      function: {
        name: 'ecrire',
        description: `Écrit à ${values.tool}`,
        parameters: { type: 'object', properties: { a: { type: 'string', enum: [values.parameter] } } },
      },
    },
  ],
  messages: [
    { role: 'system' as const, content: `Signe ${values.system}.` },
    {
      role: 'developer' as const,
      content: [{ type: 'text' as const, text: `Copie à ${values.developer}.` }],
    },
    { role: 'user' as const, name: values.name, content: 'Bonjour' },
    {
      role: 'assistant' as const,
      content: `Je lis ${values.assistant}.`,
      reasoning_content: `Il dit ${values.reasoning}.`,
      tool_calls: [
        {
          id: 'call_1',
          type: 'function' as const,
          function: { name: 'ecrire', arguments: JSON.stringify({ a: values.call }) },
        },
      ],
    },
    { role: 'tool' as const, tool_call_id: 'call_1', content: `${values.result} ${values.call}` },
    { role: 'tool' as const, tool_call_id: 'call_1', content: escaped },
    {
      role: 'user' as const,
      content: [
        { type: 'text' as const, text: `La photo de ${values.image}, envoyée par ${values.user}.` },
        { type: 'image_url' as const, image_url: { url: 'data:image/png;base64,AAAA' } },
      ],
    },
  ],
}

/** Answers with every placeholder of the request, each in the way a model bends it. */
const echo: Reply = (reply, seen) => {
  const placeholders = [...new Set(seen.body.match(/COURRIEL_\d+/g) ?? [])]
  return json(completion(`« ${placeholders.join(' », « ').toLowerCase().replaceAll('_', ' ')} »`))(
    reply,
    seen,
  )
}

describe('a wrapped client whose use pseudonymises', () => {
  it('sends no value, wherever it stands and whoever says it, and gives every one back', async () => {
    const opened = await masked()
    opened.vendor.answer(echo)
    const said: unknown[] = []
    for (const name of ['call.released', 'call.failed', 'call.refused', 'error'] as const)
      opened.guard.events.on(name, (event: Parameters<GuardEvents[typeof name]>[0]) => void said.push(event))
    const { response: http, data } = await opened.openai.chat.completions.create(everyPlace).withResponse()
    const [seen] = opened.vendor.seen
    const text = data.choices[0]?.message.content ?? ''
    for (const value of Object.values(values)) {
      expect(seen?.body).not.toContain(value)
      expect(text).toContain(`« ${value} »`)
    }
    expect(seen?.body).not.toMatch(/ville\.example/)
    expect(await http.text()).toContain(values.user)
    // Everything else is as it was.
    const shape = (body: unknown): string => JSON.stringify(body).replace(/COURRIEL_\d+/g, '*')
    expect(shape(seen?.json)).toBe(
      Object.values(values).reduce(
        (all, value) => all.replaceAll(value, '*'),
        shape(everyPlace).replaceAll('\\\\u00e9', 'é'),
      ),
    )
    const journal = JSON.stringify([await journalEntries(opened), said])
    expect(journal).not.toMatch(/ville\.example|DOSSIER-412/)
    expect(journal).toContain('"pseudonymised":{"email":17}')
  })

  it('sends no value through responses and the older completions either', async () => {
    const { openai, vendor } = await masked()
    vendor.answer(json(response('Réponse à COURRIEL_1.')))
    const answer = await openai.responses.create({
      model: 'm',
      instructions: `Signe ${values.system}.`,
      safety_identifier: values.identifier,
      input: [
        { role: 'user', content: [{ type: 'input_text', text: `Je suis ${values.user}.` }] },
        { type: 'function_call', call_id: 'c', name: 'f', arguments: JSON.stringify({ a: values.call }) },
        { type: 'function_call_output', call_id: 'c', output: escaped },
        {
          type: 'reasoning',
          id: 'r',
          summary: [{ type: 'summary_text', text: `Il dit ${values.reasoning}.` }],
        },
      ],
      tools: [{ type: 'function', name: 'f', description: values.tool, parameters: {}, strict: false }],
    })
    expect(answer.output_text).toContain('@ville.example')
    vendor.answer((reply, seen) => {
      const text = `À ${/COURRIEL_\d+/.exec(seen.body)?.[0]}`
      const choices = [{ index: 0, text, logprobs: null, finish_reason: 'stop' }]
      return json({ id: 'c', object: 'text_completion', created: 1, model: 'm', choices })(reply, seen)
    })
    const older = await openai.completions.create({ model: 'm', prompt: `Écris à ${values.user}.` })
    expect(older.choices[0]?.text).toBe(`À ${values.user}`)
    expect(vendor.seen).toHaveLength(2)
    expect(vendor.seen.map(({ body }) => body).join()).not.toMatch(/ville\.example/)
  })

  it('restores every choice, and tool arguments as valid JSON', async () => {
    const { openai, vendor } = await masked()
    const asked = {
      model: 'm',
      messages: [{ role: 'user' as const, content: 'Mme Etcheverry, 12 rue du Port 33000 Bordeaux' }],
    }
    vendor.answer(json(completion('Chère PERSONNE_1', 'Pour personne 1, adresse_1')))
    const two = await openai.chat.completions.create({ ...asked, n: 2 })
    expect(two.choices.map(({ message }) => message.content)).toEqual([
      'Chère Etcheverry',
      'Pour Etcheverry, 12 rue du Port 33000 Bordeaux',
    ])
    const call = toolCall('ecrire', { a: 'Personne-1', b: ['ADRESSE_1'] })
    vendor.answer(json(call))
    const called = await openai.chat.completions.create(asked)
    const [tool] = called.choices[0]?.message.tool_calls ?? []
    expect(JSON.parse(tool?.type === 'function' ? tool.function.arguments : '')).toEqual({
      a: 'Etcheverry',
      b: ['12 rue du Port 33000 Bordeaux'],
    })
    vendor.answer(json(responseCall('ecrire', { a: 'PERSONNE_1' })))
    const item = (await openai.responses.create({ model: 'm', input: 'Mme Etcheverry' })).output[0]
    expect(item).toMatchObject({ arguments: '{"a":"Etcheverry"}' })
  })

  it('keeps values with quotes and line ends valid in structured answers and in parse', async () => {
    const { openai, vendor } = await masked()
    const input = JSON.stringify({
      nom: 'Mme Etcheverry',
      adresse: 'Résidence "Les Pins", 4 rue du Port, 33000 Bordeaux',
    })
    const shape = z.object({ nom: z.string(), adresse: z.string() })
    const messages = [{ role: 'user' as const, content: input }]
    const answer: Reply = (reply, seen) => {
      const name = /ADRESSE_1/.test(seen.body) ? 'ADRESSE_1' : 'PERSONNE_1'
      const text = JSON.stringify({ nom: 'personne 1', adresse: name })
      const body = seen.path.endsWith('responses') ? response(text) : completion(text)
      return json(body)(reply, seen)
    }
    vendor.answer(answer)
    const parsed = await openai.chat.completions.parse({
      model: 'm',
      messages,
      response_format: zodResponseFormat(shape, 'r'),
    })
    expect(parsed.choices[0]?.message.parsed).toMatchObject({
      nom: 'Etcheverry',
      adresse: expect.stringContaining('rue du Port'),
    })
    const other = await openai.responses.parse({
      model: 'm',
      input,
      text: { format: zodTextFormat(shape, 'r') },
    })
    expect(other.output_parsed).toMatchObject({ nom: 'Etcheverry' })
    expect(vendor.seen.map(({ body }) => body).join()).not.toMatch(/Etcheverry|rue du Port/)
  })

  it('lets tools work on real values, and sends none of their results', async () => {
    const { openai, vendor } = await masked()
    vendor.answer(json(toolCall('ecrire', { a: 'personne_1' })), json(completion('Écrit à COURRIEL_1.')))
    const given: unknown[] = []
    const runner = openai.chat.completions.runTools({
      model: 'm',
      messages: [{ role: 'user', content: 'Écris à Mme Etcheverry.' }],
      tools: [
        {
          type: 'function',
          function: {
            name: 'ecrire',
            description: 'Écrit.',
            parameters: {},
            parse: JSON.parse,
            function: (args: unknown) => {
              given.push(args)
              return 'Envoyé à Mme Etcheverry, etcheverry@ville.example'
            },
          },
        },
      ],
    })
    expect(await runner.finalContent()).toBe('Écrit à etcheverry@ville.example.')
    expect(given).toEqual([{ a: 'Etcheverry' }])
    expect(vendor.seen.map(({ body }) => body).join()).not.toMatch(/etcheverry/i)
    expect(vendor.seen[1]?.body).toContain('PERSONNE_1')
  })

  it('restores streams, whole or cut at any byte, and releases half of nothing', async () => {
    const { openai, vendor } = await masked()
    const body = chatSse(
      chunks(
        'Chère Mme PERS',
        'ONNE',
        '_',
        '1, ',
        'voici. À télé',
        'phone 1',
        '',
        ' ou « cou',
        'rriel_1 »',
        ' PERSONNE_1',
      ),
    )
    const request = {
      model: 'm',
      stream: true as const,
      messages: [{ role: 'user' as const, content: 'Mme Etcheverry, 06 39 98 14 02, zoe@ville.example' }],
    }
    for (const size of [1, 7, 100_000]) {
      vendor.answer(inPieces(body, size))
      const pieces: string[] = []
      for await (const one of await openai.chat.completions.create(request))
        pieces.push(one.choices[0]?.delta.content ?? '')
      expect(pieces.join('')).toBe(
        'Chère Mme Etcheverry, voici. À 06 39 98 14 02 ou « zoe@ville.example » Etcheverry',
      )
      expect(pieces.some((piece) => /PERS|ONNE|rriel/i.test(piece))).toBe(false)
    }
    vendor.answer(inPieces(body, 33))
    expect(await openai.chat.completions.stream(request).finalContent()).toContain('Mme Etcheverry, voici.')
  })

  it('restores both choices of a stream and its tool arguments, each by itself', async () => {
    const { openai, vendor } = await masked()
    const call = (index: number, args: string) => ({
      ...chunk(undefined),
      choices: [
        {
          index: 0,
          finish_reason: null,
          delta: {
            tool_calls: [
              {
                index,
                id: `c${index}`,
                type: 'function',
                function: { name: index === 0 ? 'a' : 'b', arguments: args },
              },
            ],
          },
        },
      ],
    })
    vendor.answer(
      bytes(
        chatSse([
          chunk('Chère PERSON'), chunk('Pour pers', null, 1), chunk('NE_1.'), chunk('onne 1', null, 1),
          call(0, '{"a":"PERSONNE'), call(1, '{"b":"ADRESSE_1"'), call(0, '\\u005f1"}'), call(1, '}'),
          chunk(undefined, 'tool_calls'), chunk(undefined, 'stop', 1),
        ]),
        'text/event-stream',
      ),
    ) // biome-ignore format: the order of the chunks
    const texts = ['', '']
    const args = ['', '']
    const messages = [{ role: 'user' as const, content: 'Mme Etcheverry, 4 rue du Port 33000 Bordeaux' }]
    for await (const { choices } of await openai.chat.completions.create({
      model: 'm',
      n: 2,
      stream: true,
      messages,
    }))
      for (const { index, delta } of choices) {
        texts[index] += delta.content ?? ''
        for (const one of delta.tool_calls ?? []) args[one.index] += one.function?.arguments ?? ''
      }
    expect(texts).toEqual(['Chère Etcheverry.', 'Pour Etcheverry'])
    expect(args.map((one) => JSON.parse(one))).toEqual([
      { a: 'Etcheverry' },
      { b: '4 rue du Port 33000 Bordeaux' },
    ])
  })

  it('restores a Responses stream: deltas, what repeats them, and the whole at its end', async () => {
    const { openai, vendor } = await masked()
    const full = response('Chère PERSONNE_1, à personne 1')
    const place = { item_id: 'msg_1', output_index: 0, content_index: 0 }
    const text = 'Chère PERSONNE_1, à personne 1'
    const part = { type: 'output_text', text, annotations: [] }
    const events = [
      { type: 'response.created', response: { ...full, status: 'in_progress', output: [] } },
      {
        type: 'response.output_item.added',
        output_index: 0,
        item: { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] },
      },
      { type: 'response.content_part.added', ...place, part: { ...part, text: '' } },
      ...['Chère PER', 'SONNE_', '1, à personne', ' 1'].map((delta) => ({
        type: 'response.output_text.delta',
        ...place,
        delta,
        logprobs: [],
      })),
      { type: 'response.output_text.done', ...place, text, logprobs: [] },
      { type: 'response.content_part.done', ...place, part },
      { type: 'response.output_item.done', output_index: 0, item: full.output[0] },
      { type: 'response.completed', response: full },
    ].map((event, sequence_number) => ({ ...event, sequence_number }))
    vendor.answer(inPieces(responsesSse(events), 13))
    const request = { model: 'm', input: 'Mme Etcheverry' }
    const seen: { type: string }[] = []
    let spelled = ''
    for await (const event of await openai.responses.create({ ...request, stream: true })) {
      seen.push(event)
      if (event.type === 'response.output_text.delta') spelled += event.delta
    }
    expect(spelled).toBe('Chère Etcheverry, à Etcheverry')
    expect(seen.map(({ type }) => type)).toEqual(events.map(({ type }) => type))
    expect(JSON.stringify(seen)).not.toMatch(/PERSONNE|personne/)
    vendor.answer(inPieces(responsesSse(events), 13))
    expect((await openai.responses.stream(request).finalResponse()).output_text).toBe(
      'Chère Etcheverry, à Etcheverry',
    )
  })

  it('gives a stream out as it comes, and not only at its end', async () => {
    const { openai, vendor } = await masked()
    let finish = (): void => undefined
    vendor.answer(
      sendThen(
        chatSse(chunks('Bonjour Mme PERSONNE_1. ', 'Deux. ').slice(0, -1), { done: false }),
        (reply) => {
          finish = () => reply.end(chatSse([chunk('Fin.'), chunk(undefined, 'stop')]))
        },
      ),
    )
    let text = ''
    const messages = [{ role: 'user' as const, content: 'Mme Etcheverry' }]
    for await (const one of await openai.chat.completions.create({ model: 'm', stream: true, messages })) {
      text += one.choices[0]?.delta.content ?? ''
      if (text.includes('Deux')) finish()
    }
    expect(text).toBe('Bonjour Mme Etcheverry. Deux. Fin.')
  })

  it('stops for a person at a placeholder that was made up, in a stream too, and says no value', async () => {
    const { openai, vendor } = await masked()
    const messages = [{ role: 'user' as const, content: 'Mme Etcheverry' }]
    vendor.answer(bytes(chatSse(chunks('Mme PERSONNE_1. ', 'Et PERSONNE_4. ', 'Fin.')), 'text/event-stream'))
    let text = ''
    const stream = await openai.chat.completions.create({ model: 'm', stream: true, messages })
    const error = await (async () => {
      for await (const one of stream) text += one.choices[0]?.delta.content ?? ''
    })().catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'ERR_REVIEW_REQUIRED' })
    expect(text).toBe('Mme Etcheverry. ')
    expect(everythingSaid(error)).not.toMatch(/Etcheverry/)
  })

  it('refuses to send what it cannot replace, and says no value', async () => {
    const { openai, vendor } = await masked()
    const item = {
      type: 'message' as const,
      id: 'm',
      role: 'assistant' as const,
      status: 'completed' as const,
      content: [
        {
          type: 'output_text' as const,
          text: 'Bonjour',
          annotations: [],
          logprobs: [{ token: values.user, logprob: 0, bytes: [], top_logprobs: [] }],
        },
      ],
    }
    const error = await openai.responses
      .create({ model: 'm', input: [item] })
      .catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'ERR_CALL_UNREADABLE' })
    expect(everythingSaid(error)).not.toContain(values.user)
    expect(vendor.seen).toEqual([])
  })

  it('finds values behind the escapes of JSON in the middle of a text', async () => {
    const { openai, vendor } = await masked()
    vendor.answer(json(completion('Fait.')))
    const content = `Voici le dossier : ${escaped}. Réponds à ${values.user}.`
    await openai.chat.completions.create({ model: 'm', messages: [{ role: 'user', content }] })
    expect(vendor.seen[0]?.body).toContain('Voici le dossier : {')
    expect(vendor.seen[0]?.body).not.toContain('ville.example')
  })

  it('says no value when the supplier answers with an error or with nonsense', async () => {
    const { openai, vendor } = await masked()
    const messages = [{ role: 'user' as const, content: 'Mme Etcheverry' }]
    for (const reply of [json({ choices: 'PERSONNE_1' }), json({ error: { message: 'PERSONNE_1' } }, 400)]) {
      vendor.answer(reply)
      const error = await openai.chat.completions
        .create({ model: 'm', messages })
        .catch((cause: unknown) => cause)
      expect(error).toBeInstanceOf(Error)
      expect(everythingSaid(error)).not.toMatch(/Etcheverry/)
    }
  })
})
