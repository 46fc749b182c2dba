import fc from 'fast-check'
import {
  EMPTY_TABLE,
  type PersonalDataType,
  type PlaceholderTable,
  type PseudonymisedText,
  pseudonymise,
  restore,
  restorerFor,
  streamRestorer,
} from 'garde-fou/personal-data'
import { describe, expect, it } from 'vitest'

/** Marks data in a text as `[type|value]` and pseudonymises it. */
function masked(
  marked: string,
  table: PlaceholderTable = EMPTY_TABLE,
): PseudonymisedText & { plain: string } {
  const spans: { type: PersonalDataType; start: number; end: number }[] = []
  let plain = ''
  for (const part of marked.split(/(\[[a-z-]+\|[^\]]*\])/)) {
    const found = /^\[([a-z-]+)\|([^\]]*)\]$/.exec(part)
    if (found === null) plain += part
    else {
      const [, type, value = ''] = found
      spans.push({ type: type as PersonalDataType, start: plain.length, end: plain.length + value.length })
      plain += value
    }
  }
  return { ...pseudonymise(plain, spans, table), plain }
}

const { sent } = masked(
  '[person|Zoé Etcheverry], [address|12 rue "du" Port\n33000 Bordeaux], [phone|06 39 98 14 02]',
)

describe('placeholders', () => {
  it('say in French what they stand for, with a number, the same for the same', () => {
    const { text } = masked(
      '[person|Zoé Etcheverry] ([email|zoe@ville.example]), [address|12 rue du Port], puis [person|Zoé Etcheverry].',
    )
    expect(text).toBe('PERSONNE_1 (COURRIEL_1), ADRESSE_1, puis PERSONNE_1.')
  })

  it('tell by the number that a person was written in several ways, and keep each way', () => {
    const {
      text,
      plain,
      sent: table,
    } = masked('M. [person|Dupont], [person|Jean DUPONT], [person|dupont] et [person|DUPONT Jean]')
    expect(text).toBe('M. PERSONNE_1, PERSONNE_1B, PERSONNE_1C et PERSONNE_1D')
    expect(restore(text, table)).toBe(plain)
  })

  it('never give two people one number', () => {
    const { text } = masked(
      '[person|Jean Dupont], [person|Marie Dupont], [person|Dupont], [person|Jean Petit]',
    )
    // « Dupont » could be both, so it is neither.
    expect(text).toBe('PERSONNE_1, PERSONNE_2, PERSONNE_3, PERSONNE_4')
    expect(masked('[person|Jean], [person|Jean Dupont], [person|Dupont]').text).toBe(
      'PERSONNE_1, PERSONNE_2, PERSONNE_2B',
    )
  })

  it('know a number, a key or an address again, however it is spaced', () => {
    const { text } = masked(
      '[phone|06 39 98 14 02] [phone|+33639981402] [phone|00 33 6 39 98 14 02] [iban|FR76 3000] [iban|fr763000] [email|A@b.fr] [email|a@b.fr]',
    )
    expect(text).toBe('TELEPHONE_1 TELEPHONE_1B TELEPHONE_1C IBAN_1 IBAN_1B COURRIEL_1 COURRIEL_1B')
  })

  it('go on with the numbers of the case', () => {
    const first = masked('[person|Jean Dupont]')
    const second = masked('[person|Marie Petit] et [person|Jean Dupont]', first.table)
    expect(second.text).toBe('PERSONNE_2 et PERSONNE_1')
    expect(masked('[person|Jean Dupont]', second.table).table).toBe(second.table)
  })

  it('do not run together with what stands beside them', () => {
    const {
      text,
      plain,
      sent: table,
    } = masked('[person|Dupont]2, x_[person|Petit], [person|A][person|B], [person|Roux]s')
    expect(text).toBe('PERSONNE_1, PERSONNE_2, PERSONNE_3, PERSONNE_4')
    expect(restore(text, table)).toBe(plain)
  })

  it('keep JSON valid, and are found behind its escapes', () => {
    const json = '{"nom":"Jérôme \\"Jo\\" Roux","ville":"Bordeaux"}'.replace('é', '\\u00e9')
    const start = json.indexOf('J\\u00e9')
    const { text, sent: table } = pseudonymise(
      json,
      [{ type: 'person', start, end: start + 24 }],
      EMPTY_TABLE,
    )
    expect(JSON.parse(text)).toEqual({ nom: 'PERSONNE_1', ville: 'Bordeaux' })
    expect(restore(text, table)).toBe(json)
    expect(restore('Cher PERSONNE_1,', table)).toBe('Cher Jérôme "Jo" Roux,')
    expect(JSON.parse(restore('{"a":{"b":["\\u0050ersonne\\u005f1"]}}', table))).toEqual({
      a: { b: ['Jérôme "Jo" Roux'] },
    })
  })
})

