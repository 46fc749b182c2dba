import { describe, expect, it } from 'vitest'
import { chatCompletionsCodec, chatCompletionsStreamCodec } from '../../../src/adapters/openai/index.js'
import { codecConformance } from '../../../src/testing/codec-conformance.js'
import {
  callStream,
  chunk,
  everything,
  frame,
  interleaved,
  refusal,
  texts,
  toolCalls,
  twoChoices,
  user,
} from './chat-completions-examples.js'

codecConformance(
  'chatCompletionsCodec',
  {
    codec: chatCompletionsCodec,
    requests: [
      { name: 'a request of every shape', request: everything, texts },
      {
        name: 'the older functions',
        request: {
          model: 'm',
          messages: [],
          functions: [{ name: 'f', description: 'Une fonction ancienne', parameters: {} }],
          function_call: { name: 'fonction_voulue' },
        },
        texts: ['Une fonction ancienne', 'fonction_voulue'],
      },
    ],
    unreadable: [
      { name: 'a request without messages', request: { model: 'm' }, path: 'messages' },
      {
        name: 'an unknown role',
        request: { messages: [{ role: 'oracle', content: 'x' }] },
        path: 'messages[0].role',
      },
      {
        name: 'an image that nobody explains',
        request: user([{ type: 'image_url', image_url: { url: 'https://example.org/a.png' } }]),
        path: 'messages[0].content[0]',
      },
      {
        name: 'a sound that nobody explains',
        request: user([{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }]),
        path: 'messages[0].content[0]',
      },
      {
        name: 'a file with an empty explanation',
        request: user([
          { type: 'text', text: '  ' },
          { type: 'file', file: { file_id: 'f' } },
        ]),
        path: 'messages[0].content[1]',
      },
      {
        name: 'an unknown kind of content',
        request: user([{ type: 'video', url: 'x' }]),
        path: 'messages[0].content[0]',
      },
      { name: 'a field that nobody knows', request: { messages: [], mémoire: 'dossier-9' }, path: 'mémoire' },
      {
        name: 'a field of a message that nobody knows',
        request: { messages: [{ role: 'user', content: 'x', cache: { id: 'y' } }] },
        path: 'messages[0].cache',
      },
      {
        name: 'a tool of the supplier',
        request: { messages: [], tools: [{ type: 'web_search' }] },
        path: 'tools[0]',
      },
      {
        name: 'a search at the supplier',
        request: { messages: [], web_search_options: {} },
        path: 'web_search_options',
      },
      {
        name: 'a spoken answer',
        request: { messages: [], modalities: ['text', 'audio'] },
        path: 'modalities',
      },
      { name: 'content that is a number', request: user(12), path: 'messages[0].content' },
    ],
    answers: [
      {
        name: 'two choices',
        response: twoChoices,
        texts: ['Premier résumé.', 'Second résumé.', 'Je pèse les pièces.', 'Une page citée', 'Dernier'],
        value: 'Premier résumé.',
      },
      {
        name: 'a refusal of the model',
        response: refusal,
        texts: ['Je refuse de répondre.'],
        value: 'Je refuse de répondre.',
      },
      {
        name: 'tool calls',
        response: toolCalls,
        texts: ['lire_dossier', 'DOSSIER-412', 'select montant'],
        value:
          '{"tool_calls":[{"name":"lire_dossier","arguments":{"numero":"DOSSIER-412"}},{"name":"requete","arguments":"select montant"}]}',
      },
    ],
    streamCodec: () => chatCompletionsStreamCodec,
    streams: [
      {
        name: 'two interleaved choices',
        chunks: interleaved,
        texts: ['Premier texte.', 'Second texte.', 'Un motif pensé.'],
        value: 'Premier texte.',
      },
      {
        name: 'interleaved tool calls',
        chunks: callStream,
        texts: ['lire_dossier', '{"numero":"DOSSIER-412"}', 'compter'],
        value:
          '{"tool_calls":[{"name":"lire_dossier","arguments":{"numero":"DOSSIER-412"}},{"name":"compter","arguments":{"a":1}}]}',
      },
    ],
  },
  { describe, it },
)

