import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportPrivateJwk, generateSigningKey, importSigningKey, type SigningKey } from 'garde-fou'

/** The secrets of this installation. */
export interface Keys {
  /** Signs labels, decisions and the journal. */
  readonly signingKey: SigningKey
  /** Signs sessions and forms of the console. */
  readonly secret: Uint8Array
  /** Wraps the keys of cases, with which their texts are encrypted. */
  readonly masterKey: string
  /** Under which it is remembered which texts left: digests, no text. */
  readonly outputIndexKey: string
}

/** Reads the keys in the data folder; makes them on the first start, readable by their owner alone. */
export function openKeys(dataDir: string): Keys {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const name = 'aide-logement.example/journal'
  const key = readOrMake(join(dataDir, 'signing-key.json'), () =>
    JSON.stringify(exportPrivateJwk(generateSigningKey(name))),
  )
  const secret = readOrMake(join(dataDir, 'session-secret'), () => randomBytes(32).toString('base64'))
  const masterKey = readOrMake(join(dataDir, 'master-key'), () => randomBytes(32).toString('base64'))
  const outputIndexKey = readOrMake(join(dataDir, 'output-index-key'), () =>
    randomBytes(32).toString('base64'),
  )
  return {
    masterKey,
    outputIndexKey,
    signingKey: importSigningKey({ name, key }),
    secret: Buffer.from(secret, 'base64'),
  }
}

function readOrMake(path: string, make: () => string): string {
  try {
    // `wx` fails when the file is there: two starts at once cannot overwrite each other's key.
    writeFileSync(path, make(), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(path, 'utf8')
}
