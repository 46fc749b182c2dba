import { exportPrivateJwk, generateSigningKey } from 'garde-fou'
import { describe, expect, onTestFinished, test } from 'vitest'
import { databaseOfFile } from '../support/postgres.js'
import { type SharedStore, secondProcess, sharedStores } from './second-process.js'
import { guardIn, hold, type outcomesOf } from './suspension-guard.js'

const REASON = 'Le modèle confond des dossiers depuis ce matin.'

type Outcomes = Awaited<ReturnType<typeof outcomesOf>>

async function openCity(open: () => Promise<SharedStore>) {
  const { store, place } = await open()
  const jwk = exportPrivateJwk(generateSigningKey('test.example'))
  const guard = await guardIn(store, jwk)
  onTestFinished(() => guard.close())
  const { id } = await hold(guard)
  const task = { about: 'suspension', jwk, ...place } as const
  const others = await Promise.all([secondProcess<Outcomes>(task), secondProcess<Outcomes>(task)])
  return { guard, look: () => Promise.all(others.map((ask) => ask(id))) }
}

describe.each(sharedStores(databaseOfFile()))('The stop button in several processes on %s', (_, open) => {
  // Two seconds are promised; it is sooner: whoever asks after the press was acknowledged is stopped.
  test('stops the very next call of each, and what each holds goes on without the AI', async () => {
    const { guard, look } = await openCity(open)
    for (const { asked, code, allowed } of await look()) {
      expect([asked, code]).toEqual([true, 'released'])
      expect(allowed).toContain('claim')
    }
    await guard.suspensions.suspend('aide-logement', { by: 'adele', reason: REASON })
    for (const { asked, code, allowed } of await look()) {
      expect([asked, code]).toEqual([false, 'ERR_SYSTEM_SUSPENDED'])
      expect(allowed.filter((action) => /reveal|approve|amend|opinion/.test(action))).toEqual([])
    }
    await guard.suspensions.resume('aide-logement', { by: 'adele', reason: 'Corrigé et essayé.' })
    for (const { asked, code } of await look()) expect([asked, code]).toEqual([true, 'released'])
  })
})
