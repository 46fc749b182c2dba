import fc from 'fast-check'
import type { SigningKey } from 'garde-fou/journal'
import { formatVerifierKey, importSigningKey, parseVerifierKey } from 'garde-fou/journal'
import { describe, expect, it } from 'vitest'
import { checkSignatures, noteVerifiers, parseNote, signNote } from '../../src/journal/signed-note.js'

// The published vectors of Go's golang.org/x/mod/sumdb/note, the format's first implementation.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PETER_SEED = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const PETER_SIG =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
const ENOCH_SIG =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n'

const peter = parseVerifierKey(PETER)
const enoch = parseVerifierKey(ENOCH)
const verifiers = noteVerifiers([peter])

function peterSigning(): SigningKey {
  const d = Buffer.from(PETER_SEED, 'base64').subarray(1).toString('base64url')
  const x = Buffer.from(PETER.split('+').slice(2).join('+'), 'base64').subarray(1).toString('base64url')
  return importSigningKey({ name: 'PeterNeumann', key: { kty: 'OKP', crv: 'Ed25519', x, d } })
}

describe('signed notes, against the published vectors', () => {
  it('signs the published text to the published bytes', () => {
    expect(signNote(TEXT, peterSigning())).toBe(`${TEXT}\n${PETER_SIG}`)
  })

  it('opens the published note and ignores the signature of a key it does not know', () => {
    const note = parseNote(`${TEXT}\n${PETER_SIG}${ENOCH_SIG}`)
    expect(note.text).toBe(TEXT)
    expect(note.signatures.map((line) => [line.name, line.keyId])).toEqual([
      ['PeterNeumann', 'c74f20a3'],
      ['EnochRoot', 'af0cfe78'],
    ])
    expect(checkSignatures(note, verifiers).name).toBe('PeterNeumann')
    expect(checkSignatures(note, noteVerifiers([enoch])).name).toBe('EnochRoot')
  })

  it('reads and writes verifier keys in their published form, and no mangled one', () => {
    expect(formatVerifierKey(peter)).toBe(PETER)
    expect(formatVerifierKey(enoch)).toBe(ENOCH)
    const wrong = [
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      ...Array.from({ length: PETER.length - 1 }, (_, i) => PETER.slice(0, i + 1)),
      ...Array.from({ length: PETER.length - 1 }, (_, i) => PETER.slice(i + 1)),
    ]
    for (const text of wrong)
      expect(() => parseVerifierKey(text)).toThrow(expect.objectContaining({ code: 'ERR_KEY_INVALID' }))
  })

  it('refuses a note that no known key signed, or whose known key signed something else', () => {
    const other = parseNote(`${TEXT}\n${ENOCH_SIG}`)
    expect(() => checkSignatures(other, verifiers)).toThrow(/none of the keys/)
    const altered = parseNote(`${TEXT.replace('answer', 'remedy')}\n${PETER_SIG}`)
    expect(() => checkSignatures(altered, verifiers)).toThrow(/not one of this text/)
    // One wrong signature of a known key spoils a note, also when another one is right.
    const spoilt = parseNote(`${TEXT}\n${ENOCH_SIG}${PETER_SIG.replace('ZJku', 'ZJkv')}`)
    expect(() => checkSignatures(spoilt, noteVerifiers([peter, enoch]))).toThrow(/PeterNeumann/)
  })

  it('refuses what is not a note', () => {
    const bad = [
      '',
      TEXT,
      `${TEXT}\n`,
      `${TEXT}\n${PETER_SIG.slice(0, -1)}`,
      `\u0001${TEXT}\n${PETER_SIG}`,
      `${TEXT}\t\n${PETER_SIG}`,
      `\ud800${TEXT}\n${PETER_SIG}`,
      `${TEXT}\n${PETER_SIG.replace('PeterNeumann', 'Bad Name')}`,
      `${TEXT}\n${PETER_SIG.replace('PeterNeumann', 'Bad\u00a0Name')}`,
      `${TEXT}\n${PETER_SIG.replace('PeterNeumann', 'Bad+Name')}`,
      `${TEXT}\n${PETER_SIG.replace('— ', '- ')}`,
      `${TEXT}\n${PETER_SIG}Unexpected line.\n`,
      `${TEXT}\n${PETER_SIG.replace('nAM=', 'nAN=')}`,
      `${TEXT}\n— PeterNeumann AAAA\n`,
      `${TEXT}\n${PETER_SIG.repeat(101)}`,
      `${'x'.repeat(2_000_000)}\n\n${PETER_SIG}`,
    ]
    for (const note of bad)
      expect(() => parseNote(note)).toThrow(expect.objectContaining({ code: 'ERR_JOURNAL_BROKEN' }))
  })

  it('parses any text to a note or to the one typed error', () => {
    const pieces = fc.constantFrom(
      '\n',
      '\n\n',
      '— ',
      'PeterNeumann ',
      'x08go/ZJ',
      '=',
      ' ',
      '+',
      '0',
      'log',
      '\u0000',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
        try {
          parseNote(parts.join(''))
        } catch (error) {
          expect(error).toMatchObject({ code: 'ERR_JOURNAL_BROKEN' })
        }
      }),
    )
  })
})
