import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSigningKey } from 'garde-fou'
import { exportPrivateJwk, toVerifyingKey } from 'garde-fou/journal'
import { onTestFinished } from 'vitest'
import type { SigningKey } from '../../src/internal/signing-key.js'
import type { Store } from '../../src/store/store.js'
import { freshSchema } from '../support/postgres.js'
import { type Address, LOG, storeAt } from './city.js'
import { type Ledger, ledger } from './ledger.js'
import { randomFrom, SEED } from './seed.js'
import { type Witnesses, witnessesOf } from './witnesses.js'

/** A city before its faults. */
export interface City {
  readonly address: Address
  readonly key: SigningKey
  readonly jwk: object
  /** A store of the test's own that looks on. */
  readonly store: Store
  readonly ledger: Ledger
  readonly witnesses: Witnesses
}

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'garde-fou-faults-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A new place of this kind. */
export async function addressOf(kind: Address['kind'], database: () => Promise<string>): Promise<Address> {
  return kind === 'sqlite'
    ? { kind, path: join(temporaryFolder(), 'city.db') }
    : { kind, url: await database(), schema: freshSchema() }
}

/** A city whose everything is at a new place of this kind. */
export async function newCity(kind: Address['kind'], database: () => Promise<string>): Promise<City> {
  return cityAt(await addressOf(kind, database))
}

/** A city whose everything is at an address. */
export async function cityAt(address: Address): Promise<City> {
  const key = generateSigningKey(LOG)
  const store = storeAt(address)
  await store.migrate()
  onTestFinished(() => store.close())
  return {
    address,
    key,
    jwk: exportPrivateJwk(key),
    store,
    ledger: ledger(),
    witnesses: witnessesOf(store, toVerifyingKey(key), randomFrom(SEED)),
  }
}
