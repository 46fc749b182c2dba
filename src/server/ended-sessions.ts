import { z } from 'zod'
import { entryOf } from '../guard/record.js'
import type { Clock } from '../internal/clock.js'
import type { SettingRow, Store } from '../store/store.js'
import { rootOf, type Session } from './session-cookie.js'

type Ended = Pick<Session, 'reviewerId' | 'family'>

/** Sessions that were ended before their time: their cookies, wherever they may be, count no more. */
export interface EndedSessions {
  /** True when this family was ended, or all of its sign-in. */
  has(session: Ended): Promise<boolean>
  /** Remembered until the session's time would have been over anyway (milliseconds since 1970). */
  add(session: Ended, until: number): Promise<void>
}

const KIND = 'ended-sessions'
const schema = z.record(z.string(), z.number())

/** Ended sessions in the store, for every process on it; without one, in this process alone. */
export function endedSessions(store: Store | undefined, clock: Clock): EndedSessions {
  return store === undefined ? inMemory(clock) : inStore(store, clock)
}

function inMemory(clock: Clock): EndedSessions {
  const over = new Map<string, number>()
  return {
    has: async ({ family }) => over.has(family) || over.has(rootOf(family)),
    async add({ family }, until) {
      const now = clock.now().getTime()
      for (const [known, end] of over) if (end <= now) over.delete(known)
      over.set(family, until)
    },
  }
}

/** One row per person, which holds the sessions of theirs that could still be tried. */
function inStore(store: Store, clock: Clock): EndedSessions {
  return {
    async has({ reviewerId, family }) {
      const ended = familiesIn(await store.getSetting(KIND, reviewerId))
      return Object.hasOwn(ended, family) || Object.hasOwn(ended, rootOf(family))
    },
    async add({ reviewerId, family }, until) {
      for (;;) {
        const row = await store.getSetting(KIND, reviewerId)
        const now = clock.now()
        const open = Object.entries(familiesIn(row)).filter(([, end]) => end > now.getTime())
        const body = JSON.stringify(Object.fromEntries([...open, [family, until]]))
        const setting = { kind: KIND, id: reviewerId, version: (row?.version ?? 0) + 1, body }
        const entry = entryOf({ event: 'session.ended', actor: { kind: 'agent' }, data: {} }, now)
        if ((await store.commit({ entries: [entry], setting })) === 'committed') return
      }
    },
  }
}

function familiesIn(row: SettingRow | undefined): Readonly<Record<string, number>> {
  return row === undefined ? {} : schema.parse(JSON.parse(row.body))
}
