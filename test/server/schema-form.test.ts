import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { JsonValue } from '../../src/internal/canonical-json.js'
import type { Form } from '../../src/server/read-form.js'
import { childName, countName, removeName, textOf } from '../../src/server/schema-form/control.js'
import { readFields } from '../../src/server/schema-form/read-fields.js'
import { isList, isObject, type Shape, shapeOf } from '../../src/server/schema-form/shape.js'

const shape = (schema: z.ZodType): Shape =>
  shapeOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonValue)

/** What a browser sends for a value that nobody touches. */
function controls(of: Shape, name: string, value: JsonValue | undefined): [string, string][] {
  if (of.kind === 'fixed') return []
  if (of.kind === 'group')
    return of.members.flatMap((member) =>
      controls(
        member.shape,
        childName(name, member.key),
        isObject(value) && Object.hasOwn(value, member.key) ? value[member.key] : undefined,
      ),
    )
  if (of.kind === 'list') {
    const items = isList(value) ? value : []
    return [
      [countName(name), String(items.length + 1)],
      // One empty place more than there are items.
      ...[...items, undefined].flatMap((item, index) => controls(of.item, childName(name, index), item)),
    ]
  }
  return [[name, textOf(of, value)]]
}

const form = (fields: readonly (readonly [string, string])[]): Form => new Map(fields)

const word = fc.string({ unit: 'grapheme' })

/** A schema and a value of it, as deep as forms go and a little deeper. */
const pair: fc.Arbitrary<{ schema: z.ZodType; value: JsonValue }> = fc.letrec<{
  pair: { schema: z.ZodType; value: JsonValue }
}>((tie) => ({
  pair: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      word.map((value) => ({ schema: z.string(), value })),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .map((value) => ({ schema: z.number(), value: Object.is(value, -0) ? 0 : value })),
      fc.integer().map((value) => ({ schema: z.int(), value })),
      fc.boolean().map((value) => ({ schema: z.boolean(), value })),
      fc.constantFrom('a', 'b').map((value) => ({ schema: z.enum(['a', 'b']), value })),
      fc.constant({ schema: z.literal('x'), value: 'x' }),
      fc.constant({ schema: z.iso.date(), value: '2026-11-24' }),
      fc
        .constantFrom<JsonValue>(null, '', 'texte')
        .map((value) => ({ schema: z.string().nullable(), value })),
      fc
        .constantFrom<JsonValue>('1', 1)
        .map((value) => ({ schema: z.union([z.string(), z.number()]), value })),
      fc.array(word, { maxLength: 4 }).map((value) => ({ schema: z.array(z.string()), value })),
    ),
    fc
      .dictionary(
        fc.oneof(
          fc.string({ minLength: 1, maxLength: 6 }),
          fc.constantFrom('a/b', 'a~b', 'x', '#x', 'x-', '__proto__'),
        ),
        tie('pair'),
        { maxKeys: 4, noNullPrototype: true },
      )
      .map((members) => ({
        schema: z.object(
          Object.fromEntries(Object.entries(members).map(([key, { schema }]) => [key, schema])),
        ),
        value: Object.fromEntries(Object.entries(members).map(([key, { value }]) => [key, value])),
      })),
    tie('pair').chain(({ schema, value }) =>
      fc
        .integer({ min: 0, max: 3 })
        .map((count) => ({ schema: z.array(schema), value: Array.from({ length: count }, () => value) })),
    ),
  ),
})).pair

