import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readValue } from '../../src/call/read-value.js'

const reading = { root: 'input', role: 'data', maxLength: 10_000 } as const

describe('reading a value as texts', () => {
  it('gives every string its path, every number its key, and the keys themselves', () => {
    const read = readValue({ nom: 'Durand', foyer: [{ age: 7 }], note_civisme: true }, reading)
    expect(read.ok && read.parts.map(({ path, text }) => [path, text])).toEqual([
      ['input.nom', 'Durand'],
      ['input.foyer[0].age', 'age : 7'],
      ['input.note_civisme', 'note_civisme : true'],
      ['input{keys}', 'nom\nfoyer\nage\nnote_civisme'],
    ])
  })

  it('reads every string of any JSON value, and nothing twice', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const read = readValue(value, { ...reading, maxLength: 1_000_000 })
        expect(read.ok).toBe(true)
        if (!read.ok) return
        const strings: string[] = []
        JSON.stringify(value, (_key, node: unknown) => {
          if (typeof node === 'string') strings.push(node)
          return node
        })
        const values = read.parts.filter((part) => part.path !== 'input{keys}').map((part) => part.text)
        for (const text of strings) expect(values).toContain(text)
      }),
    )
  })

  it('lets the same object stand in two places, and refuses one that stands inside itself', () => {
    const shared = { a: 'x' }
    expect(readValue([shared, shared], reading).ok).toBe(true)
    const cycle: unknown[] = []
    cycle.push({ deeper: cycle })
    expect(readValue(cycle, reading)).toEqual({
      ok: false,
      unreadable: { path: 'input[0].deeper', reason: 'refers to itself' },
    })
  })

  it.each([
    ['nested 200 levels deep', JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`), /levels deep/],
    ['longer than allowed in one text', 'a'.repeat(10_001), /too long/],
    [
      'longer than allowed in all texts together',
      Array.from({ length: 11 }, () => 'a'.repeat(1000)),
      /too long/,
    ],
    ['longer than allowed in its keys', { ['k'.repeat(10_001)]: 1 }, /too long/],
    ['a map', new Map([['a', 'b']]), /plain JSON/],
    ['a date', new Date(0), /plain JSON/],
    ['a bigint', { n: 1n }, /bigint/],
    ['a symbol', Symbol('a'), /symbol/],
  ])('refuses a value that is %s', (_what, value, reason) => {
    expect(readValue(value, reading)).toEqual({
      ok: false,
      unreadable: { path: expect.stringMatching(/^input/), reason: expect.stringMatching(reason) },
    })
  })
})

describe('the copy of a value', () => {
  it('is the value as JSON would carry it, whatever the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const read = readValue(value, { ...reading, maxLength: 1_000_000 })
        expect(read.ok && read.value).toEqual(value)
      }),
    )
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}')
    const read = readValue(hostile, reading)
    expect(read.ok && JSON.stringify(read.value)).toBe('{"__proto__":{"polluted":true},"constructor":1}')
    expect(read.ok && read.value).not.toHaveProperty('polluted')
  })

  it('looks at every place once, so that texts and copy agree even for a proxy', () => {
    let looks = 0
    const handler: ProxyHandler<{ a: string }> = { get: () => `Vu ${++looks} fois` }
    const read = readValue(new Proxy({ a: '' }, handler), reading)
    expect(read).toMatchObject({
      ok: true,
      value: { a: 'Vu 1 fois' },
      parts: [{ text: 'Vu 1 fois' }, { text: 'a' }],
    })
  })

  it('never gives two places the same path', () => {
    const read = readValue({ 'a.b': 'x', a: { b: 'y' }, '[0]': 'z', '{keys}': 'k' }, reading)
    const paths = read.ok ? read.parts.map((part) => part.path) : []
    expect(new Set(paths).size).toBe(5)
  })

  it('does not take forever over objects that refer to each other many times', () => {
    let bomb: object = {}
    for (let level = 0; level < 60; level++) bomb = [bomb, bomb]
    expect(readValue(bomb, reading)).toMatchObject({
      ok: false,
      unreadable: { reason: expect.stringMatching(/too long/) },
    })
  })
})
