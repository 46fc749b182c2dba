import { isBusy } from './faults.js'

/** Tells listeners that something was committed, here or by another process. */
export interface Watch {
  add(listener: () => void): () => void
  /** To be called after each commit of this store. */
  changed(): void
  close(): void
}

/**
 * Watches a database. Other processes' commits are noticed by asking for its version now and then, with one timer for
 * all listeners and only while there are any; it does not keep the process alive. `version` is undefined while the
 * database is not open.
 */
export function watchDatabase(options: {
  readonly version: () => unknown
  readonly intervalMs: number
}): Watch {
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let seen: unknown
  let closed = false

  const changed = (): void => {
    for (const listener of listeners) {
      // On its own: one that throws is an uncaught exception of its own and keeps nobody from hearing.
      queueMicrotask(() => {
        if (listeners.has(listener)) listener()
      })
    }
  }
  const poll = (): void => {
    const before = seen
    try {
      seen = options.version()
    } catch (error) {
      // Locked: the next look will do. Anything else: whoever listens looks for themselves and gets the typed error.
      if (!isBusy(error)) changed()
      return
    }
    if (seen !== before) changed()
  }
  const start = (): void => {
    try {
      seen = options.version()
    } catch {
      // The first look of the timer tells more, and counts as a change.
      seen = undefined
    }
    timer = setInterval(poll, options.intervalMs).unref()
  }
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    add(listener) {
      if (closed) return () => undefined
      // A wrapper of its own, so that the same function may be added twice.
      const own = (): void => listener()
      listeners.add(own)
      if (timer === undefined) start()
      return () => {
        listeners.delete(own)
        if (listeners.size === 0) stop()
      }
    },
    changed,
    close() {
      closed = true
      listeners.clear()
      stop()
    },
  }
}