describe('A form generated from a schema', () => {
  test('gives back every value exactly when nobody touches it', () => {
    fc.assert(
      fc.property(pair, ({ schema, value }) => {
        const of = shape(schema)
        const read = readFields(of, { form: form(controls(of, 'v', value)), prefix: 'v', original: value })
        expect(read.issues).toEqual([])
        expect(read.value).toEqual(value)
      }),
      { numRuns: 500 },
    )
  })

  test('never throws on what somebody sends, and names the control of each fault', () => {
    const of = shape(
      z.object({
        a: z.number(),
        b: z.array(z.object({ c: z.boolean(), d: z.string() })),
        e: z.enum(['x']),
        f: z.any(),
      }),
    )
    const names = fc.constantFrom(
      'v',
      'v/a',
      '#v/b',
      'v/b/0/c',
      'v/b/0/d',
      '-v/b/0',
      'v/e',
      'v/f',
      'v/b/9999/c',
    )
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            names,
            fc.oneof(fc.string(), fc.constantFrom('1', '1e999', 'NaN', '-1', '99999999', '{}', 'true')),
          ),
        ),
        (fields) => {
          const read = readFields(of, { form: form(fields), prefix: 'v' })
          for (const { name } of read.issues) expect(name).toMatch(/^v\//)
          expect(() => JSON.stringify(read.value)).not.toThrow()
        },
      ),
    )
  })

  test('reads numbers as they are written in France, and as numbers', () => {
    const of = shape(z.object({ amount: z.number(), count: z.int() }))
    const read = (amount: string, count: string) =>
      readFields(of, {
        form: form([
          ['v/amount', amount],
          ['v/count', count],
        ]),
        prefix: 'v',
      })
    expect(read('1 300,50', '3').value).toEqual({ amount: 1300.5, count: 3 })
    expect(read('1\u202f300', ' 12 ').value).toEqual({ amount: 1300, count: 12 })
    expect(read('12€', '1,5').issues).toEqual([
      { name: 'v/amount', issue: 'number' },
      { name: 'v/count', issue: 'integer' },
    ])
    expect(read('', '1.000').issues).toEqual([{ name: 'v/amount', issue: 'required' }])
    expect(read('1,2,3', 'Infinity').issues).toHaveLength(2)
  })

  test('takes items out, adds one, and says where each value came from', () => {
    const of = shape(
      z.object({ reasons: z.array(z.object({ fact: z.string() })), missing: z.array(z.string()) }),
    )
    const original = { reasons: [{ fact: 'un' }, { fact: 'deux' }], missing: ['a', 'b'] }
    const fields = new Map(controls(of, 'v', original))
    fields.set(removeName('v/reasons/0'), '1')
    fields.set('v/reasons/2/fact', 'trois')
    fields.set('v/missing/0', '')
    const read = readFields(of, { form: fields, prefix: 'v', original })
    expect(read.value).toEqual({ reasons: [{ fact: 'deux' }, { fact: 'trois' }], missing: ['b'] })
    expect(read.controls.get('/reasons/1/fact')).toBe('v/reasons/2/fact')
  })

  test('leaves out what may be left out, and keeps what it does not show', () => {
    const of = shape(
      z.object({
        note: z.string().optional(),
        amount: z.number().nullable(),
        place: z.object({ town: z.string() }).optional(),
      }),
    )
    expect(
      readFields(of, {
        form: form([
          ['v/note', ''],
          ['v/amount', ''],
          ['v/place/town', ''],
        ]),
        prefix: 'v',
      }).value,
    ).toEqual({ amount: null })
    const loose = shape(z.looseObject({ a: z.string() }))
    expect(
      readFields(loose, { form: form([['v/a', 'neuf']]), prefix: 'v', original: { a: 'vieux', autre: 1 } })
        .value,
    ).toEqual({ a: 'neuf', autre: 1 })
  })

  test('shows nothing wrongly: what has no field is edited as JSON', () => {
    const tree: z.ZodType = z.object({
      get child() {
        return tree.optional()
      },
    })
    for (const schema of [
      z.union([z.string(), z.number()]),
      z.record(z.string(), z.number()),
      z.tuple([z.string()]),
      z.any(),
    ])
      expect(shape(schema).kind).toBe('json')
    expect(JSON.stringify(shape(tree))).toContain('"json"')
    for (const broken of [
      null,
      7,
      [],
      { $ref: '#/nowhere' },
      { type: 'object' },
      { anyOf: [] },
      { type: ['null'] },
    ] as JsonValue[])
      expect(shapeOf(broken).kind).toBe('json')
    const read = readFields(shape(z.any()), { form: form([['v', '{"a": [1']]), prefix: 'v' })
    expect(read.issues).toEqual([{ name: 'v', issue: 'json' }])
  })
})
