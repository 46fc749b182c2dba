import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  fileMasterKeys,
  newSecret,
  readSecrets,
  writeSecrets,
} from '../../../src/store/encryption/key-file.js'
import { withKeyFileLock } from '../../../src/store/encryption/key-file-lock.js'
import { fixedMasterKeys, masterKeyOf } from '../../../src/store/encryption/master-keys.js'
import { temporaryFolder } from '../../support/guard.js'

const keyPath = () => join(temporaryFolder(), 'guard.db.key')

describe('A file of master keys', () => {
  test('is made on the first start, for its owner only, and is the same for whoever comes next', () => {
    const path = keyPath()
    const keys = fileMasterKeys(path, { make: true })
    keys.open(false)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const next = fileMasterKeys(path, { make: true })
    next.open(true)
    expect(next.current().id).toBe(keys.current().id)
    expect(readdirSync(join(path, '..'))).toEqual(['guard.db.key'])
  })

  test('is never made anew where something is encrypted already, nor where somebody named it', () => {
    const path = keyPath()
    for (const open of [
      () => fileMasterKeys(path, { make: true }).open(true),
      () => fileMasterKeys(path, { make: false }).open(false),
    ])
      expect(open).toThrow(expect.objectContaining({ code: 'ERR_CONFIG_INVALID' }))
    expect(existsSync(path)).toBe(false)
  })

  test('is read again when it changes: the first line wraps, the others still open', () => {
    const path = keyPath()
    const [old, fresh] = [newSecret(), newSecret()]
    writeSecrets(path, [old])
    const keys = fileMasterKeys(path, { make: false })
    keys.open(true)
    expect(keys.current().id).toBe(masterKeyOf(old).id)
    writeSecrets(path, [fresh, old])
    expect(keys.current().id).toBe(masterKeyOf(fresh).id)
    expect(keys.find(masterKeyOf(old).id)?.id).toBe(masterKeyOf(old).id)
    writeSecrets(path, [fresh])
    expect(keys.find(masterKeyOf(old).id)).toBeUndefined()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('that holds no secret, or a short one, is refused without a word of it', () => {
    const path = keyPath()
    for (const text of ['', '# only a remark\n', 'court-secret\n', `${newSecret()}\ncourt-secret\n`]) {
      rmSync(path, { force: true })
      writeFileSync(path, text)
      let told: unknown
      try {
        fileMasterKeys(path, { make: false }).open(true)
      } catch (error) {
        told = error
      }
      expect(told).toMatchObject({ code: 'ERR_CONFIG_INVALID' })
      expect(String(told)).not.toContain('court-secret')
    }
  })

  test('that cannot be read is told, not replaced', () => {
    const path = keyPath()
    writeSecrets(path, [newSecret()])
    const text = readFileSync(path, 'utf8')
    chmodSync(path, 0o400)
    fileMasterKeys(path, { make: true }).open(false)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

describe('The lock of a key file', () => {
  const free = { isWritten: true }

  test('lets one work at a time, and is gone after it, also when it failed', async () => {
    const path = keyPath()
    writeSecrets(path, [newSecret()])
    const add = () => writeSecrets(path, [newSecret(), ...readSecrets(path)])
    await withKeyFileLock(path, free, async () => {
      add()
      const second = withKeyFileLock(path, free, async () => add())
      await expect(second).rejects.toMatchObject({
        code: 'ERR_CONFIG_INVALID',
        faults: [{ path: `${path}.lock`, remedy: expect.stringContaining('remove the file') }],
      })
      // Whoever was refused has not taken the lock away.
      expect(existsSync(`${path}.lock`)).toBe(true)
    })
    expect(readSecrets(path)).toHaveLength(2)
    const failing = withKeyFileLock(path, free, () => Promise.reject(new Error('broken')))
    await expect(failing).rejects.toThrow('broken')
    expect(readdirSync(join(path, '..'))).toEqual(['guard.db.key'])
  })

  test('that cannot be made keeps the file from being changed', async () => {
    const path = join(temporaryFolder(), 'missing', 'guard.db.key')
    let isRun = false
    const done = withKeyFileLock(path, free, async () => {
      isRun = true
    })
    await expect(done).rejects.toMatchObject({ code: 'ERR_CONFIG_INVALID' })
    expect(isRun).toBe(false)
  })
})

describe('A master key', () => {
  test('has a name that tells nothing of it, and is the same for the same secret', () => {
    const secret = newSecret()
    const { id, key } = masterKeyOf(secret)
    expect(id).toMatch(/^[0-9a-f]{16}$/)
    expect(key.export().toString('hex')).not.toContain(id)
    expect(masterKeyOf(Buffer.from(secret)).id).toBe(id)
    expect(masterKeyOf(`${secret}.`).id).not.toBe(id)
  })

  test('must be long enough, and there must be one', () => {
    for (const secrets of [[], [''], ['court'], [newSecret(), new Uint8Array(31)]])
      expect(() => fixedMasterKeys(secrets, 'masterKey')).toThrow(
        expect.objectContaining({ code: 'ERR_CONFIG_INVALID' }),
      )
  })
})
