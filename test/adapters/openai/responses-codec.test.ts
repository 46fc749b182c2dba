import { describe, expect, it } from 'vitest'
import { responsesCodec, responsesStreamCodec } from '../../../src/adapters/openai/index.js'
import { responseEventsOf } from '../../../src/adapters/openai/responses-events.js'
import { codecConformance } from '../../../src/testing/codec-conformance.js'
import {
  answered,
  calls,
  everything,
  frame,
  message,
  place,
  reasoningStream,
  refused,
  textStream,
  texts,
  withInput,
} from './responses-examples.js'

codecConformance(
  'responsesCodec',
  {
    codec: responsesCodec,
    requests: [
      {
        name: 'a request of every shape',
        joined: ['input[3].content[0].logprobs'],
        request: everything,
        texts,
      },
      { name: 'a plain text', request: { model: 'm', input: 'Bonjour à vous.' }, texts: ['Bonjour à vous.'] },
    ],
    unreadable: [
      {
        name: 'an earlier response by its id',
        request: { input: 'x', previous_response_id: 'resp_0' },
        path: 'previous_response_id',
      },
      {
        name: 'a conversation at the supplier',
        request: { input: 'x', conversation: { id: 'conv_1' } },
        path: 'conversation',
      },
      { name: 'a stored prompt', request: { prompt: { id: 'pmpt_1' } }, path: 'prompt' },
      { name: 'a background answer', request: { input: 'x', background: true }, path: 'background' },
      {
        name: 'a reference to an item',
        request: withInput({ type: 'item_reference', id: 'msg_1' }),
        path: 'input[0]',
      },
      {
        name: 'sealed reasoning',
        request: withInput({ type: 'reasoning', summary: [], encrypted_content: 'gAAA' }),
        path: 'input[0].encrypted_content',
      },
      {
        name: 'an image that nobody explains',
        request: withInput({ role: 'user', content: [{ type: 'input_image', file_id: 'f' }] }),
        path: 'input[0].content[0]',
      },
      {
        name: 'an unknown item',
        request: withInput({ type: 'computer_call_output', output: {} }),
        path: 'input[0]',
      },
      {
        name: 'a tool of the supplier',
        request: { input: 'x', tools: [{ type: 'mcp', server_url: 'https://example.org' }] },
        path: 'tools[0]',
      },
      {
        name: 'a field that nobody knows',
        request: { input: 'x', context_management: [{ type: 'compaction' }] },
        path: 'context_management',
      },
    ],
    answers: [
      {
        name: 'a text with reasoning',
        response: answered,
        texts: ['Un résumé fidèle.', 'Je pèse les pièces.', 'Une page citée'],
        value: 'Un résumé fidèle.',
      },
      {
        name: 'a refusal of the model',
        response: refused,
        texts: ['Je refuse de répondre.'],
        value: 'Je refuse de répondre.',
      },
      {
        name: 'tool calls',
        response: calls,
        texts: ['lire_dossier', 'DOSSIER-412'],
        value: '{"tool_calls":[{"name":"lire_dossier","arguments":{"numero":"DOSSIER-412"}}]}',
      },
    ],
    streamCodec: responsesStreamCodec,
    streams: [
      {
        name: 'a text stream',
        chunks: textStream,
        texts: ['Un résumé fidèle.', 'Une page citée'],
        value: 'Un résumé fidèle.',
      },
      {
        name: 'a stream of reasoning and refusal',
        chunks: reasoningStream,
        texts: ['Je pèse les pièces.', 'Je refuse de répondre.'],
        value: 'Je refuse de répondre.',
      },
      {
        name: 'a stream of tool calls',
        chunks: responseEventsOf(calls),
        texts: ['lire_dossier', '{"numero":"DOSSIER-412"}'],
        value: '{"tool_calls":[{"name":"lire_dossier","arguments":{"numero":"DOSSIER-412"}}]}',
      },
    ],
  },
  { describe, it },
)

const told = (events: readonly unknown[]): string[] => {
  const codec = responsesStreamCodec()
  return events.flatMap((event) => codec.readDelta(event).map(({ text }) => text))
}

describe('responsesStreamCodec', () => {
  it('tells each text once, though events repeat it in full', () => {
    expect(told(textStream)).toEqual(['Un résumé ', 'fidèle.', 'Une page citée'])
  })

  it('tells a text that no delta announced, wherever it comes from', () => {
    expect(told([{ type: 'response.output_text.done', ...place, text: 'Jamais annoncé.' }])).toEqual([
      'Jamais annoncé.',
    ])
    expect(
      told([{ type: 'response.output_item.added', output_index: 0, item: message('Glissé ici.') }]),
    ).toContain('Glissé ici.')
    expect(
      told([{ type: 'response.created', response: { ...frame, output: [message('Dès le début.')] } }]),
    ).toContain('Dès le début.')
  })

  it('tells what stands beside the text that an event is about', () => {
    const beside = textStream.map((event) => ({ ...event, remarque: `Ajouté à ${String(event.type)}` }))
    for (const event of beside) expect(told([event])).toContain(event.remarque)
  })

  it('tells a final text that differs from its deltas as a text of its own', () => {
    const changed = textStream.map((event) =>
      event.type === 'response.completed'
        ? { ...event, response: { ...frame, output: [message('Tout autre chose.')] } }
        : event,
    )
    expect(told(changed)).toContain('Tout autre chose.')
  })

  it('tells only what a final text adds to its deltas', () => {
    expect(
      told([
        ...textStream.slice(0, 6),
        { type: 'response.output_text.done', ...place, text: 'Un résumé fidèle. Et la suite.' },
      ]),
    ).toContain(' Et la suite.')
  })

  it('refuses events of tools that the supplier runs, and events that nobody knows', () => {
    const hosted = [
      {
        type: 'response.output_item.added',
        output_index: 0,
        item: { type: 'image_generation_call', result: 'AAAA' },
      },
      { type: 'response.code_interpreter_call_code.delta', delta: 'print(1)' },
      { type: 'response.audio.transcript.delta', delta: 'bonjour à tous' },
      { type: 'response.nouveau', contenu: 'un texte inconnu' },
    ]
    for (const event of hosted)
      expect(() => told([event])).toThrow(expect.objectContaining({ code: 'ERR_CALL_UNREADABLE' }))
  })

  it('lets events pass that carry no text, even unknown ones', () => {
    expect(told([{ type: 'keepalive', sequence_number: 3 }])).toEqual([])
  })

  it('remembers nothing from one stream to the next', () => {
    expect(told(textStream)).toEqual(told(textStream))
  })

  it('reads the items that went before when the last event leaves them out', () => {
    const bare = textStream.map((event) =>
      event.type === 'response.completed' ? { ...event, response: { ...frame, output: [] } } : event,
    )
    const codec = responsesStreamCodec()
    expect(codec.readValue(bare)).toBe('Un résumé fidèle.')
  })

  it('does not take a failed answer for an answer', () => {
    const failed = [
      {
        type: 'response.failed',
        response: {
          ...frame,
          status: 'failed',
          error: { code: 'server_error', message: 'Panne du modèle.' },
          output: [],
        },
      },
    ]
    expect(() => responsesStreamCodec().readValue(failed)).toThrow(
      expect.objectContaining({ code: 'ERR_OUTPUT_INVALID' }),
    )
    expect(told(failed)).toEqual(['Panne du modèle.'])
  })
})
