import { defineSystem } from 'garde-fou'
import { type NoticeInput, noticeFacts, renderNotice, requireMention } from 'garde-fou/notice'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { NoticeInvalidError } from '../../src/errors.js'
import { housingRecord } from '../support/housing.js'
import { answerUse, decisionInput, type LooseOptions, record, render } from './fixtures.js'

const housing = defineSystem({
  ...housingRecord,
  recordUrl: 'https://ville.example/registre/aide-logement',
  administration: 'Bordeaux Métropole',
  uses: {
    draft: {
      impact: 'significant',
      action: 'prépare un projet de décision',
      purpose: 'Préparer un projet de décision que l’agent examine.',
      audience: 'citizens',
      output: z.string(),
      oversight: { role: 'instructeur' },
    },
    answer: {
      impact: 'information',
      action: 'répond aux questions',
      purpose: 'Répondre aux questions sur l’aide.',
      audience: 'citizens',
    },
  },
})

const mention = (input: Partial<NoticeInput>, options: LooseOptions = {}): string =>
  render(noticeFacts({ ...decisionInput, decision: { outcome: 'approved' }, ...input }), {
    level: 'decision',
    channel: 'letter',
    reference: 'AV-2026-00412',
    ...options,
  })
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')

describe('The mention of a decision', () => {
  test('names who decided, the administration, the purpose, the right to the rules, whom to ask and the CADA', () => {
    const text = mention({})
    for (const part of [
      'Information sur l’utilisation d’un traitement algorithmique',
      'Cette décision a été prise par un agent de Bordeaux Métropole, avec l’aide d’un traitement algorithmique',
      'sert à préparer l’instruction des demandes d’aide',
      'vous pouvez demander communication des règles de ce traitement',
      'auprès de : Accueil mobilités, Hôtel de métropole, rez-de-chaussée, Esplanade Charles-de-Gaulle, 33000 Bordeaux, 05 00 00 00 00, mobilites@ville.example',
      'en indiquant la référence AV-2026-00412',
      'L. 311-3-1, R. 311-3-1-1 et R. 311-3-1-2',
      'Commission d’accès aux documents administratifs (CADA)',
      'https://ville.example/registre/aide-velo',
    ])
      expect(text).toContain(part)
  })

  test('says what the person did with the suggestion', () => {
    expect(mention({ decision: { outcome: 'amended' } })).toContain('L’agent a modifié ce que le traitement')
    expect(mention({ decision: { outcome: 'rejected' } })).toContain('L’agent n’a pas suivi ce que')
    const alone = mention({ decision: { outcome: 'without-ai' } })
    expect(alone).toContain('sans consulter la suggestion de l’IA')
    expect(alone).not.toMatch(/avec l’aide|CADA/)
  })

  test('does not speak of artificial intelligence where written rules work', () => {
    const rules = { ...record, model: { ...record.model, nature: 'algorithm' as const } }
    expect(mention({ record: rules })).not.toContain('intelligence artificielle')
  })

  test('names a purpose that is no verb as what it is', () => {
    const use = { ...decisionInput.use, purpose: 'Instruction des demandes.' }
    expect(mention({ use })).toContain('Finalité de ce traitement : Instruction des demandes.')
  })

  test.each(['html', 'email-html', 'text', 'letter', 'json'] as const)(
    'is refused in %s without a decision taken by a person',
    (channel) => {
      const facts = noticeFacts(decisionInput)
      const forge = (changes: object, options: object): unknown =>
        Reflect.apply(renderNotice, undefined, [
          { ...facts, ...changes },
          { lang: 'fr', ...options },
        ])
      expect(() => render(facts, { level: 'decision', channel, reference: 'A-1' })).toThrow(
        NoticeInvalidError,
      )
      // Facts that only claim it.
      for (const forged of [
        { humanRole: 'decided' },
        { humanReview: 'approved' },
        { humanReview: 'approved', humanRole: 'decided' },
        { humanRole: 'decides', outcome: 'approved' },
        { humanRole: 'decided', outcome: 'approved', humanReview: 'pending' },
        { humanRole: 'decided', outcome: 'expired' },
        { humanRole: 'decided', outcome: 'withdrawn', humanReview: 'none' },
      ])
        expect(() => forge(forged, { level: 'decision', channel, reference: 'A-1' })).toThrow(
          NoticeInvalidError,
        )
    },
  )

  test('is refused when nobody decided, or for another system’s or use’s decision', () => {
    const of =
      (decision: object): (() => unknown) =>
      () =>
        Reflect.apply(noticeFacts, undefined, [{ ...decisionInput, decision }])
    for (const decision of [
      { outcome: 'expired' },
      { outcome: 'withdrawn' },
      {},
      { outcome: 'approved', systemId: 'autre' },
      { outcome: 'approved', useId: 'answer' },
    ])
      expect(of(decision)).toThrow(NoticeInvalidError)
  })

  test('is refused without reference, contact or published rules', () => {
    expect(() => mention({}, { reference: ' ' })).toThrow(NoticeInvalidError)
    const { humanContact: _contact, ...silent } = record
    expect(() => mention({ record: silent })).toThrow(NoticeInvalidError)
    const { recordUrl: _url, ...unpublished } = record
    expect(() => mention({ record: unpublished })).toThrow(NoticeInvalidError)
  })

  test('is what a letter about a decision gets, and nothing less', () => {
    const facts = noticeFacts({ ...decisionInput, decision: { outcome: 'approved' } })
    expect(render(facts, { channel: 'letter', reference: 'A-1' })).toContain('traitement algorithmique')
    for (const level of ['short', 'full', 'content'] as const)
      expect(() => render(facts, { channel: 'letter', level })).toThrow(NoticeInvalidError)
    expect(() => render(facts, { channel: 'html', level: 'short', context: 'decision' })).toThrow(
      NoticeInvalidError,
    )
  })

  test('belongs to no information', () => {
    expect(() => mention({ use: answerUse })).toThrow(NoticeInvalidError)
  })
})

