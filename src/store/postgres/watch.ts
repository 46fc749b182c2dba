import type { Connections } from './connections.js'
import { openEar } from './ear.js'
import type { PostgresPool } from './pool.js'
import { CHANGE_MARK } from './postgres-only.js'

/** Tells listeners that something was committed, here or by another process. */
export interface Watch {
  add(listener: () => void): () => void
  /** To be called after each commit of this store. */
  changed(): void
  close(): Promise<void>
}

/** What is watched; undefined while it is not open. */
export interface Watched {
  readonly pool: PostgresPool
  readonly connections: Connections
}

/**
 * Watches a database: by notifications, on a connection that is renewed when it breaks, and by looking now and then, for
 * notifications that were lost or never sent. One timer for all listeners; it does not keep the process alive.
 */
export function watchDatabase(options: {
  readonly watched: () => Watched | undefined
  readonly channel: string
  /** The payload of this store's own notifications: its listeners know already. */
  readonly own: string
  readonly intervalMs: number
}): Watch {
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const tell = (): void => {
    for (const listener of listeners) {
      // On its own: one that throws is an uncaught exception of its own and keeps nobody from hearing.
      queueMicrotask(() => {
        if (listeners.has(listener)) listener()
      })
    }
  }
  const ear = openEar({
    pool: () => options.watched()?.pool,
    channel: options.channel,
    onHear: (payload) => {
      if (payload !== options.own) tell()
    },
  })
  const look = changeMark(() => options.watched()?.connections, tell)
  const start = (): void => {
    ear.connect()
    timer ??= setInterval(() => {
      ear.connect()
      if (listeners.size > 0) look()
    }, options.intervalMs).unref()
  }
  return {
    add(listener) {
      if (closed) return () => undefined
      // A wrapper of its own, so that the same function may be added twice.
      const own = (): void => listener()
      listeners.add(own)
      start()
      return () => listeners.delete(own)
    },
    changed: tell,
    close() {
      closed = true
      listeners.clear()
      clearInterval(timer)
      return ear.close()
    },
  }
}

/** Looks whether something has changed since the last look. What cannot be found out counts as a change once it can. */
function changeMark(connections: () => Connections | undefined, onChange: () => void): () => void {
  let seen: string | undefined
  let looking = false
  const look = async (): Promise<void> => {
    try {
      const row = await connections()?.use((db) => db.first(CHANGE_MARK))
      if (row !== undefined && row.mark === seen) return
      seen = row?.mark
    } catch {
      // Whoever listens looks for themselves and gets the typed error.
      seen = undefined
    }
    onChange()
  }
  return () => {
    if (looking) return
    looking = true
    void look().finally(() => {
      looking = false
    })
  }
}