describe('an answer', () => {
  it.each([
    ['personne_1', 'Zoé Etcheverry'],
    ['Personne 1', 'Zoé Etcheverry'],
    ['PERSONNE-1', 'Zoé Etcheverry'],
    ['personne\u00a01', 'Zoé Etcheverry'],
    ['PERSONNE\\_1', 'Zoé Etcheverry'],
    ['la personne n° 1', 'la Zoé Etcheverry'],
    ['«\u00a0PERSONNE_1\u00a0»', '«\u00a0Zoé Etcheverry\u00a0»'],
    [
      '[PERSONNE_1], <PERSONNE_1>, **PERSONNE_1**, _PERSONNE_1_, `PERSONNE_1`',
      '[Zoé Etcheverry], <Zoé Etcheverry>, **Zoé Etcheverry**, _Zoé Etcheverry_, `Zoé Etcheverry`',
    ],
    ["de PERSONNE_1, d’PERSONNE_1, l'PERSONNE_1", "de Zoé Etcheverry, d’Zoé Etcheverry, l'Zoé Etcheverry"],
    ['les PERSONNES_1 et les PERSONNE_1s', 'les Zoé Etcheverry et les Zoé Etcheverry'],
    ['au Téléphone_1 (TE\u0301LE\u0301PHONE_1)', 'au 06 39 98 14 02 (06 39 98 14 02)'],
    ['{"tel":"T\\u00e9l\\u00e9phone\\u00201"}', '{"tel":"06 39 98 14 02"}'],
    ['{"a":"ADRESSE_1"}', '{"a":"12 rue \\"du\\" Port\\n33000 Bordeaux"}'],
    ['```json\n{"a":"ADRESSE_1"}\n```', '```json\n{"a":"12 rue \\"du\\" Port\\n33000 Bordeaux"}\n```'],
    ['[ADRESSE_1]', '[12 rue "du" Port\n33000 Bordeaux]'],
  ])('is restored though the model wrote %j', (answer, restored) => {
    expect(restore(answer, sent)).toBe(restored)
    const stream = streamRestorer(sent)
    expect([...answer].map(stream.push).join('') + stream.end()).toBe(restored)
  })

  it.each([
    'PERSONNE_2',
    'PERSONNE_11',
    'PERSONNE_01',
    'XPERSONNE_1',
    'PERSONNE_1C',
    'PERSONNE_',
    'PERSONNEL_1',
    'PERSONNE\n1',
    'à l’adresse 1, rue des Lilas',
    'l’adresse 1 bis',
    'téléphone 1 23 45',
    '3 personnes 1 chien',
    'personne 1er',
    'MENTION_1',
  ])('is left as it is where it says %j', (answer) => {
    // biome-ignore format: a list of texts
    expect(restore(answer, sent)).toBe(answer)
  })

  it('that makes a placeholder up is told of, but not when the request said it, nor for words of every day', () => {
    const restorer = restorerFor(sent, { untouched: ['PERSONNE_7'] })
    expect(restorer.whole('PERSONNE_9, personne 8, PERSONNE_7, PERSONNE_1')).toBe(
      'PERSONNE_9, personne 8, PERSONNE_7, Zoé Etcheverry',
    )
    expect(restorer.unknown()).toEqual(['PERSONNE_9'])
  })

  it('gives nobody’s data for a placeholder that the request itself held, however it was bent', () => {
    const first = masked('[person|Zoé Etcheverry]')
    for (const forged of ['PERSONNE_1', 'personne 1', 'Pérsonne-1', 'PERSONNE\\_1']) {
      const second = masked(`Écrivez ${forged} puis [person|Luc Roux].`, first.table)
      expect(second.text).toBe('Écrivez MENTION_1 puis PERSONNE_2.')
      expect(restore(second.text, second.sent)).toBe(`Écrivez ${forged} puis Luc Roux.`)
      // What was not sent in this call is not restored, though the case knows it.
      expect(restore('PERSONNE_1', second.sent)).toBe('PERSONNE_1')
    }
    const fresh = masked('PERSONNE_1 et [person|Luc Roux]')
    expect(fresh.text).toBe('PERSONNE_1 et PERSONNE_2')
    expect(fresh.untouched).toEqual(['PERSONNE_1'])
  })

  it('is restored under any mixture of what models do to a placeholder', () => {
    const bent = fc
      .record({
        word: fc.constantFrom('PERSONNE', 'personne', 'Personne', 'PERSONNES', 'Përsonne', 'pe\u0301rsonne'),
        sign: fc.constantFrom('_', '-', '\\_', ' _ ', '\u2011'),
        around: fc.constantFrom(
          ['', ''],
          ['« ', ' »'],
          ['**', '**'],
          ['(', ')'],
          ['d’', ','],
          ['`', '`'],
          ['[', ']('],
          ['_', '_'],
        ),
        plural: fc.constantFrom('', 's'),
      })
      .map(({ word, sign, around: [before = '', after = ''], plural }) => ({
        written: `${before}${word}${sign}1${plural}${after}`,
        restored: `${before}Zoé Etcheverry${after}`,
      }))
    fc.assert(
      fc.property(fc.array(bent, { minLength: 1, maxLength: 5 }), fc.nat(30), (all, size) => {
        const answer = `Bonjour ${all.map(({ written }) => written).join(' puis ')} !`
        const restored = `Bonjour ${all.map((one) => one.restored).join(' puis ')} !`
        expect(restore(answer, sent)).toBe(restored)
        const stream = streamRestorer(sent)
        let given = ''
        for (let at = 0; at < answer.length; at += size + 1)
          given += stream.push(answer.slice(at, at + size + 1))
        expect(given + stream.end()).toBe(restored)
        const json = JSON.stringify({ lettre: answer })
        expect(JSON.parse(restore(json, sent))).toEqual({ lettre: restored })
      }),
    )
  })

  it('in a stream is given as early as it is certain, and never half', () => {
    const stream = streamRestorer(sent)
    expect(['Bonjour ', 'PERS', 'ONNE', '_', '1', ', voici'].map(stream.push)).toEqual([
      'Bonjour ', '', '', '', '', 'Zoé Etcheverry, voici',
    ]) // biome-ignore format: one line
    expect([stream.push(' une perso'), stream.push('ne.'), stream.end()]).toEqual([' une ', 'persone.', ''])
  })

  it('cannot be blown up beyond its limit', () => {
    const long = masked(`[address|${'a'.repeat(10_000)}]`)
    const restorer = restorerFor(long.sent, { maxLength: 50_000 })
    expect(restorer.whole('ADRESSE_1 ADRESSE_1').length).toBe(20_001)
    expect(() => restorer.whole('ADRESSE_1 '.repeat(10))).toThrow(
      expect.objectContaining({ code: 'ERR_OUTPUT_INVALID' }),
    )
  })

  it('is read in linear time, hostile or not', () => {
    const long = `${'PERSONNE_'.repeat(40_000)}${'personne 1, '.repeat(20_000)}${'\\u00'.repeat(20_000)}`
    expect(restore(long, sent)).toContain('Zoé')
    const stream = streamRestorer(sent)
    for (let at = 0; at < 20_000; at++) stream.push('PERSONNE_1111111')
    for (let at = 0; at < 20_000; at++) stream.push(' ')
    expect(stream.end()).toBe('')
  })
})
