import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { application, cityProject, type Project, propose } from './project.js'

/** A project with a backup that was made while its application was at work. */
async function backedUp(): Promise<{ readonly project: Project; readonly ids: readonly string[] }> {
  const project = cityProject()
  const guard = await application(project)
  const ids = [await propose(guard, 'D-1'), await propose(guard, 'D-2')]
  let isDone = false
  const copying = project.json(['backup', 'copy.db']).finally(() => {
    isDone = true
  })
  for (let index = 0; !isDone; index += 1) await propose(guard, `P-${index}`)
  const made = await copying
  expect(made).toMatchObject({
    format: 'garde-fou/backup/v1',
    journal: { rootHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  await guard.close()
  return { project, ids }
}

/** What there is under a name, with what lies beside it. */
function filesOf(project: Project, name: string): readonly string[] {
  return readdirSync(project.folder).filter((each) => each.startsWith(name))
}

/** The configuration, with another database. */
function useDatabase(project: Project, name: string): void {
  const text = project.read('garde-fou.config.ts').replace("'guard.db'", `'${name}'`)
  project.write(
    'garde-fou.config.ts',
    text.replace('journalName:', "masterKeyFile: 'guard.db.key',\n  journalName:"),
  )
}

test('a database is backed up while it is used, and restored with the same tree head and every text', async () => {
  const { project, ids } = await backedUp()
  expect(statSync(project.path('copy.db')).mode & 0o777).toBe(0o600)
  expect(filesOf(project, 'copy.db')).toEqual(['copy.db', 'copy.db.json'])
  const ended = await project.run(['restore', 'copy.db', '--to', 'sqlite:restored.db'])
  expect([ended.code, ended.stdout]).toEqual([0, expect.stringContaining('The journal verifies')])

  useDatabase(project, 'restored.db')
  const shown = await project.run(['reviews', 'show', ids[0] ?? ''], { as: 'alice' })
  expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('Loyer impayé de 300 euros.')])
  expect(await project.json(['journal', 'verify'])).toMatchObject({ ok: true })
})

test('nobody but its owner can read a copy at any moment, also while it is being made', async () => {
  const project = cityProject()
  const guard = await application(project)
  await propose(guard, 'D-1')
  await guard.close()
  const rights = "(file: string) => appendFileSync('rights', (statSync(file).mode & 0o777).toString(8) + ' ')"
  const config = project
    .read('garde-fou.config.ts')
    .replace(
      'export default',
      `process.umask(0)\nconst note = ${rights}\nconst store = sqliteStore(join(import.meta.dirname, 'guard.db'))\nexport default`,
    )
    .replace(
      "store: sqliteStore(join(import.meta.dirname, 'guard.db'))",
      'store: { ...store, async backup(file: string) { note(file); await store.backup?.(file); note(file) } }',
    )
  project.write('garde-fou.config.ts', `import { appendFileSync, statSync } from 'node:fs'\n${config}`)
  expect(await project.run(['backup', 'copy.db'])).toMatchObject({ code: 0 })
  expect(project.read('rights').trim()).toBe('600 600')
  expect(statSync(project.path('copy.db')).mode & 0o777).toBe(0o600)
})

test('a checkpoint that is younger than the backup tells what is lost', async () => {
  const { project } = await backedUp()
  const guard = await application(project)
  await propose(guard, 'LATER')
  await guard.close()
  const young = (await project.run(['journal', 'checkpoint'])).stdout
  project.write('young.txt', young)
  const ended = await project.run(['restore', 'copy.db', '--to', 'sqlite:r.db', '--checkpoint', 'young.txt'])
  expect([ended.code, ended.stdout]).toEqual([1, expect.stringContaining('are missing')])
  expect(existsSync(project.path('r.db'))).toBe(true)
})

test('a backup that was altered is not restored, whatever was altered', async () => {
  const { project } = await backedUp()
  copyFileSync(project.path('copy.db'), project.path('other.db'))
  const db = new DatabaseSync(project.path('other.db'))
  db.exec("drop trigger journal_is_written_once; update journal set text = replace(text, 'review', 'revlew')")
  db.close()
  project.write('other.db.json', project.read('copy.db.json'))
  const altered = await project.run(['restore', 'other.db', '--to', 'sqlite:r.db'])
  expect([altered.code, altered.stderr]).toEqual([6, expect.stringContaining('SHA-256')])

  const manifest = JSON.parse(project.read('copy.db.json')) as { journal: { rootHash: string } }
  manifest.journal.rootHash = '0'.repeat(64)
  project.write('copy.db.json', JSON.stringify(manifest))
  const head = await project.run(['restore', 'copy.db', '--to', 'sqlite:r.db'])
  expect([head.code, head.stderr]).toEqual([6, expect.stringContaining('head of the tree')])
  expect(filesOf(project, 'r.db')).toEqual([])
})

test('a restore that is killed midway leaves nothing under the name of the database, and says what to remove', async () => {
  const { project } = await backedUp()
  const config = project.read('garde-fou.config.ts')
  // The configuration is read once the copy is there, for the key that proves it.
  project.write('garde-fou.config.ts', `process.kill(process.pid, 'SIGKILL')\n${config}`)
  expect((await project.run(['restore', 'copy.db', '--to', 'sqlite:r.db'])).code).toBeNull()
  expect(filesOf(project, 'r.db')).toEqual(['r.db.part'])

  project.write('garde-fou.config.ts', config)
  const again = await project.run(['restore', 'copy.db', '--to', 'sqlite:r.db'])
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('remove that file')])
  rmSync(project.path('r.db.part'))
  expect(await project.run(['restore', 'copy.db', '--to', 'sqlite:r.db'])).toMatchObject({ code: 0 })
  expect(filesOf(project, 'r.db')).toEqual(['r.db'])
  expect(statSync(project.path('r.db')).mode & 0o777).toBe(0o600)
})

test('of backups that begin together under one name, those that end well end as one whole backup', async () => {
  const project = cityProject()
  const guard = await application(project)
  for (let index = 0; index < 20; index += 1) await propose(guard, `D-${index}`)
  const ends = await Promise.all(Array.from({ length: 4 }, () => project.run(['backup', 'copy.db'])))
  expect(ends.filter(({ code }) => code === 0)).toHaveLength(1)
  for (const { code, stderr } of ends)
    if (code !== 0) expect([code, stderr]).toEqual([2, expect.stringContaining('exists')])
  expect(filesOf(project, 'copy.db')).toEqual(['copy.db', 'copy.db.json'])
  expect(await project.run(['restore', 'copy.db', '--to', 'sqlite:r.db'])).toMatchObject({ code: 0 })
})

test('a backup whose description could not be kept beside it is not begun', async () => {
  const project = cityProject()
  await (await application(project)).close()
  project.write('copy.db.json', '{}')
  const ended = await project.run(['backup', 'copy.db'])
  expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('copy.db.json exists')])
  expect(filesOf(project, 'copy.db')).toEqual(['copy.db.json'])
})

test.each([
  [['backup'], 2, 'file'],
  [['backup', 'guard.db'], 2, 'exists'],
  [['restore', 'none.db', '--to', 'sqlite:r.db'], 2, 'none.db.json'],
  [['restore', 'copy.db'], 2, '--to'],
  [['restore', 'copy.db', '--to', 'postgres://x'], 2, '--to'],
])('%j is refused', async (args, code, text) => {
  const project = cityProject()
  project.write('guard.db', '')
  const ended = await project.run(args)
  expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(text)])
  expect(project.read('guard.db')).toBe('')
})
