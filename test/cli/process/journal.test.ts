import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { exportPublicJwk, generateSigningKey } from 'garde-fou'
import { formatVerifierKey } from 'garde-fou/journal'
import { describe, expect, test } from 'vitest'
import {
  application,
  cityProject,
  emptyProject,
  JOURNAL,
  type Project,
  propose,
  signingKeyOf,
} from './project.js'

/** A project whose journal holds a few entries in several checkpoints, and nobody at work on it. */
async function journalProject(): Promise<Project> {
  const project = cityProject()
  const guard = await application(project)
  for (let index = 0; index < 3; index += 1) await propose(guard, `D-${index}`)
  await guard.close()
  return project
}

/** What somebody with the file can do: drop the triggers, then anything. */
function attack(project: Project, sql: string): void {
  const db = new DatabaseSync(project.path('guard.db'))
  for (const { name } of db.prepare("select name from sqlite_master where type = 'trigger'").all())
    db.exec(`drop trigger "${String(name)}"`)
  db.exec(sql)
  db.close()
}

interface Report {
  readonly ok: boolean
  readonly size: number
  readonly problems: readonly { readonly kind: string; readonly index?: number; readonly entryId?: string }[]
}

describe('garde-fou journal verify', () => {
  test('an untouched journal verifies', async () => {
    const project = await journalProject()
    const { code, stdout } = await project.run(['journal', 'verify'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^The journal verifies: \d+ entries/)])
    expect(await project.json(['journal', 'verify'])).toMatchObject({
      ok: true,
      origin: JOURNAL,
      problems: [],
    })
  })

  test.each([
    ['altered', `update journal set text = replace(text, 'call.accepted', 'call.released') where idx = 3`],
    ['removed', 'delete from journal where idx = 3'],
    [
      'inserted',
      `update journal set idx = idx + 100 where idx > 2; update journal set idx = idx - 99 where idx > 100;
       insert into journal (id, text, idx, leaf_hash) select 'forged', '{"forged":true}', 3, leaf_hash from journal where idx = 2`,
    ],
    [
      'reordered',
      'update journal set idx = 1000 where idx = 3; update journal set idx = 3 where idx = 4; update journal set idx = 4 where idx = 1000',
    ],
  ])('an entry that was %s by SQL is named, and the answer is no', async (kind, sql) => {
    const project = await journalProject()
    attack(project, sql)
    const { code, stdout } = await project.run(['journal', 'verify'])
    expect([code, stdout]).toEqual([1, expect.stringContaining('does NOT verify')])
    const report = (await project.json(['journal', 'verify'])) as Report
    expect(report.problems.filter((problem) => problem.kind === kind).map(({ index }) => index)).toContain(3)
  })

  test('a checkpoint kept elsewhere shows that the end was cut off', async () => {
    const project = await journalProject()
    const { code, stdout: note } = await project.run(['journal', 'checkpoint'])
    project.write('kept.txt', note)
    expect([code, (await project.run(['journal', 'verify', '--checkpoint', 'kept.txt'])).code]).toEqual([
      0, 0,
    ])
    attack(project, 'delete from journal; delete from nodes; delete from checkpoints')
    const cut = await project.json(['journal', 'verify', '--checkpoint', 'kept.txt'])
    expect(cut).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ kind: 'truncated' })]),
    })
  })

  test('a key that did not sign, a file that is no checkpoint and one that is missing are told apart', async () => {
    const project = await journalProject()
    const stranger = formatVerifierKey(generateSigningKey(JOURNAL))
    expect((await project.run(['journal', 'verify', '--key', stranger])).code).toBe(1)
    project.write('no-checkpoint.txt', 'hello\n')
    expect((await project.run(['journal', 'verify', '--checkpoint', 'no-checkpoint.txt'])).code).toBe(6)
    expect((await project.run(['journal', 'verify', '--checkpoint', 'missing.txt'])).code).toBe(2)
    expect((await project.run(['journal', 'verify', '--origin', 'another.example'])).code).toBe(1)
  })
})

