import fc from 'fast-check'
import { gsm7Length, NOTICE_LANGUAGES, noticeFacts, SMS_SEGMENT } from 'garde-fou/notice'
import { describe, expect, test } from 'vitest'
import { NoticeInvalidError } from '../../src/errors.js'
import { answerUse, decisionInput, record, render } from './fixtures.js'

// 3GPP TS 23.038, typed again: what a telephone can show.
const ALPHABET = /^[@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/

const short = { channel: 'sms', shortUrl: 'https://bx.example/v' } as const

describe('A text message', () => {
  test('is the one of the charter’s city, letter by letter', () => {
    const facts = noticeFacts({ ...decisionInput, use: answerUse, humanReview: 'approved' })
    expect(render(facts, { ...short, context: 'message' })).toBe(
      'Bordeaux Métropole : message préparé avec une IA et vérifié par un agent. Parler à un agent : 05 00 00 00 00. Infos : https://bx.example/v',
    )
  })

  test('counts characters of the extension table twice, and knows what GSM-7 has not', () => {
    expect(gsm7Length('é à ù è')).toBe(7)
    expect(gsm7Length('€[]')).toBe(6)
    for (const other of ['ê', 'ç', 'ô', '’', '«', '…', '\u00A0', '😀'])
      expect(gsm7Length(other)).toBeUndefined()
  })

  test('is refused when it would be cut in two, or cannot be written', () => {
    const named =
      (administration: string): (() => string) =>
      () =>
        render({ ...noticeFacts(decisionInput), administration }, short)
    expect(named('Communauté d’agglomération du Grand Territoire de la Vallée et des Collines')).toThrow(
      /septets of at most 160.*shortUrl/,
    )
    expect(named('北京')).toThrow(NoticeInvalidError)
    expect(named('Ville 🚲')).toThrow(NoticeInvalidError)
    expect(named('Besançon, côté sud')()).toContain('Besancon, coté sud')
  })

  test('any administration and contact: one segment in GSM-7, or a typed refusal', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.stringMatching(/^[éèàùâêçôœ’« €{}A-Za-z]{1,60}$/),
    )
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom(...NOTICE_LANGUAGES),
        fc.constantFrom('none', 'approved', 'amended'),
        (administration, phone, lang, humanReview) => {
          const use = { ...answerUse }
          const facts = noticeFacts({
            ...decisionInput,
            record: { ...record, humanContact: { service: 'Accueil', hours: '9 h', phone } },
            use,
            humanReview,
            authority: administration,
          })
          try {
            const message = render(facts, { ...short, lang, context: 'message' })
            expect(message).toMatch(ALPHABET)
            const septets = [...message].reduce(
              (sum, character) => sum + ('^{}\\[~]|€'.includes(character) ? 2 : 1),
              0,
            )
            expect(gsm7Length(message)).toBe(septets)
            expect(septets).toBeLessThanOrEqual(SMS_SEGMENT)
          } catch (error) {
            if (!(error instanceof NoticeInvalidError)) throw error
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
