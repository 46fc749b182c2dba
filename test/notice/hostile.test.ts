import fc from 'fast-check'
import {
  CHANNELS_OF,
  NOTICE_LANGUAGES,
  NOTICE_LEVELS,
  type Notice,
  type NoticeLevel,
  noticeFacts,
  SMS_SEGMENT,
} from 'garde-fou/notice'
import { describe, expect, test } from 'vitest'
import { NoticeInvalidError } from '../../src/errors.js'
import { answerUse, decisionInput, type LooseOptions, render, sortingUse } from './fixtures.js'

const start: Readonly<Record<NoticeLevel, Parameters<typeof noticeFacts>[0]>> = {
  badge: { ...decisionInput, use: sortingUse },
  short: decisionInput,
  full: decisionInput,
  decision: { ...decisionInput, decision: { outcome: 'amended' } },
  interaction: { ...decisionInput, use: answerUse, humanReview: 'none' },
  content: { ...decisionInput, use: answerUse, humanReview: 'amended' },
}

/** Every text of a record is the same one. */
function withText(level: NoticeLevel, text: string): Notice {
  return {
    ...noticeFacts(start[level]),
    systemName: text,
    action: text,
    purpose: text,
    words: { en: { action: text, purpose: text }, 'fr-simple': { action: text, purpose: text } },
    aiKind: text,
    parameters: text,
    data: [{ name: text, source: text, personal: true }],
    expectedResults: text,
    limits: [text],
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
    },
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left in a notice.
const HIDDEN = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u2028\u2029]/

const tags = (html: string): string =>
  (html.match(/<\/?[a-z][a-z0-9]*/g) ?? []).filter((tag) => !/^<\/?(?:a|span)$/.test(tag)).join('')

const forms = NOTICE_LEVELS.flatMap((level) => CHANNELS_OF[level].map((channel) => ({ level, channel })))
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '<script>',
        '"',
        "'",
        '&',
        '>',
        '</section>',
        '\uD800',
        '. A',
        '? B',
        ' ',
        '\u202E',
        '\n--- ',
        'St. Étienne',
        'https://x.example/',
      ),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => `x${pieces.join('')}`)

describe.each(forms)('A $level notice as $channel', ({ level, channel }) => {
  const options: LooseOptions = {
    level,
    channel,
    reference: 'A-1',
    nameSystem: true,
    handover: { word: 'agent', key: '0' },
  }

  test('keeps its form, whatever the record holds', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...NOTICE_LANGUAGES), (hostile, lang) => {
        const draw = (value: string): string => render(withText(level, value), { ...options, lang })
        let shown: string
        try {
          shown = draw(hostile)
        } catch (error) {
          // Only a text message may be full.
          if (channel === 'sms' && error instanceof NoticeInvalidError) return
          throw error
        }
        expect(shown.isWellFormed()).toBe(true)
        expect(shown).not.toMatch(HIDDEN)
        switch (channel) {
          case 'text':
            for (const line of shown.split('\n'))
              if (!line.startsWith('https://ville.example/')) expect([...line].length).toBeLessThanOrEqual(72)
            break
          case 'sms':
            expect(shown.length).toBeLessThanOrEqual(SMS_SEGMENT)
            expect(shown).not.toContain('\n')
            break
          case 'voice':
            expect(shown).not.toMatch(/\n|https?:\/\/ville/)
            break
          case 'json':
            expect(JSON.parse(shown)).toMatchObject({ format: 'garde-fou-notice', level })
            break
          default:
            expect(tags(shown)).toBe(tags(draw('x')))
            expect(shown).not.toMatch(/<script|javascript:/i)
        }
      }),
      { numRuns: 60 },
    )
  })
})