describe('garde-fou journal export', () => {
  test('an export verifies in another folder, offline, with nothing but the public key', async () => {
    const project = await journalProject()
    const { stdout: line } = await project.run(['journal', 'key'])
    const exported = await project.run(['journal', 'export'])
    const auditor = emptyProject()
    auditor.write('journal.ndjson', exported.stdout)
    const verify = ['journal', 'verify', '--from', 'journal.ndjson']
    expect((await auditor.run([...verify, '--key', line.trim()])).code).toBe(0)
    auditor.write('key.txt', line)
    expect((await auditor.run([...verify, '--key', 'key.txt'])).code).toBe(0)
    auditor.write('key.jwk', JSON.stringify(exportPublicJwk(signingKeyOf(project))))
    expect((await auditor.run([...verify, '--key', 'key.jwk', '--key-name', JOURNAL])).code).toBe(0)
    expect((await auditor.run([...verify, '--key', 'key.jwk'])).code).toBe(2)
    expect((await auditor.run(verify)).code).toBe(3)
  })

  test.each([
    ['fails', "throw new Error('the database is gone')"],
    ['is killed', "process.kill(process.pid, 'SIGKILL')"],
  ])('leaves no half of an export under its name when it %s midway', async (_, how) => {
    const project = await journalProject()
    const config = project.read('garde-fou.config.ts')
    const midway = `let reads = 0\nconst store = sqliteStore(join(import.meta.dirname, 'guard.db'))\nexport default`
    const failing = `store: { ...store, readJournal(range) { reads += 1; if (reads === 2) { ${how} } return store.readJournal({ ...range, limit: 2 }) } }`
    project.write(
      'garde-fou.config.ts',
      config
        .replace('export default', midway)
        .replace("store: sqliteStore(join(import.meta.dirname, 'guard.db'))", failing),
    )
    expect((await project.run(['journal', 'export', '--output', 'journal.ndjson'])).code).not.toBe(0)
    expect(existsSync(project.path('journal.ndjson'))).toBe(false)
  })

  test('one changed character of an export is found', async () => {
    const project = await journalProject()
    const { stdout } = await project.run(['journal', 'export'])
    project.write('changed.ndjson', stdout.replace('review.opened', 'review.openee'))
    expect((await project.run(['journal', 'verify', '--from', 'changed.ndjson'])).code).toBe(1)
    project.write('cut.ndjson', stdout.split('\n').slice(0, 4).join('\n').concat('\n'))
    expect((await project.run(['journal', 'verify', '--from', 'cut.ndjson'])).code).toBe(1)
    project.write('broken.ndjson', stdout.slice(0, -20))
    expect((await project.run(['journal', 'verify', '--from', 'broken.ndjson'])).code).toBe(6)
    expect((await project.run(['journal', 'verify', '--from', 'missing.ndjson'])).code).toBe(2)
  })

  test('to a file it overwrites nothing, and says how much it wrote', async () => {
    const project = await journalProject()
    const answer = (await project.json(['journal', 'export', '--output', 'journal.ndjson'])) as {
      readonly lines: number
    }
    expect(project.read('journal.ndjson').trimEnd().split('\n')).toHaveLength(answer.lines)
    const again = await project.run(['journal', 'export', '--output', 'journal.ndjson'])
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('exports overwrite nothing')])
    expect((await project.run(['journal', 'export', '--json'])).code).toBe(2)
    expect((await project.run(['journal', 'export', '--output', 'no/such/folder'])).code).toBe(2)
  })

  test('the journal holds no word of the case, the suggestion or the people', async () => {
    const project = await journalProject()
    const { stdout } = await project.run(['journal', 'export'])
    for (const word of ['Loyer', 'SUGGESTED', 'D-1', 'alice']) expect(stdout).not.toContain(word)
  })
})

describe('garde-fou journal key', () => {
  test('prints the public half only', async () => {
    const project = cityProject()
    const answer = await project.json(['journal', 'key'])
    expect(answer).toEqual({
      verifierKey: formatVerifierKey(signingKeyOf(project)),
      name: JOURNAL,
      jwk: exportPublicJwk(signingKeyOf(project)),
    })
    expect(existsSync(project.path('guard.db'))).toBe(false)
  })
})
