/** A line of input, or why it cannot be read. Line numbers start at 1. */
export type InputLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: 'too-long' | 'not-utf8' }

/** A line longer than this is passed over, so that a wrong pipe cannot fill the memory. In bytes. */
const MAX_LINE_BYTES = 64 * 1024 * 1024

const LINE_FEED = 10

/** Parts a stream of bytes into lines of UTF-8, one at a time. Empty lines are numbered and left out. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<InputLine, void, void> {
  let pieces: Uint8Array[] = []
  let length = 0
  let number = 1
  const take = (): InputLine | undefined => {
    const line = length > maxLineBytes ? { number, fault: 'too-long' as const } : decoded(pieces, number)
    pieces = []
    length = 0
    number += 1
    return line !== undefined && 'text' in line && line.text === '' ? undefined : line
  }
  const keep = (piece: Uint8Array): void => {
    length += piece.length
    // The rest of a line that is too long is counted and dropped.
    if (length <= maxLineBytes && piece.length > 0) pieces.push(piece)
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      keep(chunk.subarray(from, end))
      from = end + 1
      const line = take()
      if (line !== undefined) yield line
    }
    keep(chunk.subarray(from))
  }
  if (length > 0) {
    const line = take()
    if (line !== undefined) yield line
  }
}

function decoded(pieces: readonly Uint8Array[], number: number): InputLine {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
    return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text }
  } catch {
    // Guessing another encoding would shift every offset that is reported.
    return { number, fault: 'not-utf8' }
  }
}
