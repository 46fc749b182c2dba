import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { streamWindow } from '../../src/guard/stream-window.js'

describe('the window of a stream', () => {
  it('hands out finished sentences only, preceded by what checks need to see again', () => {
    const window = streamWindow(8)
    window.add([{ path: 'a', kind: 'text', text: 'Première phrase. Deuxième' }])
    expect(window.next().map(({ part }) => part.text)).toEqual(['Première phrase. '])
    window.add([{ path: 'a', kind: 'text', text: ' phrase. Tr' }])
    expect(window.next()).toMatchObject([{ offset: 9, part: { text: 'phrase. Deuxième phrase. ' } }])
    expect(window.ready()).toBe(false)
  })

  it('covers a chunk only when every text in it was handed out', () => {
    const window = streamWindow(0)
    const first = window.add([
      { path: 'a', kind: 'text', text: 'Un. ' },
      { path: 'b', kind: 'text', text: 'Deux' },
    ])
    window.next()
    expect(window.covers(first)).toBe(false)
    window.add([{ path: 'b', kind: 'text', text: ' trois. ' }])
    window.next()
    expect(window.covers(first)).toBe(true)
  })

  it('does not wait for ever for an end of sentence, and never cuts a character', () => {
    const window = streamWindow(0)
    window.add([{ path: 'a', kind: 'text', text: `${'a'.repeat(999)}\u{1f600}`.slice(0, 1000) }])
    expect(window.next()[0]?.part.text).toBe('a'.repeat(999))
  })

  it('hands out every character exactly once, in order, however the text is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '.', ' ', '\n', '!', 'é') })), (pieces) => {
        const window = streamWindow(0)
        let handed = ''
        for (const text of pieces) {
          window.add([{ path: 'a', kind: 'text', text }])
          for (const { part } of window.next()) handed += part.text
        }
        expect(pieces.join('').startsWith(handed)).toBe(true)
        expect(
          window
            .whole()
            .map((part) => part.text)
            .join(''),
        ).toBe(pieces.join(''))
      }),
    )
  })
})
