import { describe, expect, it } from 'vitest'
import { legacyCompletionsCodec, legacyCompletionsStreamCodec } from '../../../src/adapters/openai/index.js'
import { codecConformance } from '../../../src/testing/codec-conformance.js'

const frame = { id: 'cmpl-1', object: 'text_completion', created: 1, model: 'm' }
const chunk = (text: string, finish_reason: string | null = null) => ({
  ...frame,
  choices: [{ index: 0, text, finish_reason, logprobs: null }],
})

codecConformance(
  'legacyCompletionsCodec',
  {
    codec: legacyCompletionsCodec,
    requests: [
      {
        name: 'one prompt',
        request: {
          model: 'm',
          prompt: 'Résume la demande.',
          suffix: 'Fin du texte.',
          stop: ['ARRÊT ICI'],
          max_tokens: 20,
        },
        texts: ['Résume la demande.', 'Fin du texte.', 'ARRÊT ICI'],
      },
      {
        name: 'several prompts',
        request: { model: 'm', prompt: ['Première demande.', 'Seconde demande.'] },
        texts: ['Première demande.', 'Seconde demande.'],
      },
    ],
    unreadable: [
      { name: 'tokens in place of text', request: { model: 'm', prompt: [12, 873] }, path: 'prompt[0]' },
      { name: 'a prompt of no kind', request: { model: 'm', prompt: { text: 'x' } }, path: 'prompt' },
      {
        name: 'a field that nobody knows',
        request: { model: 'm', prompt: 'x', mémoire: 'y' },
        path: 'mémoire',
      },
    ],
    answers: [
      {
        name: 'an answer with alternatives',
        response: {
          ...frame,
          choices: [
            {
              index: 0,
              text: 'Un résumé fidèle.',
              finish_reason: 'stop',
              logprobs: {
                tokens: ['Un'],
                token_logprobs: [-1],
                top_logprobs: [{ Autrement: -2 }],
                text_offset: [0],
              },
            },
          ],
        },
        texts: ['Un résumé fidèle.', 'Autrement'],
        value: 'Un résumé fidèle.',
      },
    ],
    streamCodec: () => legacyCompletionsStreamCodec,
    streams: [
      {
        name: 'a stream',
        chunks: [chunk('Un résumé '), chunk('fidèle.'), chunk('', 'stop')],
        texts: ['Un résumé fidèle.'],
        value: 'Un résumé fidèle.',
      },
    ],
  },
  { describe, it },
)

describe('legacyCompletionsCodec', () => {
  it('refuses an answer that is none', () => {
    expect(() => legacyCompletionsCodec.readOutput('<html>')).toThrow(
      expect.objectContaining({ code: 'ERR_CALL_UNREADABLE' }),
    )
  })
})
