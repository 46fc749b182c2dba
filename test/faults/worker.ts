// A server of a city: proposes, reviews, delivers, keeps time and sequences until it is told to stop or killed. Prints a line
// before it tries a decision, and after something was acknowledged to it.
import { writeSync } from 'node:fs'
import { type Clock, type DecisionHandler, type Guard, isGuardError } from 'garde-fou'
import { keyOf, MOTIVE, openCity, PEOPLE, propose, storeAt } from './city.ts'
import { between, oneOf, type Random, randomFrom } from './seed.ts'
import type { Line, Task } from './task.ts'

const task = JSON.parse(process.argv[2] ?? '') as Task
const random: Random = randomFrom(task.seed)
let told = false
process.stdin.once('end', () => {
  told = true
})
process.stdin.resume()

// In one call to the system: a line is there whole, or not at all.
function say(...line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

/** The machine's clock, or one that jumps up to 60 days either way. */
function clock(): Clock {
  let offset = 0
  return {
    now() {
      if (task.clock === 'jumping' && random() < 0.05)
        offset = between(random, -60 * 86_400, 60 * 86_400) * 1000
      return new Date(Date.now() + offset)
    },
  }
}

/** Below the first number a handler never answers, below the second it fails, below the third it takes its time. */
const MOODS = { good: [0, 0, 0], moody: [0.02, 0.2, 0.4], failing: [0, 1, 1], hanging: [1, 1, 1] } as const

const handler: DecisionHandler = async (decision, { idempotencyKey, signal }) => {
  const mood = random()
  const [hangs, fails, waits] = MOODS[task.handlers ?? 'good']
  if (mood < hangs)
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  if (mood < fails) throw new TypeError('The application is not well.')
  if (mood < waits) await new Promise((resolve) => setTimeout(resolve, between(random, 1, 30)))
  say('applied', idempotencyKey, decision.outcome)
}

async function round(guard: Guard): Promise<void> {
  const { reviews } = guard
  const by = oneOf(random, PEOPLE)
  say('at', await propose(guard), 1)
  const claimed = await reviews.claimNext(by)
  if (claimed === undefined) return
  const { id } = claimed
  say('at', id, claimed.version)
  const command = { by, version: claimed.version, idempotencyKey: crypto.randomUUID() }
  const { version } = await reviews.recordOpinion(id, { choice: 'favourable' }, command)
  say('at', id, version)
  const verb = random() < 0.5 ? 'approve' : 'reject'
  const decision = { id, by, version, verb, key: crypto.randomUUID() } as const
  say('deciding', decision)
  const decided = await reviews[verb](id, { motive: MOTIVE }, { by, version, idempotencyKey: decision.key })
  say('decided', decision.key)
  say('at', id, decided.version)
}

async function lane(guard: Guard): Promise<void> {
  for (let count = 0; count < task.rounds && !told; count++) {
    try {
      await round(guard)
    } catch (error) {
      // Somebody else was first, or the database is away: a person would try again.
      if (!isGuardError(error)) throw error
      say('refused', error.code)
    }
  }
}

const guard = await openCity({
  store: storeAt(task.address),
  key: keyOf(task.jwk),
  clock: clock(),
  onDecision: handler,
})
guard.events.on('error', (error) => {
  say('fault', 'code' in error ? String(error.code) : error.name)
})
say('open')
await Promise.all(Array.from({ length: task.lanes }, () => lane(guard)))
await guard.close()
process.stdin.destroy()
