// Sends the same decision again and again, several times at once, as a proxy that tries again would. Prints each answer.
import { writeSync } from 'node:fs'
import { isGuardError } from 'garde-fou'
import { keyOf, MOTIVE, openCity, storeAt } from './city.ts'
import type { AgainTask, Line } from './task.ts'

const task = JSON.parse(process.argv[2] ?? '') as AgainTask
const { id, by, version, verb, key: idempotencyKey } = task.decision
const guard = await openCity({
  store: storeAt(task.address),
  key: keyOf(task.jwk),
  onDecision: ({ outcome }, context) => say('applied', context.idempotencyKey, outcome),
})

function say(...line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

async function send(): Promise<void> {
  try {
    await guard.reviews[verb](id, { motive: MOTIVE }, { by, version, idempotencyKey })
    say('decided', idempotencyKey)
  } catch (error) {
    if (!isGuardError(error)) throw error
    say('refused', error.code)
  }
}

say('open')
// All processes begin when the last of them is ready.
await new Promise((resolve) => process.stdin.once('data', resolve))
await Promise.all(Array.from({ length: task.times }, send))
await guard.close()
process.stdin.destroy()
