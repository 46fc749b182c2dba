import { exportPrivateJwk, generateSigningKey } from 'garde-fou'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mild, openMildCase } from '../support/mild-system.js'
import { databaseOfFile } from '../support/postgres.js'
import { type Given, guardIn, takeAndRead } from './raised-mode-city.js'
import { secondProcess, sharedStores } from './second-process.js'

describe.each(sharedStores(databaseOfFile()))('A raised mode in several processes on %s', (_, open) => {
  test('holds for the very next case taken in another, and what was fixed there is read the same here', async () => {
    const { store, place } = await open()
    const jwk = exportPrivateJwk(generateSigningKey('test.example'))
    const guard = await guardIn(store, jwk)
    onTestFinished(() => guard.close())
    const task = { about: 'raised-mode', jwk, ...place } as const
    const other = await secondProcess<Given>(task)
    const [before, during, after] = await Promise.all(
      ['AL-1', 'AL-2', 'AL-3'].map((subject) => openMildCase(guard, 'shown', subject)),
    )
    if (before === undefined || during === undefined || after === undefined)
      throw new Error('Three were opened.')
    expect(await other(before)).toEqual({ raised: [], told: true })
    await guard.modeRaises.raise(mild.id, { by: 'adele', reason: 'Audit en cours.' })
    expect(await other(during)).toEqual({ raised: ['by-hand'], told: false })
    await guard.modeRaises.lift(mild.id, { by: 'adele', reason: 'Audit terminé.' })
    expect(await other(after)).toEqual({ raised: [], told: true })
    // Neither the raising nor the lifting changed what was held, in any process: nor in one that starts now.
    const late = await secondProcess<Given>(task)
    for (const read of [other, late, (id: string) => takeAndRead(guard, id)]) {
      expect(await read(before)).toEqual({ raised: [], told: true })
      expect(await read(during)).toEqual({ raised: ['by-hand'], told: false })
    }
  }, 60_000)
})
