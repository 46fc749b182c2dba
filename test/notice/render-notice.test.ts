import fc from 'fast-check'
import { type Notice, noticeFacts, renderNotice } from 'garde-fou/notice'
import { describe, expect, test } from 'vitest'
import { NoticeInvalidError } from '../../src/errors.js'
import type { NoticeInput } from '../../src/notice/facts.js'
import type { HumanContact } from '../../src/system/system-record.js'
import { answerUse, decisionInput, type LooseOptions, record, render, sortingUse } from './fixtures.js'

/** Plain words of a notice: tags dropped, blanks made one. */
function wordsOf(input: Partial<NoticeInput>, options: LooseOptions = {}): string {
  const notice = noticeFacts({ ...decisionInput, ...input })
  return render(notice, options)
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
}

const withContact = (changes: Partial<HumanContact>): Partial<NoticeInput> => {
  const {
    free: _free,
    withoutConsequence: _without,
    ...contact
  } = record.humanContact ?? { service: '', hours: '' }
  return { record: { ...record, humanContact: { ...contact, ...changes } } }
}

describe('A notice says', () => {
  test('that an agent decides, only of a use whose outputs people decide on', () => {
    const decides =
      'Elle ne décide pas. Un agent de Bordeaux Métropole examine votre demande et prend la décision.'
    expect(wordsOf({})).toContain(decides)
    expect(wordsOf({ humanReview: 'none' })).toContain(decides)
    for (const humanReview of ['none', 'pending', 'approved', 'amended'] as const)
      expect(wordsOf({ use: answerUse, humanReview })).not.toMatch(/décid|décision/)
  })

  test('that an agent has decided, only once one has', () => {
    const decided =
      'Elle n’a pas décidé. Un agent de Bordeaux Métropole a examiné votre demande et a pris la décision.'
    expect(wordsOf({})).not.toContain('a pris la décision')
    expect(wordsOf({ decision: { outcome: 'rejected' }, humanReview: 'none' })).toContain(decided)
    expect(wordsOf({ humanReview: 'approved' })).toContain(decided)
    expect(wordsOf({ humanReview: 'amended' })).toContain(decided)
  })

  test('whether anybody has read an answer', () => {
    const words = (humanReview: NoticeInput['humanReview']): string =>
      wordsOf({ use: answerUse, humanReview })
    expect(words('none')).toContain(
      'Cette réponse n’a pas été relue par un agent. Elle peut contenir des erreurs.',
    )
    expect(words('pending')).toContain(
      'Un agent de Bordeaux Métropole doit relire cette réponse avant son utilisation.',
    )
    expect(words('approved')).toContain('Un agent de Bordeaux Métropole a relu cette réponse.')
    expect(words('amended')).toContain('Un agent de Bordeaux Métropole a relu et corrigé cette réponse.')
    for (const humanReview of ['pending', 'approved', 'amended'] as const)
      expect(words(humanReview)).not.toContain('n’a pas été relue')
  })

  test('that asking for a person is free and without consequence, only as far as the service has confirmed it', () => {
    expect(wordsOf(withContact({ free: true, withoutConsequence: true }))).toContain(
      'Ce choix est gratuit et n’a pas de conséquence sur votre demande.',
    )
    expect(wordsOf(withContact({ free: true }))).toMatch(/Ce choix est gratuit\.(?!.*conséquence)/)
    expect(wordsOf(withContact({ withoutConsequence: true, free: false }))).toMatch(
      /Ce choix n’a pas de conséquence sur votre demande\./,
    )
    for (const changes of [{}, { free: false }, { free: false, withoutConsequence: false }])
      expect(wordsOf(withContact(changes))).not.toMatch(/gratuit|conséquence/)
  })

  test('only the rights that there is something to use on', () => {
    const full = (use: NoticeInput['use']): string => wordsOf({ use }, { level: 'full' })
    expect(full(decisionInput.use)).toContain(
      'Vous pouvez demander une explication, faire corriger vos données ou contester la décision.',
    )
    expect(full({ ...decisionInput.use, data: ['bareme'] })).toContain(
      'Vous pouvez demander une explication ou contester la décision.',
    )
    expect(full({ ...answerUse, data: ['demande'] })).toContain(
      'Vous pouvez demander une explication ou faire corriger vos données.',
    )
    expect(full(answerUse)).toContain('Vous pouvez demander une explication.')
  })

  test('engagement 9’s four facts when it is full, and that there are no data when there are none', () => {
    const words = wordsOf({}, { level: 'full' })
    for (const fact of [
      'Modèle de langage',
      '24 milliards',
      'Formulaire de demande',
      'La liste des pièces',
      'Ne lit pas les photos.',
    ])
      expect(words).toContain(fact)
    expect(words).toContain(
      'Ce qui a servi à l’examen : 6 mois. La décision et ses motifs : 60 mois.La décision peut ensuite rejoindre',
    )
    const destroyed = { textsForMonths: 6, decisionsForMonths: 60, finalFate: 'destroy' } as const
    expect(wordsOf({ use: { ...decisionInput.use, retention: destroyed } }, { level: 'full' })).not.toContain(
      'archives',
    )
    expect(words).toContain('Fiche mise à jourmardi 24 novembre 2026')
    const { updatedOn: _updated, ...sparing } = record
    const { retention: _retention, ...use } = decisionInput.use
    expect(wordsOf({ record: sparing, use }, { level: 'full' })).toMatch(
      /Durée de conservationNon renseigné à ce jour.*Fiche mise à jourNon renseigné à ce jour/,
    )
    expect(words).not.toContain('autre usage')
    expect(wordsOf({ use: { ...answerUse, data: [] } }, { level: 'full' })).toContain(
      'Aucune donnée déclarée',
    )
    expect(wordsOf({})).not.toContain('Modèle de langage')
  })

  test('the name of the administration with the right « de »', () => {
    expect(wordsOf({ authority: 'Angers Loire Métropole' })).toContain('Un agent d’Angers Loire Métropole')
  })
})

