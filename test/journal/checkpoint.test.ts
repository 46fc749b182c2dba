import {
  generateSigningKey,
  leafHash,
  parseCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from 'garde-fou/journal'
import { describe, expect, it } from 'vitest'
import { signNote } from '../../src/journal/signed-note.js'
import { ORIGIN, testKey } from './memory-journal.js'

const now = new Date('2026-11-24T05:00:00Z')
const rootHash = leafHash('root')
const head = { origin: ORIGIN, size: 20_852_163, rootHash }
const root64 = Buffer.from(rootHash).toString('base64')

describe('checkpoints', () => {
  it('are written to the byte as C2SP tlog-checkpoint asks', () => {
    const checkpoint = signCheckpoint(head, { key: testKey, now })
    expect(checkpoint).toMatchObject({ size: head.size, rootHash, at: '2026-11-24T05:00:00.000Z' })
    const lines = checkpoint.note.split('\n')
    expect(lines.slice(0, 4)).toEqual([ORIGIN, '20852163', root64, ''])
    expect(lines[4]).toMatch(/^— ville\.example\/journal [A-Za-z0-9+/]{90,91}={0,2}$/)
    expect(lines.slice(5)).toEqual([''])
    expect(Buffer.from(lines[4]?.split(' ')[2] ?? '', 'base64')).toHaveLength(4 + 64)
  })

  it('are accepted with the right key and log only', () => {
    const { note } = signCheckpoint(head, { key: testKey, now })
    expect(verifyCheckpoint(note, { keys: [testKey], origin: ORIGIN })).toEqual(head)
    const rotated = generateSigningKey(testKey.name)
    expect(verifyCheckpoint(note, { keys: [rotated, testKey] })).toEqual(head)
    const foreign = { code: 'ERR_KEY_INVALID' }
    expect(() => verifyCheckpoint(note, { keys: [rotated] })).toThrow(expect.objectContaining(foreign))
    expect(() => verifyCheckpoint(note, { keys: [] })).toThrow(expect.objectContaining(foreign))
    expect(() => verifyCheckpoint(note, { keys: [testKey], origin: 'other.example' })).toThrow(
      /one of the log/,
    )
    expect(() => verifyCheckpoint(note.replace('20852163', '20852164'), { keys: [testKey] })).toThrow(
      expect.objectContaining(foreign),
    )
  })

  it('read the specification’s own example', () => {
    const example = [
      'example.com/behind-the-sofa',
      '20852163',
      'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
      '',
      '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=',
      '',
    ].join('\n')
    expect(parseCheckpoint(example)).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
    })
  })

  it('accept extension lines and an empty tree', () => {
    expect(parseCheckpoint(signNote(`log\n0\n${root64}\nextension\n`, testKey)).size).toBe(0)
  })

  it('are refused when malformed, although signed', () => {
    const texts = [
      'log\n',
      'log\n5\n',
      `\n5\n${root64}\n`,
      `log\n05\n${root64}\n`,
      `log\n-5\n${root64}\n`,
      `log\n5.0\n${root64}\n`,
      `log\n0x5\n${root64}\n`,
      `log\n9007199254740993\n${root64}\n`,
      `log\n99999999999999999999\n${root64}\n`,
      `log\n5\n${root64.slice(0, -4)}\n`,
      `log\n5\n${root64.replace('=', '')}\n`,
      `log\n5\n\n${root64}\n`,
    ]
    for (const text of texts) {
      const note = signNote(text, testKey)
      expect(() => verifyCheckpoint(note, { keys: [testKey] })).toThrow(
        expect.objectContaining({ code: 'ERR_JOURNAL_BROKEN' }),
      )
    }
  })

  it('are not signed over a head that cannot be written', () => {
    const broken = expect.objectContaining({ code: 'ERR_JOURNAL_BROKEN' })
    for (const wrong of [
      { ...head, origin: '' },
      { ...head, origin: 'a\nb' },
      { ...head, origin: 'a\u0007b' },
      { ...head, size: -1 },
      { ...head, size: 0.5 },
      { ...head, size: 2 ** 53 },
      { ...head, rootHash: Buffer.alloc(31) },
    ]) {
      expect(() => signCheckpoint(wrong, { key: testKey, now })).toThrow(broken)
    }
  })
})
