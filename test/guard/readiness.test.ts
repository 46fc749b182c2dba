import { DatabaseSync } from 'node:sqlite'
import type { Store } from 'garde-fou'
import { createHandler } from 'garde-fou/server'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, test } from 'vitest'
import { sequenceAll } from '../../src/guard/sequencer.js'
import { openGuard, type TestGuard } from '../support/guard.js'

async function asked({ guard }: TestGuard): Promise<{ readonly status: number; readonly body: unknown }> {
  const handler = createHandler(guard, { authenticate: async () => undefined })
  const response = await handler.fetch(new Request('https://console.example/readyz'))
  return { status: response.status, body: await response.json() }
}

function change(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

describe('Whether a guard is ready', () => {
  test('it is when its database answers, its tables fit, and its journal moves', async () => {
    const opened = await openGuard()
    expect(await opened.guard.readiness()).toEqual([])
    expect(await asked(opened)).toEqual({ status: 200, body: { ready: true, reasons: [] } })
  })

  test('it is not when entries have waited for more than a minute, and is again when they have their place', async () => {
    const opened = await openGuard()
    opened.clock.advance(60_000)
    expect(await opened.guard.readiness()).toEqual([])
    opened.clock.advance(1)
    expect(await asked(opened)).toEqual({ status: 503, body: { ready: false, reasons: ['journal-stuck'] } })
    await sequenceAll({ store: opened.guard.store, signingKey: opened.signingKey, clock: opened.clock })
    expect(await opened.guard.readiness()).toEqual([])
  })

  test('it is not when a newer version has changed the tables', async () => {
    const opened = await openGuard()
    change(opened.path, "insert into schema_version (version, applied_at) values (999, '')")
    expect(await asked(opened)).toEqual({ status: 503, body: { ready: false, reasons: ['tables-newer'] } })
  })

  test('it is not when the tables are older than the process', async () => {
    const opened = await openGuard()
    change(
      opened.path,
      'delete from schema_version where version = (select max(version) from schema_version)',
    )
    expect(await opened.guard.readiness()).toEqual(['tables-outdated'])
  })

  test('it is not when the database refuses', async () => {
    const opened = await openGuard()
    change(opened.path, 'alter table outbox rename to gone')
    expect(await asked(opened)).toEqual({ status: 503, body: { ready: false, reasons: ['store-failed'] } })
    await opened.guard.close()
    expect(await opened.guard.readiness()).toEqual(['store-failed'])
  })

  test('it is not when the database does not answer', async () => {
    const store: Store = { ...sqliteStore(':memory:'), isMigrated: () => new Promise(() => undefined) }
    const opened = await openGuard({ store })
    expect(await opened.guard.readiness()).toEqual(['store-slow'])
  })

  test('the database is asked once, however many ask at the same time', async () => {
    const real = sqliteStore(':memory:')
    let asked = 0
    const store: Store = {
      ...real,
      isMigrated: () => {
        asked += 1
        return real.isMigrated()
      },
    }
    const { guard } = await openGuard({ store })
    const handler = createHandler(guard, { authenticate: async () => undefined })
    const ready = (): Promise<Response> => handler.fetch(new Request('https://console.example/readyz'))
    await Promise.all(Array.from({ length: 50 }, ready))
    expect(asked).toBe(1)
    await ready()
    expect(asked).toBe(2)
  })
})