describe('A notice is refused', () => {
  const facts = noticeFacts(decisionInput)
  const refused = (notice: Notice, options: LooseOptions = {}): void =>
    expect(() => render(notice, options)).toThrow(NoticeInvalidError)

  test('below the least level, also when its facts were lowered', () => {
    refused(facts, { level: 'badge' })
    refused({ ...facts, level: 'full' }, { level: 'short' })
    refused({ ...facts, level: 'badge' }, { level: 'badge' })
    expect(renderNotice({ ...facts, level: 'badge' }, { channel: 'text', lang: 'fr' })).toContain('Un agent')
  })

  test('to citizens without a human contact', () => {
    const { humanContact: _contact, ...without } = record
    refused(noticeFacts({ ...decisionInput, record: without }))
    const forAgents = noticeFacts({ ...decisionInput, record: without, use: sortingUse, humanReview: 'none' })
    expect(renderNotice(forAgents, { channel: 'html', lang: 'fr', level: 'short' })).not.toContain(
      'ia-notice-contact',
    )
  })

  test('with facts that contradict each other', () => {
    refused({ ...facts, impact: 'information', humanRole: 'decides' })
    refused({ ...facts, humanRole: 'on-finding' })
    refused({ ...facts, impact: 'information', humanRole: 'on-finding', humanReview: 'approved' })
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '//evil.example/x',
    '/\\evil.example/x',
    'https://user:secret@ville.example/',
    'registre/x',
    'mailto:a@b.example',
    '\u0000/registre',
  ])('when its record stands at %j', (recordUrl) => {
    refused({ ...facts, recordUrl })
    refused({ ...facts, recordUrl }, { channel: 'text' })
  })

  test('as a text whose link would lead nowhere', () => {
    const local = { ...facts, recordUrl: '/registre/aide-velo' }
    refused(local, { channel: 'text' })
    expect(renderNotice(local, { channel: 'text', lang: 'fr', baseUrl: 'https://ville.example' })).toContain(
      '\nhttps://ville.example/registre/aide-velo\n',
    )
    expect(renderNotice(local, { channel: 'html', lang: 'fr' })).toContain('href="/registre/aide-velo"')
  })

  test('with options that make no valid page', () => {
    for (const headingLevel of [1, 7, 2.5, Number.NaN]) refused(facts, { headingLevel })
    for (const id of ['', '1a', 'a b', 'a"b', 'x'.repeat(300)]) refused(facts, { id })
    const untyped = (options: object): void =>
      expect(() => Reflect.apply(renderNotice, undefined, [facts, options])).toThrow(NoticeInvalidError)
    untyped({ channel: 'html', lang: 'de' })
    untyped({ channel: 'telegram', lang: 'fr' })
    untyped({ channel: 'html', lang: 'fr', level: 'loud' })
  })
})

