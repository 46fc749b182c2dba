import { setTimeout as sleep } from 'node:timers/promises'
import type { Connections } from './connections.js'
import { notify } from './postgres-only.js'

/** Under load the others are told this often at most, in milliseconds: they look for everything new at once. */
const GAP_MS = 10

/** Tells other processes that something was committed, after it was. */
export interface Notifier {
  changed(): void
  /** Resolves when everything so far has been told, or could not be. */
  flush(): Promise<void>
}

/** Sends notifications, one at a time. */
export function notifier(
  connections: () => Connections | undefined,
  message: { readonly channel: string; readonly payload: string },
): Notifier {
  let waiting = false
  let running: Promise<void> | undefined

  const send = async (): Promise<void> => {
    while (waiting) {
      waiting = false
      try {
        await connections()?.use((db) => db.first(notify(message.channel, message.payload)))
      } catch {
        // The change is durable; who was not told finds it at the next look.
      }
      await sleep(GAP_MS)
    }
    running = undefined
  }
  return {
    changed() {
      waiting = true
      running ??= send()
    },
    async flush() {
      await running
    },
  }
}
