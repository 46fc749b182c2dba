import { leastLevel, noticeFacts } from 'garde-fou/notice'
import { describe, expect, test } from 'vitest'
import { NoticeInvalidError } from '../../src/errors.js'
import {
  answerUse,
  decisionInput,
  decisionUse,
  type LooseOptions,
  record,
  render,
  sortingUse,
} from './fixtures.js'

describe('The facts of a notice', () => {
  test('come from the record, and only from the data that the use reads', () => {
    const facts = noticeFacts(decisionInput)
    expect(facts).toMatchObject({
      systemId: 'aide-velo',
      aiKind: 'Modèle de langage',
      supplier: 'Mistral AI',
      administration: 'Bordeaux Métropole',
      humanContact: record.humanContact,
      recordUrl: record.recordUrl,
    })
    expect(facts.data.map(({ name }) => name)).toEqual(['Formulaire de demande', 'Barème de l’aide'])
    expect(JSON.stringify(facts)).not.toContain('outputSchema')
  })

  test('name the administration of the record before the charter’s authority', () => {
    const named = { ...record, administration: 'Ville de Pessac' }
    expect(noticeFacts({ ...decisionInput, record: named }).administration).toBe('Ville de Pessac')
  })

  test('say that a person decides only of a significant use', () => {
    expect(noticeFacts({ ...decisionInput, humanReview: 'none' }).humanRole).toBe('decides')
    expect(noticeFacts(decisionInput).humanRole).toBe('decides')
    for (const humanReview of ['none', 'pending'] as const)
      expect(noticeFacts({ ...decisionInput, use: answerUse, humanReview }).humanRole).toBe('on-finding')
  })

  test('say that people look at some answers only where the record says that they do', () => {
    const sampled = { ...answerUse, sampleCheck: { by: 'le service relation usagers', percent: 5 } }
    const facts = noticeFacts({ ...decisionInput, use: sampled, humanReview: 'none' })
    expect(facts.humanRole).toBe('on-sample')
    const said = (options: LooseOptions): string =>
      render(facts, { channel: 'text', ...options }).replace(/\s+/g, ' ')
    expect(said({ context: 'page' })).toContain('Un agent contrôle une partie des réponses.')
    expect(said({ context: 'page', lang: 'en' })).toContain('An officer checks some of the answers.')
    expect(said({ context: 'page', lang: 'fr-simple' })).toContain('Une personne vérifie quelques réponses.')
    // Of the answer at hand nothing more is known.
    expect(said({ context: 'message' })).toContain('Cette réponse n’a pas été relue par un agent.')
    for (const lang of ['fr', 'en', 'fr-simple'] as const)
      for (const context of ['page', 'message'] as const) {
        const text = render(facts, { channel: 'sms', lang, context, shortUrl: 'https://v.example/ia' })
        expect(text.length).toBeLessThanOrEqual(160)
      }
    const approved = noticeFacts({ ...decisionInput, use: sampled, humanReview: 'approved' })
    expect(approved.humanRole).toBe('decided')
    expect(() => render({ ...facts, impact: 'significant' })).toThrow(NoticeInvalidError)
  })

  test('say that a person has decided only with a recorded decision', () => {
    for (const outcome of ['approved', 'amended', 'rejected', 'without-ai'] as const)
      expect(noticeFacts({ ...decisionInput, decision: { outcome } }).humanRole).toBe('decided')
    for (const humanReview of ['approved', 'amended'] as const)
      expect(noticeFacts({ ...decisionInput, humanReview }).humanRole).toBe('decided')
  })

  test('carry the least level, or a higher one when asked', () => {
    expect([decisionUse, answerUse, sortingUse].map((use) => leastLevel(use))).toEqual([
      'short',
      'short',
      'badge',
    ])
    expect(leastLevel({ impact: 'significant', audience: 'agents' })).toBe('short')
    expect(noticeFacts(decisionInput).level).toBe('short')
    expect(noticeFacts({ ...decisionInput, level: 'full' }).level).toBe('full')
    expect(() => noticeFacts({ ...decisionInput, level: 'badge' })).toThrow(NoticeInvalidError)
    expect(noticeFacts({ ...decisionInput, use: sortingUse }).level).toBe('badge')
  })
})
