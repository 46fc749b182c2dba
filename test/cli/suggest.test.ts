import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.js'
import { nearest } from '../../src/cli/suggest.js'

const known = COMMANDS.map(({ name }) => name)

describe('the word that was meant', () => {
  test.each([
    ['inti', 'init'],
    ['doctr', 'doctor'],
    ['reviews aprove', 'reviews approve'],
    ['journal verfiy', 'journal verify'],
    ['journal exp', 'journal export'],
  ])('"%s" is near "%s"', (typed, meant) => {
    expect(nearest(typed, known)).toBe(meant)
  })

  test.each(['', 'kubectl', 'x'.repeat(100_000)])('a word like nothing known has no neighbour', (typed) => {
    expect(nearest(typed, known)).toBeUndefined()
  })

  test('one letter changed, lost, doubled or swapped in a long name is understood', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known.filter((name) => name.length > 6)), fc.nat(), (name, seed) => {
        const at = 1 + (seed % (name.length - 2))
        const wrong = name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)
        for (const typed of [`${name.slice(0, at)}${name.slice(at + 1)}`, wrong])
          expect(known).toContain(nearest(typed, known))
      }),
    )
  })
})
