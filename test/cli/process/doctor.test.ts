import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Advice } from '../../../src/cli/doctor/advice.js'
import { application, cityProject, configText, type Project, propose } from './project.js'

const HOUSING = join(import.meta.dirname, '..', '..', 'support', 'housing.ts')

/** A configuration whose dates are good for as long as these tests live. */
function liveConfig(record = '', extra = ''): string {
  return configText(extra).replace(
    `import { housing } from ${JSON.stringify(HOUSING)}`,
    `import { defineSystem } from 'garde-fou'
import { z } from 'zod'
import { housingRecord } from ${JSON.stringify(HOUSING)}
const today = new Date().toISOString().slice(0, 10)
const housing = defineSystem({ ...housingRecord, valueReviewOn: '2099-01-01', recordUrl: 'https://ville.example/registre',
  audit: { everyMonths: 12, lastOn: today, reversibility: 'À la main.' }, ${record}
  uses: { draft: { impact: 'significant', audience: 'citizens', action: 'prépare un projet', purpose: 'Préparer un projet de décision que l’agent examine.', output: z.object({}), oversight: { role: 'instructeur' }, retention: { textsForMonths: 6, decisionsForMonths: 60 } } } })`,
  )
}

async function advice(project: Project): Promise<readonly Advice[]> {
  return ((await project.json(['doctor'])) as { readonly advice: readonly Advice[] }).advice
}

describe('garde-fou doctor', () => {
  test('a city that lacks nothing may go live', async () => {
    const project = cityProject()
    project.write('master-key', 'une-cle-de-test-de-trente-deux-caracteres\n')
    chmodSync(project.path('master-key'), 0o600)
    const place =
      "server: { publicUrl: 'https://ia.ville.example' }, masterKeyFile: 'master-key', requests: { keepForMonths: 24 },"
    project.write('garde-fou.config.ts', liveConfig('', place))
    const { code, stdout } = await project.run(['doctor'])
    expect([code, stdout]).toEqual([0, 'Nothing is missing: ready to go live.\n'])
  })

  test('what only warns does not stand in the way', async () => {
    const project = cityProject()
    project.write('garde-fou.config.ts', liveConfig())
    const { code, stdout } = await project.run(['doctor'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('Ready to go live.\n3 warning(s):')])
    expect(stdout).toContain('masterKey: it is kept beside the database')
    expect(stdout).toContain('requests: it is not said how long requests for an explanation are kept')
  })

  test('a use of personal data that does not say how long it is kept is told', async () => {
    const project = cityProject()
    project.write('garde-fou.config.ts', liveConfig().replace(/, retention: \{.*?\}/, ''))
    expect(await advice(project)).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('how long') }),
    )
  })

  test('a master key that others can read stands in the way', async () => {
    const project = cityProject()
    project.write('master-key', 'une-cle-de-test-de-trente-deux-caracteres\n')
    chmodSync(project.path('master-key'), 0o644)
    project.write('garde-fou.config.ts', liveConfig('', "masterKeyFile: 'master-key',"))
    expect(await advice(project)).toContainEqual(
      expect.objectContaining({ level: 'missing', about: project.path('master-key') }),
    )
  })

  test('a record that has lapsed is told with the engagement that asks for it', async () => {
    const project = cityProject()
    project.write(
      'garde-fou.config.ts',
      liveConfig(
        "valueReviewOn: '2020-01-01', consultations: [], audit: { everyMonths: 6, lastOn: '2020-01-31', reversibility: 'x' },",
      ),
    )
    const missing = (await advice(project)).filter(({ level }) => level === 'missing')
    expect(missing.map(({ engagement }) => engagement)).toEqual([2, 8, 14])
    expect(missing[0]?.message).toContain('2020-07-31')
  })

  test('a purpose that the charter prohibits cannot go live', async () => {
    const project = cityProject()
    project.write('garde-fou.config.ts', liveConfig("practices: ['social-scoring'],"))
    const { code, stdout } = await project.run(['doctor'])
    expect([code, stdout]).toEqual([1, expect.stringContaining('social-scoring')])
  })

  test('a key that others can read, and pages served over http, are told', async () => {
    const project = cityProject()
    chmodSync(project.path('.garde-fou/signing-key.jwk'), 0o644)
    project.write(
      'garde-fou.config.ts',
      liveConfig('', "server: { host: '0.0.0.0', publicUrl: 'http://ia.ville.example' },"),
    )
    const missing = (await advice(project)).filter(({ level }) => level === 'missing')
    expect(missing.map(({ message }) => message)).toEqual([
      expect.stringContaining('can read the signing key'),
      expect.stringContaining('http without TLS'),
    ])
  })

  test('a journal that does not verify is told', async () => {
    const project = cityProject()
    const guard = await application(project)
    await propose(guard)
    await guard.close()
    project.write('garde-fou.config.ts', liveConfig())
    const db = new DatabaseSync(project.path('guard.db'))
    db.exec(`drop trigger journal_is_written_once; update journal set text = text || ' ' where idx = 1`)
    db.close()
    const found = await advice(project)
    expect(found.find(({ about }) => about === 'journal')).toMatchObject({ level: 'missing', engagement: 2 })
  })

  test('a database that cannot be opened is told', async () => {
    const project = cityProject()
    project.write('garde-fou.config.ts', liveConfig().replace("'guard.db'", "'no', 'such', 'folder.db'"))
    const found = await advice(project)
    expect(found.find(({ about }) => about === 'store')).toMatchObject({ level: 'missing' })
  })
})
