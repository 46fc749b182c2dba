import { DatabaseSync } from 'node:sqlite'
import {
  defineSystem,
  type Guard,
  generateSigningKey,
  isGuardError,
  type SigningKey,
  type Store,
} from 'garde-fou'
import { postgresStore } from 'garde-fou/postgres'
import { sqliteStore } from 'garde-fou/sqlite'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { suspensionAdvice } from '../../src/cli/doctor/suspension-advice.js'
import { sequenceAll } from '../../src/guard/sequencer.js'
import { openGuard, people, temporaryFolder } from '../support/guard.js'
import { housing, housingRecord } from '../support/housing.js'
import { databaseOfFile, freshSchema } from '../support/postgres.js'

const database = databaseOfFile()
const other = defineSystem({
  ...housingRecord,
  id: 'autre-systeme',
  uses: {
    summary: {
      impact: 'information',
      action: 'résume',
      purpose: 'Résumer.',
      audience: 'agents',
      oversight: { role: 'instructeur' },
    },
  },
})
const reviewers = { find: async (id: string) => people.find((person) => person.id === id) }
const REASON = 'Le modèle confond des dossiers.'

/** A database that its administrator can change behind the guard. */
interface Place {
  open(): Store
  sql(text: string): Promise<readonly Record<string, unknown>[]>
}

const places: Readonly<Record<string, () => Promise<Place>>> = {
  async SQLite() {
    const path = `${temporaryFolder()}/guard.db`
    return {
      open: () => sqliteStore(path),
      async sql(text) {
        const opened = new DatabaseSync(path)
        try {
          return opened.prepare(text).all()
        } finally {
          opened.close()
        }
      },
    }
  },
  async PostgreSQL() {
    const options = { connectionString: await database(), schema: freshSchema() }
    return {
      open: () => postgresStore(options),
      async sql(text) {
        const client = new Client(options)
        await client.connect()
        try {
          await client.query(`set search_path = ${options.schema}`)
          const { rows } = await client.query(text)
          return rows
        } finally {
          await client.end()
        }
      },
    }
  },
}

async function guardOn(place: Place, signingKey: SigningKey): Promise<Guard> {
  const { guard } = await openGuard({
    store: place.open(),
    signingKey,
    systems: [housing, other],
    reviewers,
    masterKey: 'm'.repeat(32),
  })
  return guard
}

/** What comes of a call of each system. */
async function outcomes(guard: Guard): Promise<readonly string[]> {
  const run = (use: typeof housing.uses.summary | typeof other.uses.summary): Promise<string> =>
    guard
      .run(use, { input: 'Résume.' }, () => 'Un résumé.')
      .then(
        ({ status }) => status,
        (error: unknown) => (isGuardError(error) ? error.code : String(error)),
      )
  return [await run(housing.uses.summary), await run(other.uses.summary)]
}