describe('A declared system’s notice', () => {
  const decision = { outcome: 'approved', systemId: 'aide-logement', useId: 'draft' } as const

  test('is drawn from the system and what the guard returned', () => {
    const letter = renderNotice(housing, {
      use: 'draft',
      level: 'decision',
      channel: 'letter',
      lang: 'fr',
      decision,
      reference: 'AL-1',
    })
    expect(letter).toContain('Cette décision a été prise par un agent de Bordeaux Métropole')
    expect(renderNotice(housing, { use: 'draft', channel: 'text', lang: 'fr', context: 'form' })).toContain(
      'Elle ne décide pas.',
    )
  })

  test('does not compile in combinations that make no notice', () => {
    const never = (): void => {
      // @ts-expect-error A mention needs a decision.
      renderNotice(housing, {
        use: 'draft',
        level: 'decision',
        channel: 'letter',
        lang: 'fr',
        reference: 'A',
      })
      // @ts-expect-error A mention needs a reference.
      renderNotice(housing, { use: 'draft', level: 'decision', channel: 'letter', lang: 'fr', decision })
      renderNotice(housing, {
        use: 'answer',
        // @ts-expect-error An answer is not decided on.
        level: 'decision',
        channel: 'letter',
        lang: 'fr',
        decision,
        reference: 'A',
      })
      // @ts-expect-error There is no such use.
      renderNotice(housing, { use: 'other', channel: 'html', lang: 'fr' })
      // @ts-expect-error A full notice does not fit a text message.
      renderNotice(housing, { use: 'draft', level: 'full', channel: 'sms', lang: 'fr' })
    }
    expect(never).toThrow(NoticeInvalidError)
  })

  test('is refused for a use that it does not have, and for a copy of the system', () => {
    const call =
      (system: unknown, options: object): (() => unknown) =>
      () =>
        Reflect.apply(renderNotice, undefined, [system, { channel: 'html', lang: 'fr', ...options }])
    expect(call(housing, { use: 'toString' })).toThrow(NoticeInvalidError)
    expect(call(housing, {})).toThrow(NoticeInvalidError)
    expect(call({ ...housing }, { use: 'draft' })).toThrow()
  })
})

describe('A letter on its way out', () => {
  const decision = { outcome: 'amended', systemId: 'aide-logement', useId: 'draft' } as const
  const asked = { use: 'draft', lang: 'fr', decision, reference: 'AL-2026-1' } as const
  const drawn = (channel: 'letter' | 'text' | 'html'): string =>
    renderNotice(housing, { ...asked, level: 'decision', channel })
  const around = (mention: string): string =>
    `<!doctype html><title>Décision</title><p>Madame, 3 < 4.</p>${mention}<p>L’agent</p>`

  test('goes when it holds its mention, in HTML or in text, with the long address or the short one', () => {
    for (const letter of [
      around(drawn('letter')),
      around(drawn('html')),
      `Madame,\n\n${drawn('text')}\nL’agent`,
    ])
      expect(requireMention(letter, housing, asked)).toBe(letter)
    const shortUrl = 'https://ville.example/ia'
    const short = around(renderNotice(housing, { ...asked, level: 'decision', channel: 'letter', shortUrl }))
    expect(requireMention(short, housing, { ...asked, shortUrl })).toBe(short)
    expect(() => requireMention(short, housing, asked)).toThrow(NoticeInvalidError)
  })

  test.each([
    ['without it', (): string => around('')],
    ['with it in a comment', (mention: string): string => around(`<!-- ${mention} -->`)],
    ['with it in a script', (mention: string): string => around(`<script>${mention}</script>`)],
    ['with a part of it', (mention: string): string => around(mention.replace(/Sans réponse[^<]*/, ''))],
    ['with words changed', (mention: string): string => around(mention.replace('deux mois', 'trois mois'))],
    [
      'with another’s reference',
      (mention: string): string => around(mention.replace('AL-2026-1', 'AL-2026-2')),
    ],
    [
      'with its paragraphs turned around',
      (mention: string): string => around(mention.split('\n').toReversed().join('\n')),
    ],
    [
      'of a decision that was approved as it was',
      (mention: string): string => around(mention.replace(/L’agent a modifié[^.]*\./, '')),
    ],
  ])('stays %s', (_name, make) => {
    expect(() => requireMention(make(drawn('letter')), housing, asked)).toThrow(NoticeInvalidError)
  })

  test('stays when nobody decided, whatever it holds', () => {
    const undecided = { ...asked, decision: Object.assign({}, { outcome: 'expired' }) }
    expect(() =>
      Reflect.apply(requireMention, undefined, [around(drawn('letter')), housing, undecided]),
    ).toThrow(NoticeInvalidError)
  })
})
