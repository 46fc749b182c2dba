import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newReference, readReference, referenceDigest } from '../../src/review/reference.js'

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SHAPE = /^(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/

describe('The reference of a decision', () => {
  test('has five groups of five symbols that cannot be taken for one another', () => {
    for (let i = 0; i < 500; i++) expect(newReference()).toMatch(SHAPE)
  })

  test('is never the same twice, and each of its 120 bits is as often 0 as 1', () => {
    const many = Array.from({ length: 4000 }, newReference)
    expect(new Set(many).size).toBe(many.length)
    for (let place = 0; place < 24; place++) {
      const values = many.map((one) => SYMBOLS.indexOf(one.replaceAll('-', '')[place] ?? ''))
      for (let bit = 0; bit < 5; bit++) {
        const ones = values.filter((value) => ((value >> bit) & 1) === 1).length
        // Eight standard deviations: never by chance.
        expect(Math.abs(ones - 2000), `symbol ${place}, bit ${bit}`).toBeLessThan(8 * 32)
      }
    }
  })

  test('is read however a person types it', () => {
    const reference = newReference()
    const plain = reference.replaceAll('-', '')
    for (const typed of [
      plain,
      plain.toLowerCase(),
      ` ${reference}\u00A0`,
      plain.split('').join(' '),
      reference.replaceAll('-', ' – '),
      reference.replaceAll('-', '\u2011'),
      plain.replaceAll('0', 'o').replaceAll('1', 'l'),
      plain.replaceAll('0', 'O').replaceAll('1', 'I'),
    ])
      expect(readReference(typed)).toEqual({ ok: true, reference })
  })

  test('one wrong symbol, wherever it is, is noticed', () => {
    fc.assert(
      fc.property(fc.nat(24), fc.nat(30), (place, shift) => {
        const plain = newReference().replaceAll('-', '')
        const wrong = SYMBOLS[(SYMBOLS.indexOf(plain[place] ?? '') + 1 + shift) % 32]
        const typed = plain.slice(0, place) + wrong + plain.slice(place + 1)
        expect(readReference(typed)).toEqual({ ok: false, fault: 'check' })
      }),
      { numRuns: 2000 },
    )
  })

  test('two neighbours that changed places are noticed but once in many', () => {
    let missed = 0
    for (let i = 0; i < 2000; i++) {
      const plain = newReference().replaceAll('-', '')
      const place = i % 24
      const swapped = plain.slice(0, place) + plain[place + 1] + plain[place] + plain.slice(place + 2)
      if (swapped !== plain && readReference(swapped).ok) missed++
    }
    expect(missed).toBeLessThan(2000 * 0.03)
  })

  test('what is no reference says why, whatever it is', () => {
    expect(readReference(' - ')).toEqual({ ok: false, fault: 'empty' })
    expect(readReference('ABCDU-12345-12345-12345-12345')).toEqual({ ok: false, fault: 'characters' })
    expect(readReference('<script>alert(1)</script>')).toEqual({ ok: false, fault: 'characters' })
    expect(readReference('12345')).toEqual({ ok: false, fault: 'length' })
    expect(readReference('0'.repeat(1_000_000))).toEqual({ ok: false, fault: 'length' })
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const read = readReference(text)
        if (read.ok) expect(read.reference).toMatch(SHAPE)
      }),
    )
  })

  test('its digest is that of its written form', () => {
    expect(referenceDigest('00000-00000-00000-00000-00000')).toMatch(/^[0-9a-f]{64}$/)
    expect(referenceDigest(newReference())).not.toBe(referenceDigest(newReference()))
  })
})
