import { existsSync, readFileSync, statSync } from 'node:fs'
import { createGuard } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { fixedClock } from 'garde-fou/testing'
import { expect, test } from 'vitest'
import { housing } from '../../support/housing.js'
import { application, cityProject, configText, type Project, propose, signingKeyOf } from './project.js'

/** A project whose application has one case under way. */
async function usedProject(): Promise<{ readonly project: Project; readonly id: string }> {
  const project = cityProject()
  const guard = await application(project)
  const id = await propose(guard, 'DOSSIER-412')
  await guard.close()
  return { project, id }
}

test('what is kept of a case is written to a file of one’s own, or shown', async () => {
  const { project, id } = await usedProject()
  const told = await project.json(['subjects', 'export', 'DOSSIER-412', '--output', 'dossier.json'])
  expect(told).toEqual({ file: project.path('dossier.json'), reviews: 1, requests: 0 })
  expect(statSync(project.path('dossier.json')).mode & 0o777).toBe(0o600)
  const exported: unknown = JSON.parse(project.read('dossier.json'))
  expect(exported).toMatchObject({ subject: 'DOSSIER-412', reviews: [{ id, status: 'pending' }] })
  expect(JSON.stringify(exported)).toContain('SUGGESTED-LETTER')
  expect(await project.json(['subjects', 'export', 'DOSSIER-412'])).toMatchObject({ reviews: [{ id }] })
  const again = await project.run(['subjects', 'export', 'DOSSIER-412', '--output', 'dossier.json'])
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('exists')])
})

test('a case is erased when that is confirmed, its open review withdrawn; the journal still verifies', async () => {
  const { project, id } = await usedProject()
  const erase = (...more: string[]) => project.run(['subjects', 'erase', 'DOSSIER-412', ...more])
  const told = await erase()
  expect([told.code, told.stdout]).toEqual([1, expect.stringContaining(id)])
  const refused = await erase('--yes')
  expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining('still open')])
  const done = await erase('--yes', '--withdraw')
  expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('1 review(s)')])
  for (const name of ['guard.db', 'guard.db-wal'])
    if (existsSync(project.path(name)))
      expect(readFileSync(project.path(name)).toString('latin1')).not.toMatch(/DOSSIER-412/i)
  expect(await project.json(['journal', 'verify'])).toMatchObject({ ok: true })
  expect(await project.json(['subjects', 'export', 'DOSSIER-412'])).toMatchObject({ reviews: [] })
})

test('a case must be named', async () => {
  const { code } = await cityProject().run(['subjects', 'erase', '--yes'])
  expect(code).toBe(2)
})

test('what somebody asked is given out and erased by the number on its receipt, and goes when its time is over', async () => {
  const project = cityProject()
  project.write('garde-fou.config.ts', configText('requests: { keepForMonths: 6 },'))
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [housing],
    store: sqliteStore(project.path('guard.db')),
    signingKey: signingKeyOf(project),
    reviewers: { find: async () => undefined },
    clock: fixedClock('2020-01-01T09:00:00.000Z'),
    background: false,
  })
  const receive = async (text: string) => {
    const input = { kind: 'feedback', text, lang: 'fr' } as const
    return (await guard.requests.receive(housing.id, input)).number
  }
  const number = await receive('MARQUE-AVIS')
  await receive('MARQUE-ANCIEN')
  await guard.close()
  const exported = await project.run(['subjects', 'export', number.toLowerCase()])
  expect(exported.stdout).toContain('MARQUE-AVIS')
  expect(exported.stdout).not.toContain('MARQUE-ANCIEN')
  const told = await project.run(['subjects', 'erase', number])
  expect([told.code, told.stdout]).toEqual([1, expect.stringContaining('1 request(s) of the public')])
  expect(await project.json(['subjects', 'erase', number, '--yes'])).toMatchObject({
    erased: true,
    requestIds: [expect.stringMatching(/^[0-9a-f]{64}$/)],
  })
  expect(await project.json(['retention'])).toMatchObject({ requests: 1, alteredRequests: [] })
  expect((await project.run(['retention', '--apply'])).stdout).toContain('1 request(s) of the public')
  expect(await project.json(['retention'])).toMatchObject({ requests: 0 })
  expect(await project.json(['journal', 'verify'])).toMatchObject({ ok: true })
})