describe('chatCompletionsCodec', () => {
  it('names each text by the place where it stands, with who speaks', () => {
    const parts = chatCompletionsCodec.readInput(everything)
    const at = (path: string) => parts.find((part) => part.path === path)
    expect(at('messages[0].content')).toMatchObject({ role: 'system', kind: 'text' })
    expect(at('messages[1].content[0].text')).toMatchObject({ role: 'system', text: 'Deux phrases au plus.' })
    expect(at('messages[2].content[1]')).toMatchObject({
      kind: 'image-purpose',
      role: 'user',
      text: 'La photo montre le dégât des eaux.',
    })
    expect(at('messages[2].content[2]')).toMatchObject({ kind: 'declaration' })
    expect(at('messages[3].tool_calls[0].function.arguments')).toMatchObject({
      kind: 'tool-call',
      role: 'assistant',
    })
    expect(at('messages[4].content')).toMatchObject({ kind: 'tool-result', role: 'tool' })
    expect(at('tools[0].function.description')).toMatchObject({ kind: 'tool-definition' })
    expect(at('tools[0].function.parameters.properties.numero.description')).toMatchObject({
      kind: 'tool-definition',
    })
  })

  it('never takes the bytes of an image for a text', () => {
    expect(JSON.stringify(chatCompletionsCodec.readInput(everything))).not.toContain('AAAA')
  })

  it('names a stream’s texts as the whole answer names them', () => {
    const paths = interleaved.flatMap((one) =>
      chatCompletionsStreamCodec.readDelta(one).map(({ path }) => path),
    )
    expect(new Set(paths)).toEqual(
      new Set([
        'choices[0].message.content',
        'choices[1].message.content',
        'choices[0].message.reasoning_content',
      ]),
    )
  })

  it('reads prose that hides in a field for machines', () => {
    const hidden = {
      ...twoChoices,
      object: 'chat.completion.chunk.message:{"role":"assistant","content":"caché"}',
    }
    expect(JSON.stringify(chatCompletionsCodec.readOutput(hidden))).toContain('caché')
  })

  it('finds nothing to check in filters, usage and names', () => {
    const { choices: _choices, ...rest } = twoChoices
    expect(chatCompletionsCodec.readOutput({ ...rest, choices: [] }).parts).toEqual([])
  })

  it('refuses a spoken answer, whole or streamed', () => {
    const spoken = {
      ...frame,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: null, audio: { data: 'AAAA', transcript: 'bonjour' } },
        },
      ],
    }
    expect(() => chatCompletionsCodec.readOutput(spoken)).toThrow(
      expect.objectContaining({ code: 'ERR_CALL_UNREADABLE' }),
    )
    expect(() =>
      chatCompletionsStreamCodec.readDelta(chunk([{ index: 0, delta: { audio: { data: 'AAAA' } } }])),
    ).toThrow(expect.objectContaining({ code: 'ERR_CALL_UNREADABLE' }))
  })

  it('keeps the ids of tool calls when a person changes their arguments, so that results find them', () => {
    const decided = '{"tool_calls":[{"name":"lire_dossier","arguments":{"numero":"DOSSIER-413"}}]}'
    const written = chatCompletionsCodec.writeValue(toolCalls, decided) as {
      choices: [{ message: { tool_calls: unknown } }]
    }
    expect(written.choices[0].message.tool_calls).toEqual([
      {
        id: 'call_1',
        type: 'function',
        function: { name: 'lire_dossier', arguments: '{"numero":"DOSSIER-413"}' },
      },
    ])
  })

  it('refuses tool calls of a stream that leave holes', () => {
    const holes = [
      chunk([
        { index: 0, delta: { tool_calls: [{ index: 1e9, function: { name: 'x' } }] }, finish_reason: 'stop' },
      ]),
    ]
    expect(() => chatCompletionsStreamCodec.readValue(holes)).toThrow(
      expect.objectContaining({ code: 'ERR_OUTPUT_INVALID' }),
    )
  })
})
