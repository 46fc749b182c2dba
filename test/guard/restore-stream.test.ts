import fc from 'fast-check'
import { restore } from 'garde-fou/personal-data'
import { expect, it } from 'vitest'
import { restorerFor } from '../../src/checks/personal-data/pseudonyms/restore.js'
import type { ChunkText } from '../../src/guard/codec.js'
import { restoredChunks } from '../../src/guard/restore-stream.js'

interface Chunk {
  readonly id: number
  readonly texts: readonly ChunkText[]
}

const codec = {
  rewriteChunk: (chunk: Chunk, rewrite: (text: ChunkText) => string): Chunk => ({
    ...chunk,
    texts: chunk.texts.map((one) => ({ ...one, text: rewrite(one) })),
  }),
}
const table = {
  entries: [
    { type: 'person' as const, number: 1, forms: [{ text: 'Zoé' }] },
    { type: 'phone' as const, number: 1, forms: [{ text: '06 39 98 14 02' }] },
  ],
}
const piece = fc.constantFrom(
  'PERSONNE_1',
  'PERS',
  'ONNE',
  '_',
  '1',
  ' personne',
  ' 1',
  'TÉLÉ',
  'PHONE_1',
  '. ',
  'mot',
  '',
)
const chunks = fc.array(
  fc.array(
    fc.record({ path: fc.constantFrom('a', 'b'), text: piece, extent: fc.constant('part' as const) }),
    { maxLength: 3 },
  ),
  { maxLength: 20 },
)

async function collect(given: readonly Chunk[]): Promise<Chunk[]> {
  const all: Chunk[] = []
  const source = (async function* () {
    yield* given
  })()
  for await (const chunk of restoredChunks(source, codec, restorerFor(table))) all.push(chunk)
  return all
}

const joined = (all: readonly Chunk[], path: string): string =>
  all.flatMap(({ texts }) => texts.filter((one) => one.path === path).map(({ text }) => text)).join('')

it('a stream keeps its chunks and their order, and spells what the whole texts would, whatever is cut and mixed', async () => {
  await fc.assert(
    fc.asyncProperty(chunks, async (texts) => {
      const given = texts.map((one, id): Chunk => ({ id, texts: one }))
      const all = await collect(given)
      expect(all.map(({ id, texts: { length } }) => [id, length])).toEqual(
        given.map(({ id, texts: { length } }) => [id, length]),
      )
      for (const path of ['a', 'b']) expect(joined(all, path)).toBe(restore(joined(given, path), table))
    }),
  )
})

it('a text that is said in full ends the one that grew', async () => {
  const part = (text: string): ChunkText => ({ path: 'a', text, extent: 'part' })
  const whole: ChunkText = { path: 'a', text: 'À PERSONNE_1', extent: 'whole' }
  const all = await collect([
    { id: 0, texts: [part('À PERSON')] },
    { id: 1, texts: [part('NE_1')] },
    { id: 2, texts: [whole] },
    { id: 3, texts: [part('PERSONNE_1')] },
  ])
  expect(all.map(({ texts }) => texts[0]?.text)).toEqual(['À ', 'Zoé', 'À Zoé', 'Zoé'])
})
