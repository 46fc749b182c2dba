import type { Endpoint } from './endpoints.js'

/** Headers that describe bytes we do not hand on. */
const OF_THE_BYTES = ['content-length', 'content-encoding', 'transfer-encoding', 'content-md5', 'digest']

/** The HTTP answer made anew from what was checked: status and headers of the original, none of its bytes. */
export function checkedResponse(
  original: Response,
  body: ReadableStream<Uint8Array>,
  contentType: string,
): Response {
  const headers = new Headers(original.headers)
  for (const name of OF_THE_BYTES) headers.delete(name)
  headers.set('content-type', contentType)
  return new Response(body, { status: original.status, statusText: original.statusText, headers })
}

/** JSON bytes of a value, made only when somebody reads them. */
export function lazyJson(value: unknown): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(JSON.stringify(value)))
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

/** Checked chunks as server-sent events. Nothing is read before somebody reads this. */
export function eventStream(
  chunks: () => AsyncIterator<unknown>,
  { namedEvents }: Endpoint,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let iterator: AsyncIterator<unknown> | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        iterator ??= chunks()
        const next = await iterator.next()
        if (next.done !== true) return controller.enqueue(encoder.encode(eventOf(next.value, namedEvents)))
        if (!namedEvents) controller.enqueue(encoder.encode('data: [DONE]\n\n'))
        controller.close()
      },
      async cancel() {
        await iterator?.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

function eventOf(chunk: unknown, named: boolean): string {
  const type =
    named && typeof chunk === 'object' && chunk !== null && 'type' in chunk
      ? `event: ${String(chunk.type)}\n`
      : ''
  return `${type}data: ${JSON.stringify(chunk)}\n\n`
}
