import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exposition } from '../../../src/server/metrics/exposition.js'
import { readExposition } from '../../support/exposition.js'

describe('The text format of metrics', () => {
  test('gives back any label and any finite number, whatever is in them', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), value, (label, number) => {
        const text = exposition([
          {
            name: 'a_total',
            type: 'counter',
            help: `Help ${label}\n\\`,
            samples: [{ labels: { label }, value: number }],
          },
        ])
        expect(text.split('\n')).toHaveLength(4)
        const [read] = readExposition(text)
        expect(read?.labels).toEqual({ label })
        expect(read?.value === number).toBe(true)
      }),
    )
  })

  test('leaves out what has no value, and writes what is no finite number as the format does', () => {
    const samples = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map((value, index) => ({
      labels: { n: String(index) },
      value,
    }))
    expect(
      exposition([
        { name: 'none', type: 'gauge', help: 'None.', samples: [] },
        { name: 'odd', type: 'gauge', help: 'Odd.', samples },
      ]),
    ).toBe('# HELP odd Odd.\n# TYPE odd gauge\nodd{n="0"} +Inf\nodd{n="1"} -Inf\nodd{n="2"} NaN\n')
  })
})