const quoted = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`

describe.each(Object.entries(places))('A stop button that is put back in %s', (_, open) => {
  async function pressed() {
    const place = await open()
    const signingKey = generateSigningKey('test.example')
    const guard = await guardOn(place, signingKey)
    const press = { by: 'denis', reason: REASON }
    await guard.suspensions.suspend('aide-logement', press)
    await guard.suspensions.resume('aide-logement', press)
    const [earlier] = await place.sql("select version, body from settings where kind = 'suspension'")
    await guard.suspensions.suspend('aide-logement', press)
    await sequenceAll({ store: guard.store, signingKey, clock: { now: () => new Date() } })
    return { place, signingKey, guard, earlier }
  }

  test('to when the system ran does not let it run: not here, not after a restart; the others go on', async () => {
    const { place, signingKey, guard, earlier } = await pressed()
    expect(await outcomes(guard)).toEqual(['ERR_SYSTEM_SUSPENDED', 'released'])
    await place.sql(
      `update settings set version = ${Number(earlier?.['version'])}, body = ${quoted(earlier?.['body'])} where kind = 'suspension'`,
    )
    expect(await outcomes(guard)).toEqual(['ERR_TAMPERED', 'released'])
    const warnings: string[] = []
    const hear = (warning: Error): void => void warnings.push(warning.message)
    process.on('warning', hear)
    onTestFinished(() => void process.off('warning', hear))
    const restarted = await guardOn(place, signingKey)
    expect(await outcomes(restarted)).toEqual(['ERR_TAMPERED', 'released'])
    expect(warnings.filter((text) => text.includes('ERR_TAMPERED'))).toHaveLength(1)
    await expect(
      restarted.suspensions.resume('aide-logement', { by: 'denis', reason: REASON }),
    ).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
    const advice = await suspensionAdvice(restarted.store, restarted.systems, signingKey)
    expect(advice).toMatchObject([{ level: 'missing', about: 'system(aide-logement)' }])
  })

  test('to nothing, as if it had never been pressed, does not either', async () => {
    const { place, signingKey, guard } = await pressed()
    await place.sql("delete from settings where kind = 'suspension'")
    expect(await outcomes(guard)).toEqual(['ERR_TAMPERED', 'released'])
    expect(await outcomes(await guardOn(place, signingKey))).toEqual(['ERR_TAMPERED', 'released'])
  })

  test('or altered in any way stops its system, not the start of a server', async () => {
    const { place, signingKey } = await pressed()
    for (const body of ['{"presses":[],"seal":"x"}', 'null', '', 'v1.none.AAAA', '{']) {
      await place.sql(`update settings set body = ${quoted(body)} where kind = 'suspension'`)
      const restarted = await guardOn(place, signingKey)
      expect(await outcomes(restarted)).toEqual(['ERR_TAMPERED', 'released'])
      const advice = await suspensionAdvice(restarted.store, restarted.systems, signingKey)
      expect(advice).toMatchObject([{ about: 'system(aide-logement)' }])
    }
  })

  test('and then repaired lets people press it again', async () => {
    const { place, signingKey, guard, earlier } = await pressed()
    const [latest] = await place.sql("select version, body from settings where kind = 'suspension'")
    const put = (row: typeof latest) =>
      place.sql(
        `update settings set version = ${Number(row?.['version'])}, body = ${quoted(row?.['body'])} where kind = 'suspension'`,
      )
    await put(earlier)
    const restarted = await guardOn(place, signingKey)
    expect(await outcomes(restarted)).toEqual(['ERR_TAMPERED', 'released'])
    await put(latest)
    for (const one of [guard, restarted])
      expect(await outcomes(one)).toEqual(['ERR_SYSTEM_SUSPENDED', 'released'])
    await guard.suspensions.resume('aide-logement', { by: 'denis', reason: REASON })
    expect(await outcomes(restarted)).toEqual(['released', 'released'])
    expect(await suspensionAdvice(guard.store, guard.systems, signingKey)).toEqual([])
  })

  test('many presses at the same moment from two servers come one after the other, each once', async () => {
    const place = await open()
    const signingKey = generateSigningKey('test.example')
    const guards = [await guardOn(place, signingKey), await guardOn(place, signingKey)]
    const presses = Array.from({ length: 12 }, (_, index) => {
      const { suspensions } = guards[index % 2] as Guard
      const command = { by: 'denis', reason: `${REASON} ${index}` }
      return index % 3 === 0
        ? suspensions.resume('aide-logement', command)
        : suspensions.suspend('aide-logement', command)
    })
    await Promise.all([...presses, ...guards.flatMap((guard) => [outcomes(guard), outcomes(guard)])])
    const history = (await guards[0]?.suspensions.history('aide-logement')) ?? []
    // A press that changes nothing is none.
    for (const [index, { action }] of history.entries())
      expect(action).toBe(index % 2 === 0 ? 'suspended' : 'resumed')
    expect(history.length).toBeGreaterThan(0)
  })

  test('a legal hold that is put back keeps everybody from erasing', async () => {
    const { place, signingKey, guard } = await pressed()
    await guard.subjects.hold('AL-9', 'Recours.')
    await sequenceAll({ store: guard.store, signingKey, clock: { now: () => new Date() } })
    await place.sql("delete from settings where kind = 'legal-hold'")
    await expect(guard.subjects.erase({ subject: 'AL-9' })).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
    await expect(guard.subjects.hold('AL-9', 'Encore.')).rejects.toMatchObject({ code: 'ERR_TAMPERED' })
  })
})