describe('A notice in HTML', () => {
  const facts = noticeFacts(decisionInput)

  test('is a region named by its heading, in its language, with a number to dial and nothing that executes', () => {
    const html = renderNotice(facts, {
      channel: 'html',
      lang: 'fr',
      level: 'full',
      headingLevel: 3,
      id: 'avis-1',
    })
    expect(html).toContain(
      '<section class="ia-notice ia-notice-full" aria-labelledby="avis-1" lang="fr" data-ia-system="aide-velo">',
    )
    expect(html).toContain(
      '<h3 class="ia-notice-title" id="avis-1">Une intelligence artificielle est utilisée</h3>',
    )
    expect(html.replaceAll('\u00A0', ' ')).toContain('<a href="tel:+33500000000">05 00 00 00 00</a>')
    expect(html).not.toMatch(/ style=| on\w+=|<script|<style/)
  })

  test('keeps the contact and who decides outside of what can be folded', () => {
    const html = renderNotice(facts, { channel: 'html', lang: 'fr', level: 'full' })
    const folded = /<details[\s\S]*<\/details>/.exec(html)?.[0] ?? ''
    expect(folded).toContain('Modèle de langage')
    expect(folded).not.toMatch(/tel:|Un agent|Accueil mobilités/)
  })

  test('marks the record’s own words when it is in English', () => {
    const html = renderNotice(facts, { channel: 'html', lang: 'en' })
    expect(html).toContain('lang="en"')
    expect(html).toContain(
      'The AI <span lang="fr">vérifie si les pièces sont complètes et prépare un projet de réponse</span>.',
    )
  })

  test('names the system where a page shows several', () => {
    const html = renderNotice(facts, { channel: 'html', lang: 'fr', nameSystem: true }).replaceAll(
      '\u00A0',
      ' ',
    )
    expect(html).toContain('est utilisée : Aide à l’instruction « vélo »</h2>')
  })
})

// biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left in a notice.
const HIDDEN = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u2028\u2029\uFEFF]/

describe('A notice shows hostile texts as what they are', () => {
  const poison = (text: string): Notice => {
    const facts = noticeFacts({ ...decisionInput, level: 'full' })
    return {
      ...facts,
      systemName: text,
      action: text,
      purpose: text,
      aiKind: text,
      parameters: text,
      data: [{ name: text, source: text, personal: true }],
      expectedResults: text,
      limits: [text, text],
      owner: text,
      supplier: text,
      hosting: text,
      administration: text,
      humanContact: {
        service: text,
        phone: text,
        desk: text,
        address: text,
        email: text,
        hours: text,
        deafAccess: text,
        free: true,
      },
    }
  }
  const tagsOf = (html: string): string =>
    (html.match(/<[^>]*>/g) ?? []).join('').replace(/mailto:[^"]*|tel:[^"]*/g, '')
  const expected = tagsOf(renderNotice(poison('x'), { channel: 'html', lang: 'fr', nameSystem: true }))

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    '</dd></dl></details></section>',
    '<!-- ]]> -->',
    '&lt;b&gt; &amp;',
    '{action} {system} $& $1',
    '\u202Etfel ot thgir\u2066',
    '\u0000\u0007\u009F\uFEFF',
    '\uD800 alone \uDC00',
    'a\u2028b\u2029c\r\nd',
  ])('%j', (text) => {
    const html = renderNotice(poison(text), { channel: 'html', lang: 'fr', nameSystem: true })
    expect(tagsOf(html)).toBe(expected)
    expect(html.isWellFormed()).toBe(true)
    for (const channel of ['html', 'text'] as const) {
      const shown = renderNotice(poison(text), { channel, lang: 'fr' })
      expect(shown).not.toMatch(HIDDEN)
    }
  })

  test('any text at all: the page keeps its shape, and the letter its columns', () => {
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.constantFrom('<', '"', "'", '&', '>', '\uD800', ' ', 'https://x.example/', '\n--- '),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(text, fc.constantFrom('fr', 'en'), (pieces, lang) => {
        const notice = poison(`x${pieces.join('')}`)
        const html = renderNotice(notice, { channel: 'html', lang, nameSystem: true })
        const shape = (page: string): string =>
          tagsOf(page).replace(/<\/?span[^>]*>| lang="\w+"|<\/?a[^>]*>/g, '')
        expect(shape(html)).toBe(shape(expected))
        const letter = renderNotice(notice, { channel: 'text', lang }).split('\n')
        expect(Math.max(...letter.map((line) => [...line].length))).toBeLessThanOrEqual(72)
        expect(letter[0]).toMatch(/^--- .* ---$/)
      }),
      { numRuns: 300 },
    )
  })

  test('a line of two megabytes', () => {
    const notice = { ...noticeFacts({ ...decisionInput, level: 'full' }), purpose: '<'.repeat(2_000_000) }
    expect(renderNotice(notice, { channel: 'html', lang: 'fr' }).match(/&lt;/g)).toHaveLength(2_000_000)
    const letter = renderNotice(notice, { channel: 'text', lang: 'fr' }).split('\n')
    expect(Math.max(...letter.map((line) => line.length))).toBe(72)
  })
})
