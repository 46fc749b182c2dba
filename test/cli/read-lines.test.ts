import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type InputLine, readLines } from '../../src/cli/read-lines.js'

async function linesOf(chunks: readonly Uint8Array[], most?: number): Promise<InputLine[]> {
  const lines: InputLine[] = []
  const source = (async function* () {
    yield* chunks
  })()
  for await (const line of readLines(source, most)) lines.push(line)
  return lines
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('lines of a stream', () => {
  test('are the same wherever the bytes are cut, in the middle of a character too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', '"') })),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        async (texts, sizes) => {
          const all = bytes(texts.join('\n'))
          const pieces: Uint8Array[] = []
          for (let at = 0, turn = 0; at < all.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1
            pieces.push(all.subarray(at, at + size))
            at += size
          }
          expect(await linesOf(pieces)).toEqual(
            texts.flatMap((text, index) => (text === '' ? [] : [{ number: index + 1, text }])),
          )
        },
      ),
    )
  })

  test('may end in CR LF, and the last one needs no ending', async () => {
    expect(await linesOf([bytes('a\r\n\r\nb')])).toEqual([
      { number: 1, text: 'a' },
      { number: 3, text: 'b' },
    ])
  })

  test('that are no UTF-8 are named, and the others are read', async () => {
    expect(await linesOf([Uint8Array.of(0xff, 10), bytes('b')])).toEqual([
      { number: 1, fault: 'not-utf8' },
      { number: 2, text: 'b' },
    ])
  })

  test('that are too long are named without being kept, and the others are read', async () => {
    expect(await linesOf([bytes('a'.repeat(6)), bytes('a'.repeat(6)), bytes('\nb\n')], 10)).toEqual([
      { number: 1, fault: 'too-long' },
      { number: 2, text: 'b' },
    ])
  })
})
