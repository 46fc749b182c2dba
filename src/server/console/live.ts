import type { HandlerOptions } from '../options.js'
import { plain, secureHeaders } from '../responses.js'
import { countOpen } from './queue-counts.js'
import type { Visit } from './visit.js'

/** Most streams at once: each is a connection that stays. */
const MAX_STREAMS = 2_000
/** Most streams of one person: their tabs, and no more, so that nobody takes everybody’s. */
const MAX_OWN_STREAMS = 20
/** Several changes share one look at the queue. */
const QUIET_MS = 2_000
/** Proxies close what is silent. Also how often it is asked whether the session still runs. */
const BEAT_MS = 25_000

/** How many reviews are open, told to pages as it changes (server-sent events). */
export interface LiveCounts {
  answer(visit: Visit, request: Request): Response
}

/** Makes the streams of one console. They end with the request, and when the person is signed out. */
export function liveCounts({ authenticate }: Pick<HandlerOptions, 'authenticate'>): LiveCounts {
  let open = 0
  const perPerson = new Map<string, number>()
  return {
    answer(visit, request) {
      const headers = secureHeaders({ 'content-type': 'text/event-stream; charset=utf-8' })
      // Nobody would ever read it, nor close it: it takes no place.
      if (request.method === 'HEAD') return new Response(null, { headers })
      const { id } = visit.reviewer
      const own = perPerson.get(id) ?? 0
      if (own >= MAX_OWN_STREAMS) return plain('429', 429)
      if (open >= MAX_STREAMS) return plain('503', 503)
      open += 1
      perPerson.set(id, own + 1)
      const ended = new AbortController()
      const end = (): void => {
        if (ended.signal.aborted) return
        ended.abort()
        open -= 1
        const left = (perPerson.get(id) ?? 1) - 1
        if (left === 0) perPerson.delete(id)
        else perPerson.set(id, left)
      }
      request.signal.addEventListener('abort', end, { once: true })
      const stillMe = async (): Promise<boolean> => (await authenticate(request)) === visit.reviewer.id
      const body = countStream(visit, { stillMe, signal: ended.signal, end })
      // Left while we asked who it is: an event that has been is not told again.
      if (request.signal.aborted) end()
      return new Response(body, { headers })
    },
  }
}

interface Stream {
  readonly stillMe: () => Promise<boolean>
  readonly signal: AbortSignal
  readonly end: () => void
}

function countStream(
  { guard, reviewer }: Visit,
  { stillMe, signal, end }: Stream,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let told: number | undefined
  let cancelled = false
  let timer: NodeJS.Timeout | undefined
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const close = (): void => {
        if (!signal.aborted) end()
      }
      const send = (text: string): void => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text))
      }
      const look = async (): Promise<void> => {
        timer = undefined
        try {
          if (!(await stillMe())) return close()
          const count = await countOpen(guard, reviewer.id)
          if (count !== told) send(`event: count\ndata: ${count}\n\n`)
          told = count
        } catch {
          // The guard is closed or its store is busy: the browser comes back by itself.
          close()
        }
      }
      const unwatch = guard.store.watch(() => {
        timer ??= setTimeout(() => void look(), QUIET_MS).unref()
      })
      const beat = setInterval(() => {
        send(':\n\n')
        timer ??= setTimeout(() => void look(), 0).unref()
      }, BEAT_MS).unref()
      signal.addEventListener('abort', () => {
        unwatch()
        clearInterval(beat)
        clearTimeout(timer)
        if (!cancelled) controller.close()
      })
      send('retry: 10000\n\n')
      void look()
    },
    cancel() {
      cancelled = true
      end()
    },
  })
}
