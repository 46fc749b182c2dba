import type { PostgresClient, PostgresNotification, PostgresPool } from './pool.js'
import { listen } from './postgres-only.js'

/** A connection that hears notifications. */
export interface Ear {
  /** Connects unless it is connected or about to be. Does not reject: without an ear there is polling. */
  connect(): void
  /** Resolves when its connection is given back. */
  close(): Promise<void>
}

/** Hears a channel on a connection of its own. `onHear` is called for each message and after each connecting. */
export function openEar(options: {
  readonly pool: () => PostgresPool | undefined
  readonly channel: string
  readonly onHear: (payload: string | undefined) => void
}): Ear {
  let client: PostgresClient | undefined
  let connecting: Promise<void> | undefined
  let closed = false

  const drop = (): void => {
    const dropped = client
    client = undefined
    dropped?.release(true)
  }
  const start = (): void => {
    const pool = options.pool()
    if (pool === undefined || closed || connecting !== undefined || client !== undefined) return
    connecting = connect(pool)
      // Not reachable, or a database without LISTEN: changes are looked for instead, and this is tried again.
      .catch(() => undefined)
      .finally(() => {
        connecting = undefined
      })
  }
  const connect = async (pool: PostgresPool): Promise<void> => {
    const fresh = await pool.connect()
    client = fresh
    fresh.on('error', () => {
      if (client !== fresh) return
      drop()
      start()
    })
    fresh.on('notification', ({ channel, payload }: PostgresNotification) => {
      if (client === fresh && channel === options.channel) options.onHear(payload)
    })
    try {
      await fresh.query({ text: listen(options.channel) })
    } catch (error) {
      if (client === fresh) drop()
      throw error
    }
    fresh.unref?.()
    if (closed) return drop()
    // What was committed before anybody listened.
    options.onHear(undefined)
  }
  return {
    connect: start,
    async close() {
      closed = true
      await connecting
      drop()
    },
  }
}
