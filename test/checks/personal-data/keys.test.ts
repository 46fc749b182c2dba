import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  hasFiscalKey,
  hasIbanKey,
  hasLuhnKey,
  hasNirKey,
  IBAN_LENGTHS,
  isCardLength,
  isPlausibleNir,
} from '../../../src/checks/personal-data/numbers/keys.js'
import { isIpv6 } from '../../../src/checks/personal-data/numbers/network.js'

const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''))

describe('keys of numbers', () => {
  test.each([
    '4111111111111111',
    '5555555555554444',
    '378282246310005',
    '30569309025904',
    '6011111111111117',
  ])('the published example %s has a Luhn key', (number) => {
    expect(hasLuhnKey(number)).toBe(true)
    expect(isCardLength(number)).toBe(true)
  })

  test('any other last digit breaks a Luhn key', () => {
    fc.assert(
      fc.property(digits(15), (stem) => {
        const right = [...'0123456789'].filter((last) => hasLuhnKey(stem + last))
        expect(right).toHaveLength(1)
      }),
    )
  })

  test.each([
    'GB29NWBK60161331926819',
    'FR1420041010050500013M02606',
    'DE89370400440532013000',
    'BE68539007547034',
    'MT84MALT011000012345MTLCAST001S',
  ])('the registry’s example %s has an IBAN key', (iban) => expect(hasIbanKey(iban)).toBe(true))

  test('an IBAN of the wrong length, or with one figure changed, has none', () => {
    expect(hasIbanKey('GB29NWBK6016133192681')).toBe(false)
    expect(hasIbanKey('ZZ29NWBK60161331926819')).toBe(false)
    expect(hasIbanKey('GB29NWBK60161331926818')).toBe(false)
    expect([...IBAN_LENGTHS.values()].every((length) => length >= 15 && length <= 34)).toBe(true)
  })

  test('a NIR’s key is 97 − n mod 97, Corsica included', () => {
    const stem = '255081416802538'.slice(0, 13)
    expect(hasNirKey(stem + String(97 - (Number(stem) % 97)).padStart(2, '0'))).toBe(true)
    const corsican = '283062A041815'
    const number = Number(corsican.replace('2A', '19'))
    expect(hasNirKey(corsican + String(97 - (number % 97)).padStart(2, '0'))).toBe(true)
    expect(hasNirKey('255081416802500')).toBe(false)
    expect(isPlausibleNir('255131416802538')).toBe(false)
  })

  test('a tax number ends with its first ten digits mod 511', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_999_999_999 }), (stem) => {
        const number = String(stem).padStart(10, '0') + String(stem % 511).padStart(3, '0')
        expect(hasFiscalKey(number)).toBe(true)
        expect(hasFiscalKey(number.slice(0, 12) + ((Number(number.slice(12)) + 1) % 10))).toBe(false)
      }),
    )
    expect(hasFiscalKey('4000000000000')).toBe(false)
  })

  test('IPv6 addresses are told from clocks, MAC addresses and code', () => {
    expect(
      ['2001:db8::1', 'fe80::1ff:fe23:4567:890a', '::ffff:192.0.2.1', '2001:db8:0:0:0:0:0:1'].every(isIpv6),
    ).toBe(true)
    expect(
      ['10:30:45', '00:1B:44:11:3A:B7', '::', 'a::b::c', '12345::1', '1:2:3:4:5:6:7:8:9'].some(isIpv6),
    ).toBe(false)
  })
})
