import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { databaseOfFile, freshSchema } from '../../support/postgres.js'
import { application, cityProject, JOURNAL, type Project, propose } from './project.js'

const database = databaseOfFile()

/** A project whose application has been at work and was stopped. */
async function usedProject(): Promise<Project> {
  const project = cityProject()
  const guard = await application(project)
  for (let index = 0; index < 3; index += 1) await propose(guard, `D-${index}`)
  await guard.close()
  return project
}

/** The same configuration on PostgreSQL. */
function moveConfig(project: Project, url: string, schema: string): void {
  const text = project.read('garde-fou.config.ts')
  const store = `postgresStore({ connectionString: ${JSON.stringify(url)}, schema: '${schema}' })`
  project.write(
    'garde-fou.config.ts',
    text
      .replace("from 'garde-fou/sqlite'", "from 'garde-fou/postgres'")
      .replace('import { sqliteStore }', 'import { postgresStore }')
      .replace(/sqliteStore\(.*\)(?=,\n)/, `${store},\n  masterKeyFile: 'guard.db.key'`),
  )
}

test('a store moves to PostgreSQL and back: reviews go on, and the journal verifies with the same checkpoint', async () => {
  const project = await usedProject()
  const kept = (await project.run(['journal', 'checkpoint'])).stdout
  project.write('checkpoint.txt', kept)
  const [url, schema] = [await database(), freshSchema()]
  const target = ['--schema', schema]
  const copied = await project.json(['migrate', '--from', 'sqlite:guard.db', '--to', url, ...target])
  expect(copied).toMatchObject({ rows: { reviews: 3 }, journal: { checkpoint: kept } })

  moveConfig(project, url, schema)
  expect(project.read('guard.db.key')).not.toBe('')
  const verified = await project.json(['journal', 'verify', '--checkpoint', 'checkpoint.txt'])
  expect(verified).toMatchObject({ ok: true, origin: JOURNAL, problems: [] })
  const listed = await project.run(['reviews', 'list'], { as: 'alice' })
  expect(listed.code).toBe(0)
  expect(listed.stdout).toContain('D-2')

  const back = await project.run(['migrate', '--from', url, '--to', 'sqlite:back.db', ...target])
  expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('The journal is the same') })
  const again = await project.run(['migrate', '--from', 'sqlite:back.db', '--to', url, ...target])
  expect([again.code, again.stderr]).toEqual([4, expect.stringContaining('not empty')])
})

test.each([
  [['migrate'], 2, '--from is missing'],
  [['migrate', '--from', 'sqlite:guard.db'], 2, '--to is missing'],
  [['migrate', '--from', 'guard.db', '--to', 'sqlite:b.db'], 2, 'no kind of store'],
  [['migrate', '--from', 'sqlite:', '--to', 'sqlite:b.db'], 2, 'no kind of store'],
  [['migrate', '--from', 'sqlite:none.db', '--to', 'sqlite:b.db'], 4, 'does not exist'],
  [
    ['migrate', '--from', 'sqlite:none.db', '--to', 'postgres://u:SECRET@127.0.0.1:1/none'],
    4,
    'cannot be reached',
  ],
])('%j is refused', async (args, code, text) => {
  const project = cityProject()
  const ended = await project.run(args)
  expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(text)])
  expect(ended.stderr).not.toContain('SECRET')
  expect(existsSync(project.path('none.db'))).toBe(false)
})
