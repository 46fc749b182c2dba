import {
  CHANNELS_OF,
  CONTEXTS_OF,
  leastLevel,
  NOTICE_CHANNELS,
  NOTICE_LEVELS,
  noticeFacts,
} from 'garde-fou/notice'
import { describe, expect, test } from 'vitest'
import { NoticeInvalidError } from '../../src/errors.js'
import { answerUse, decisionInput, decisionUse, render, sortingUse } from './fixtures.js'

describe('The least level', () => {
  test('is a badge only for agents’ tools that decide nothing', () => {
    expect(leastLevel(sortingUse)).toBe('badge')
    expect(leastLevel({ ...sortingUse, impact: 'significant' })).toBe('short')
    expect(leastLevel(answerUse)).toBe('short')
    // A link on paper or in a call leads nowhere.
    for (const channel of ['sms', 'voice', 'poster', 'letter'] as const)
      expect(leastLevel(sortingUse, { channel })).toBe('short')
  })

  test('follows the place: conversation, publication, document of a decision', () => {
    expect(leastLevel(answerUse, { context: 'chat' })).toBe('interaction')
    expect(leastLevel(answerUse, { context: 'publication' })).toBe('content')
    expect(leastLevel(decisionUse, { context: 'decision' })).toBe('decision')
    expect(leastLevel(decisionUse, { channel: 'letter', isDecided: true })).toBe('decision')
  })

  test('cannot be gone below, nor replaced by another kind', () => {
    const facts = noticeFacts({ ...decisionInput, use: answerUse, humanReview: 'none' })
    for (const level of ['badge', 'short', 'full', 'content'] as const)
      expect(() => render(facts, { level, context: 'chat' })).toThrow(NoticeInvalidError)
    for (const level of ['badge', 'short', 'full', 'interaction'] as const)
      expect(() => render(facts, { level, context: 'publication' })).toThrow(NoticeInvalidError)
    expect(() => render(facts, { level: 'badge' })).toThrow(NoticeInvalidError)
  })
})

describe('A level', () => {
  const facts = noticeFacts({ ...decisionInput, use: answerUse, humanReview: 'none' })

  test.each(NOTICE_LEVELS.filter((level) => level !== 'badge' && level !== 'decision'))(
    '%s is refused in channels and places that it does not have',
    (level) => {
      const channels: readonly string[] = CHANNELS_OF[level]
      for (const channel of NOTICE_CHANNELS.filter((each) => !channels.includes(each)))
        expect(() => render(facts, { level, channel })).toThrow(NoticeInvalidError)
      const places: readonly string[] = CONTEXTS_OF[level]
      for (const context of ['page', 'form', 'message', 'chat', 'publication', 'decision'] as const)
        if (!places.includes(context))
          expect(() => render(facts, { level, context })).toThrow(NoticeInvalidError)
    },
  )

  test('interaction says first that it is a machine, and names a person only as the service answers', () => {
    const chat = (handover?: { word: string }): string =>
      render(facts, {
        level: 'interaction',
        channel: 'text',
        ...(handover === undefined ? {} : { handover }),
      })
    expect(chat({ word: 'agent' })).toMatch(/Bonjour, je suis un programme d’intelligence artificielle/)
    expect(chat({ word: 'agent' }).replace(/\s+/g, ' ')).toContain('Tapez « agent » pour parler à quelqu’un.')
    expect(chat()).not.toContain('Tapez')
    expect(chat()).toContain('Accueil mobilités')
  })

  test('content is refused of a decision, and while a person is waited for', () => {
    expect(() => render({ ...facts, humanReview: 'pending' }, { level: 'content' })).toThrow(
      NoticeInvalidError,
    )
    expect(() => render(noticeFacts(decisionInput), { level: 'content' })).toThrow(NoticeInvalidError)
  })
})

describe('A notice in plain French', () => {
  const words = { 'fr-simple': { action: 'lit votre dossier', purpose: 'Aider.' } }
  const reread = { by: 'l’atelier FALC de l’ESAT Exemple', on: '2026-10-01' }
  const shown = (simple: object): string =>
    render(
      noticeFacts({
        ...decisionInput,
        use: { ...decisionUse, words: { 'fr-simple': { ...words['fr-simple'], ...simple } } },
      }),
      {
        lang: 'fr-simple',
        channel: 'text',
      },
    ).replace(/\s+/g, ' ')

  test('calls itself FALC only when the record says who reread it and when', () => {
    expect(shown({})).toContain('Version en phrases simples.')
    expect(shown({})).not.toContain('FALC')
    expect(shown({ reread })).toContain(
      'FALC : facile à lire et à comprendre. Relu par l’atelier FALC de l’ESAT Exemple, le jeudi 1er octobre 2026.',
    )
  })

  test('uses the record’s own plain words', () => {
    expect(shown({})).toContain('L’IA lit votre dossier.')
  })
})
