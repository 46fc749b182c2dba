import { describe, expect, test } from 'vitest'
import { phoneUri } from '../../src/notice/phone.js'

describe('A phone number', () => {
  test.each([
    ['05 00 00 00 00', 'tel:+33500000000'],
    ['05.00.00.00.00', 'tel:+33500000000'],
    ['+33 (0)5 00 00 00 00', 'tel:+33500000000'],
    ['0033 5 00 00 00 00', 'tel:+33500000000'],
    ['0800\u00A0000\u202F000', 'tel:+33800000000'],
    ['05‑00‑00‑00‑00', 'tel:+33500000000'],
    ['0262 00 00 00', 'tel:+262262000000'],
    ['0590 00 00 00', 'tel:+590590000000'],
    ['+1 (202) 555-0100', 'tel:+12025550100'],
    ['39 39', 'tel:3939'],
    ['115', 'tel:115'],
  ])('%s is dialled as %s', (text, uri) => {
    expect(phoneUri(text)).toBe(uri)
  })

  test.each([
    '',
    'sur place',
    '05 00 00 00 00 ou 05 00 00 00 01',
    '05 00 00 00',
    '+',
    '+0500000000',
    'javascript:alert(1)',
    '0500000000;phone-context=evil',
    '٠٥٠٠٠٠٠٠٠٠',
    '1'.repeat(100_000),
  ])('%s is shown without a link', (text) => {
    expect(phoneUri(text)).toBeUndefined()
  })
})
