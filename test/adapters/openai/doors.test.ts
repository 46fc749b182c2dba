import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doorOf, guardedDoor } from '../../../src/adapters/openai/doors.js'

const unreadable = expect.objectContaining({ code: 'ERR_CALL_UNREADABLE' })

describe('doorOf', () => {
  it('knows the doors that are checked, however their path is written', () => {
    for (const path of [
      '/chat/completions',
      'chat/completions',
      '/v1/chat/completions?x=1',
      '/openai/deployments/gpt/chat/completions',
      '//chat//completions/',
      '/Chat/Completions',
      '/chat%2Fcompletions',
      '/chat/./x/../completions',
      'https://autre.example/v1/chat/completions#x',
      '/chat/%63ompletions',
    ]) {
      expect(doorOf('post', path), path).toBe('chat')
    }
    expect(doorOf('POST', '/responses')).toBe('responses')
    expect(doorOf('post', '/completions')).toBe('completions')
  })

  it('lets through what asks no model for words', () => {
    for (const [method, path] of [
      ['post', '/embeddings'],
      ['post', '/moderations'],
      ['get', '/models'],
      ['get', '/files/file-1/content'],
      ['post', '/files'],
      ['post', '/images/generations'],
      ['post', '/audio/transcriptions'],
      ['delete', '/responses/resp_1'],
      ['delete', '/chat/completions/c1'],
      ['post', '/responses/input_tokens'],
      ['get', '/organization/usage/completions'],
      ['get', '/batches/b1'],
    ] as const) {
      expect(doorOf(method, path), path).toBeUndefined()
    }
  })

  it('closes the ways by which a model’s words would come back unchecked', () => {
    for (const [method, path] of [
      ['get', '/responses/resp_1'],
      ['post', '/responses/resp_1/cancel'],
      ['post', '/responses/compact'],
      ['get', '/responses/resp_1/input_items'],
      ['get', '/chat/completions'],
      ['get', '/chat/completions/c1'],
      ['post', '/chat/completions/c1'],
      ['get', '/chat/completions/c1/messages'],
      ['post', '/threads/runs'],
      ['post', '/conversations'],
      ['get', '/conversations/c/items'],
      ['post', '/realtime/client_secrets'],
      ['post', '/live/sessions'],
      ['post', '/agents/sessions'],
      ['post', '/chatkit/sessions'],
      ['post', '/batches'],
      ['post', '/evals/e/runs'],
      ['post', '/decisions'],
      ['post', '/fine_tuning/alpha/graders/run'],
      ['put', '/responses'],
    ] as const) {
      expect(() => doorOf(method, path), `${method} ${path}`).toThrow(unreadable)
    }
  })

  it('never breaks on a path, and never mistakes an escaped door for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('get', 'post', 'delete'), (path, method) => {
        expect(() => guardedDoor(method, path)).not.toThrow()
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 17, maxLength: 17 }), (escaped) => {
        const path = [...'/chat/completions']
          .map((character, index) =>
            escaped[index] && character !== '/' ? `%${character.charCodeAt(0).toString(16)}` : character,
          )
          .join('')
        expect(doorOf('post', path)).toBe('chat')
      }),
    )
  })
})
