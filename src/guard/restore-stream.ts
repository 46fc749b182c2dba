import type { Restorer, StreamRestorer } from '../checks/personal-data/pseudonyms/restore.js'
import type { StreamCodec } from './codec.js'

/** A chunk whose texts were restored as far as they are certain. */
interface WaitingChunk<Chunk> {
  readonly chunk: Chunk
  /** In the order in which the codec asks for them. */
  readonly texts: string[]
  /** Texts that end in what may be half a placeholder, by path, and where they stand in `texts`. */
  readonly open: Map<string, number>
}

/**
 * A stream with values in the place of placeholders, before any check reads it. A chunk that ends in what may be half a
 * placeholder waits until the rest has come; the value then leaves with the chunk that completes it. Chunks keep their
 * order, and none is added or left out.
 */
export async function* restoredChunks<Chunk>(
  chunks: AsyncIterable<Chunk>,
  codec: Pick<StreamCodec<unknown, Chunk>, 'rewriteChunk'>,
  restorer: Restorer,
): AsyncGenerator<Chunk> {
  const growing = new Map<string, StreamRestorer>()
  const waiting: WaitingChunk<Chunk>[] = []

  /** The rest of the text at a path goes with the chunk that it began in. */
  const finish = (path: string): void => {
    const rest = growing.get(path)?.end() ?? ''
    growing.delete(path)
    for (const { open, texts } of waiting) {
      const place = open.get(path)
      if (place === undefined) continue
      texts[place] += rest
      open.delete(path)
    }
  }
  const take = (chunk: Chunk): void => {
    const one: WaitingChunk<Chunk> = { chunk, texts: [], open: new Map() }
    waiting.push(one)
    codec.rewriteChunk(chunk, ({ path, text, extent }) => {
      if (extent === 'whole') {
        finish(path)
        one.texts.push(restorer.whole(text))
        return text
      }
      const stream = growing.get(path) ?? restorer.stream()
      growing.set(path, stream)
      one.texts.push(stream.push(text))
      // Whatever waited for this text is in it now.
      for (const { open } of waiting) open.delete(path)
      if (stream.pending()) one.open.set(path, one.texts.length - 1)
      return text
    })
  }
  const release = (): Chunk | undefined => {
    const [first] = waiting
    if (first === undefined || first.open.size > 0) return undefined
    waiting.shift()
    let next = 0
    return codec.rewriteChunk(first.chunk, () => first.texts[next++] ?? '')
  }

  for await (const chunk of chunks) {
    take(chunk)
    for (let ready = release(); ready !== undefined; ready = release()) yield ready
  }
  for (const path of [...growing.keys()]) finish(path)
  for (let ready = release(); ready !== undefined; ready = release()) yield ready
}
