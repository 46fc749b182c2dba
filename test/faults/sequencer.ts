// A sequencer that never rests: it gives entries their place as soon as there are any, until it is told to stop or killed.
import { writeSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sealEntries } from 'garde-fou/journal'
import { keyOf, LOG, storeAt } from './city.ts'
import type { Line, Task } from './task.ts'

const task = JSON.parse(process.argv[2] ?? '') as Pick<Task, 'address' | 'jwk'>
const store = storeAt(task.address)
const key = keyOf(task.jwk)
let told = false
process.stdin.once('end', () => {
  told = true
})
process.stdin.resume()

await store.migrate()
while (!told) {
  // Small batches, so that several compete for the next.
  const placed = await store.sequence(5, (entries, frontier) =>
    sealEntries(entries, frontier, { key, origin: LOG, now: new Date() }),
  )
  const line: Line = ['placed', placed]
  if (placed > 0) writeSync(1, `${JSON.stringify(line)}\n`)
  await nextTurn()
}
await store.close()
process.stdin.destroy()
