import { expect, test } from 'vitest'
import {
  decisionTextIssues,
  MAX_TEXT_LENGTH,
  textIssue,
  visibleLength,
} from '../../src/review/decision-texts.js'

const motive = 'Les pièces prouvent l’urgence du relogement.'

test('a motive in one’s own words is taken', () => {
  expect(decisionTextIssues({ motive }, 20)).toEqual([])
})

test.each([
  ['nothing', ''],
  ['white space', ' \n\t   '.repeat(20)],
  ['no-break and em spaces', '\u00a0\u2003'.repeat(30)],
  ['zero-width characters', '\u200b\u200d\ufeff'.repeat(30)],
  ['control characters', '\u0000\u0007\u001b'.repeat(30)],
  ['Hangul fillers', '\u3164\u115f'.repeat(30)],
  ['blank braille', '\u2800'.repeat(30)],
  ['tag characters', '\u{e0041}'.repeat(30)],
  ['variation selectors', '\ufe0f'.repeat(30)],
  ['a few letters stretched by invisible ones', `ok${'\u200b'.repeat(50)}`],
  ['a few letters stretched by spaces', `o${' '.repeat(50)}k`],
  ['one letter under many accents', `e${'\u0301'.repeat(50)}`],
  ['a lone surrogate', `${motive}\ud800`],
  ['far too much', 'a '.repeat(MAX_TEXT_LENGTH)],
])('a motive of %s is refused', (_, text) => {
  expect(decisionTextIssues({ motive: text }, 20)).toHaveLength(1)
})

test('what is not a text is refused', () => {
  for (const value of [undefined, null, 7, {}, ['a'], new String(motive)])
    expect(textIssue(value, 'motive', 1)).toMatchObject({ path: 'motive' })
})

test('optional texts may be absent but not empty', () => {
  expect(
    decisionTextIssues({ motive, textForPerson: ' ', changeReason: '' }, 20).map(({ path }) => path),
  ).toEqual(['textForPerson', 'changeReason'])
})

test('characters are counted as people see them', () => {
  expect(visibleLength('  été\u0301  👩‍👩‍👧  ')).toBe(5)
})

test('an issue never quotes the text', () => {
  expect(JSON.stringify(decisionTextIssues({ motive: 'Mme Durand' }, 20))).not.toContain('Durand')
})
