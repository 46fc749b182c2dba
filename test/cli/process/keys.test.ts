import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { masterKeyOf } from '../../../src/store/encryption/master-keys.js'
import { application, cityProject, type Project, propose } from './project.js'

/** The secrets in a key file, without its remarks. */
function secretsIn(project: Project, name = 'guard.db.key'): readonly string[] {
  return project
    .read(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function mastersOf(project: Project): readonly unknown[] {
  const db = new DatabaseSync(project.path('guard.db'))
  try {
    return db.prepare('select distinct master from keys').all()
  } finally {
    db.close()
  }
}

test('the master key is changed while an application works, which follows without a restart', async () => {
  const project = cityProject()
  const guard = await application(project)
  const first = await propose(guard, 'D-1')
  const [old = ''] = secretsIn(project)

  expect(await project.json(['keys', 'rotate', '--new'])).toMatchObject({ keys: 1, retired: 0 })
  expect(secretsIn(project)).toHaveLength(2)
  expect(secretsIn(project)[1]).toBe(old)
  const second = await propose(guard, 'D-2')
  expect(mastersOf(project)).toHaveLength(1)

  expect(await project.json(['keys', 'rotate', '--retire'])).toMatchObject({ keys: 0, retired: 1 })
  expect(secretsIn(project)).toHaveLength(1)
  expect(secretsIn(project)).not.toContain(old)
  expect(statSync(project.path('guard.db.key')).mode & 0o777).toBe(0o600)
  const third = await propose(guard, 'D-3')
  for (const id of [first, second, third]) expect(await guard.store.listPayloads(id)).toHaveLength(2)
  await guard.close()

  for (const id of [first, second, third]) {
    const shown = await project.run(['reviews', 'show', id], { as: 'alice' })
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('Loyer impayé')])
  }
  expect(await project.json(['journal', 'verify'])).toMatchObject({ ok: true })
  // The old secret alone opens nothing any more.
  project.write('old-key', `${old}\n`)
  const text = project.read('garde-fou.config.ts')
  project.write(
    'garde-fou.config.ts',
    text.replace('journalName:', "masterKeyFile: 'old-key',\n  journalName:"),
  )
  const refused = await project.run(['reviews', 'show', first], { as: 'alice' })
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('masterKey')])
  expect(refused.stderr).not.toContain(old)
})

test('a secret that still wraps something is never taken out', async () => {
  const project = cityProject()
  const guard = await application(project)
  await propose(guard)
  await guard.close()
  const before = readFileSync(project.path('guard.db.key'), 'utf8')
  expect(await project.json(['keys', 'rotate', '--retire'])).toMatchObject({ keys: 0, retired: 0 })
  expect(project.read('guard.db.key')).toBe(before)
})

test('of rotations at the same moment each is whole or refused, and every key is wrapped by a secret that is kept', async () => {
  const project = cityProject()
  const guard = await application(project)
  const id = await propose(guard, 'D-1')
  await guard.close()
  const flags = ['--new', '--new', '--retire']
  const ended = await Promise.all(flags.map((flag) => project.run(['keys', 'rotate', flag])))
  const refused = ended.filter(({ code }) => code !== 0)
  expect(refused.length).toBeLessThan(flags.length)
  for (const { code, stderr } of refused)
    expect([code, stderr]).toEqual([3, expect.stringContaining('guard.db.key.lock')])
  const known = secretsIn(project).map((secret) => masterKeyOf(secret).id)
  expect(mastersOf(project)).toEqual([{ master: known[0] }])
  expect(existsSync(project.path('guard.db.key.lock'))).toBe(false)
  const exported = await project.run(['subjects', 'export', 'D-1'])
  expect([exported.code, exported.stdout]).toEqual([0, expect.stringContaining(id)])
})

test('a lock that a stopped rotation left is told with what to do, and nothing is changed beside it', async () => {
  const project = cityProject()
  const guard = await application(project)
  await propose(guard)
  await guard.close()
  const before = project.read('guard.db.key')
  project.write('guard.db.key.lock', 'process 1 on elsewhere\n')
  for (const flags of [[], ['--new'], ['--retire']]) {
    const refused = await project.run(['keys', 'rotate', ...flags])
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringMatching(/is at work[\s\S]*remove the file/),
    ])
  }
  expect(project.read('guard.db.key')).toBe(before)
  expect(project.read('guard.db.key.lock')).toContain('elsewhere')
  rmSync(project.path('guard.db.key.lock'))
  expect(await project.json(['keys', 'rotate', '--new'])).toMatchObject({ keys: 1 })
})

test('in the environment the new secret is put first by hand', async () => {
  const project = cityProject()
  const [old, fresh] = ['a'.repeat(40), 'b'.repeat(40)]
  const run = (secrets: string, ...args: string[]) =>
    project.run(args, { env: { GARDE_FOU_MASTER_KEY: secrets } })
  const guard = await application(project, { masterKey: old })
  const id = await propose(guard, 'D-1')
  await guard.close()
  const refused = await run(old, 'keys', 'rotate', '--new')
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('not in a file')])
  expect((await run(fresh, 'keys', 'rotate')).code).toBe(3)
  const done = await run(`${fresh}, ${old}`, 'keys', 'rotate')
  expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('1 key(s) were wrapped anew')])
  const exported = await run(fresh, 'subjects', 'export', 'D-1')
  expect([exported.code, exported.stdout]).toEqual([0, expect.stringContaining(id)])
  expect((await run(old, 'subjects', 'export', 'D-1')).code).toBe(3)
})
