import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { snapshotBody } from '../../../src/adapters/openai/snapshot-body.js'

const invalid = (path: string) => expect.objectContaining({ code: 'ERR_INPUT_INVALID', path })

describe('snapshotBody', () => {
  it('is what JSON would send, for any value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything({ withDate: true })), (body) => {
        const expected = attempt(() => JSON.stringify(body))
        if (expected === undefined) return
        const taken = attempt(() => snapshotBody(body))
        if (taken !== undefined) expect(JSON.stringify(taken)).toBe(expected)
      }),
    )
  })

  it('does not follow what the caller does to their object afterwards', () => {
    const body = { messages: [{ role: 'user', content: 'avant' }] }
    const taken = snapshotBody(body)
    body.messages[0] = { role: 'user', content: 'après' }
    expect(JSON.stringify(taken)).toContain('avant')
  })

  it('asks a getter once, so that it cannot say one thing to the check and another to the model', () => {
    let asked = 0
    const body = {
      get input() {
        return `fois ${++asked}`
      },
    }
    const taken = snapshotBody(body)
    expect([taken.input, taken.input, JSON.stringify(taken)]).toEqual([
      'fois 1',
      'fois 1',
      '{"input":"fois 1"}',
    ])
  })

  it('keeps hidden parsers of the package by reference, and no hidden toJSON', () => {
    const parse = () => 'parsed'
    const format = Object.defineProperties(
      { type: 'json_schema' },
      { $parseRaw: { value: parse }, toJSON: { value: undefined } },
    )
    const taken = snapshotBody({ format }) as { format: { $parseRaw: unknown } }
    expect(taken.format.$parseRaw).toBe(parse)
    expect(Object.keys(taken.format)).toEqual(['type'])
    expect('toJSON' in taken.format).toBe(false)
  })

  it('keeps a key named __proto__ a key', () => {
    const taken = snapshotBody(JSON.parse('{"__proto__":{"admin":true},"input":"x"}'))
    expect(JSON.stringify(taken)).toBe('{"__proto__":{"admin":true},"input":"x"}')
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })

  it('refuses what cannot be sent as JSON, and says where', () => {
    const cycle: Record<string, unknown> = { input: [] }
    cycle.input = [{ again: cycle }]
    expect(() => snapshotBody(cycle)).toThrow(invalid('body.input[0].again'))
    expect(() => snapshotBody({ n: 1n })).toThrow(invalid('body.n'))
    expect(() => snapshotBody({ file: new Uint8Array(3) })).toThrow(invalid('body.file'))
    expect(() => snapshotBody(new FormData())).toThrow(invalid('body'))
    for (const nothing of ['{"input":"x"}', null, undefined, [], 3])
      expect(() => snapshotBody(nothing)).toThrow(invalid('body'))
    let deep: unknown = 'x'
    for (let level = 0; level < 5000; level++) deep = [deep]
    expect(() => snapshotBody({ deep })).toThrow(expect.objectContaining({ code: 'ERR_INPUT_INVALID' }))
  })
})

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
