import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readValue } from '../../src/call/read-value.js'
import { mapTexts, rewriteValue } from '../../src/call/rewrite-value.js'

const read = (value: unknown, root: string) => {
  const taken = readValue(value, { root, role: 'data', maxLength: 1_000_000 })
  if (!taken.ok) throw new Error(taken.unreadable.reason)
  return taken.parts
}
const json = fc
  .jsonValue()
  .filter((value) => readValue(value, { root: 'r', role: 'data', maxLength: 1e6 }).ok)

describe('rewriteValue', () => {
  it('changes any text that reading found, at its place, and nothing else', () => {
    fc.assert(
      fc.property(json, fc.nat(), fc.constantFrom('input', 'a.b[0]'), (value, choice, root) => {
        const parts = read(value, root).filter(({ path }) => !path.endsWith('{keys}'))
        expect(rewriteValue(value, root, new Map())).toBe(value)
        const part = parts[choice % Math.max(1, parts.length)]
        if (part === undefined) return
        const before = JSON.stringify(value)
        const changes = new Map([[part.path, { from: part.text, to: `${part.text}¤` }]])
        const after = read(rewriteValue(value, root, changes), root)
        expect(JSON.stringify(value)).toBe(before)
        expect(after.map(({ path }) => path)).toEqual(read(value, root).map(({ path }) => path))
        for (const [index, { path, text }] of after.entries()) {
          const was = read(value, root)[index]?.text
          // A number becomes a text, and texts are read without their key.
          if (path === part.path) expect([`${was}¤`, `${was}¤`.replace(/^.* : /s, '')]).toContain(text)
          else expect(text).toBe(was)
        }
      }),
    )
  })

  it('renames keys, of every depth, and a key named __proto__ stays a key', () => {
    const value: unknown = JSON.parse('{"Jean":[{"Jean":1,"__proto__":2}],"b":true}')
    const keys = read(value, 'x').find(({ path }) => path === 'x{keys}')
    expect(keys?.text).toBe('Jean\n__proto__\nb')
    const changes = new Map([['x{keys}', { from: keys?.text ?? '', to: 'P_1\n__proto__\nb' }]])
    expect(JSON.stringify(rewriteValue(value, 'x', changes))).toBe(
      '{"P_1":[{"P_1":1,"__proto__":2}],"b":true}',
    )
  })

  it('keeps hidden properties, and the objects that do not change', () => {
    const hidden = Object.defineProperty({ text: 'a', same: { x: 'b' } }, 'parser', { value: () => 1 })
    const changed = rewriteValue(hidden, '', new Map([['text', { from: 'a', to: 'c' }]])) as typeof hidden
    expect(changed).toEqual({ text: 'c', same: { x: 'b' } })
    expect(changed.same).toBe(hidden.same)
    expect(Reflect.get(changed, 'parser')).toBe(Reflect.get(hidden, 'parser'))
  })

  it('leaves a text that is not what it was said to be, and keys that do not fit', () => {
    const value = { a: 'b', c: 1 }
    const changes = new Map([
      ['a', { from: 'x', to: 'y' }],
      ['c', { from: 'c : 2', to: 'z' }],
      ['{keys}', { from: 'a\nc', to: 'q' }],
    ])
    expect(rewriteValue(value, '', changes)).toBe(value)
  })
})

describe('mapTexts', () => {
  it('passes every text and key, and keeps what does not change', () => {
    const value = { 'a b': ['c', { d: 'e' }], n: 1, z: null }
    expect(mapTexts(value, (text) => text)).toBe(value)
    expect(mapTexts(value, (text) => text.toUpperCase())).toEqual({ 'A B': ['C', { D: 'E' }], N: 1, Z: null })
  })
})
