import { createHmac } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { createGuard } from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { fixedClock } from 'garde-fou/testing'
import { describe, expect, test } from 'vitest'
import { housing } from '../../support/housing.js'
import { cityProject, type Project, propose, signingKeyOf } from './project.js'

const MOTIVE = 'Revenus vérifiés dans le dossier, reste à charge trop élevé.'
const JOIN_KEY = 'une-cle-de-jointure-de-trente-deux-signes'
const EXPORTING = ['decisions', 'export', '--from', '2000-01-01', '--output', 'decisions.csv']

/** A case decided an hour ago: nothing can be taken back any more. */
async function decidedAnHourAgo(project: Project): Promise<void> {
  const alice = {
    id: 'alice',
    name: 'A. Martin',
    roles: ['instructeur'],
    training: [{ id: 'ia-habitat', validUntil: '2099-01-01' }],
  }
  const guard = await createGuard({
    charter: bordeauxMetropole,
    systems: [housing],
    store: sqliteStore(project.path('guard.db')),
    signingKey: signingKeyOf(project),
    reviewers: { find: async (id) => (id === alice.id ? alice : undefined) },
    clock: fixedClock(new Date(Date.now() - 3_600_000).toISOString()),
    background: false,
  })
  try {
    const id = await propose(guard)
    const as = (version: number) => ({ by: 'alice', version, idempotencyKey: `k-${version}` })
    const claimed = await guard.reviews.claim(id, as(1))
    const seen = await guard.reviews.recordOpinion(id, { choice: 'unfavourable' }, as(claimed.version))
    const decision = { motive: MOTIVE, changeReason: 'Pièces relues avec soin.', reasons: ['fact'] } as const
    await guard.reviews.approve(id, decision, as(seen.version))
  } finally {
    await guard.close()
  }
}

describe('garde-fou decisions export', () => {
  test('gives an auditor the decisions as CSV, without agents, cases or texts, and nobody else; nothing half-written stays', async () => {
    const project = cityProject()
    await decidedAnHourAgo(project)
    const refused = await project.run(EXPORTING, { as: 'denis' })
    expect(refused.code).not.toBe(0)
    expect(existsSync(project.path('decisions.csv'))).toBe(false)

    expect(await project.json(EXPORTING, { as: 'ines' })).toMatchObject({ decisions: 1 })
    expect(statSync(project.path('decisions.csv')).mode & 0o777).toBe(0o600)
    const csv = project.read('decisions.csv')
    const [head = '', line = ''] = csv.split('\r\n')
    expect(head).toMatch(/^\uFEFF"case";"system";"system_version";"use";"month";/)
    expect(line).toMatch(/^"[0-9a-f]{64}";"aide-logement";"[^"]+";"draft";"\d{4}-\d{2}";"decide-first";/)
    expect(line).toContain(';"unfavourable";"favourable";"approved";"favourable";"towards";"0";"fact";""')
    expect(csv).not.toMatch(/alice|DOSSIER|LETTER|Revenus/)
    const again = await project.run(EXPORTING, { as: 'ines' })
    expect(again.stderr).toContain('exports overwrite nothing')
    expect(project.read('decisions.csv')).toBe(csv)
  })

  test('names cases under a key from a file, or by their number, as one JSON object a line', async () => {
    const project = cityProject()
    await decidedAnHourAgo(project)
    project.write('join.key', `${JOIN_KEY}\n`)
    project.write('short.key', 'court')
    const writing = (name: string, ...more: readonly string[]): Promise<unknown> =>
      project.json(
        ['decisions', 'export', '--from', '2000-01-01', '--format', 'jsonl', '--output', name, ...more],
        { as: 'ines' },
      )
    await writing('keyed.jsonl', '--join-key', 'join.key')
    expect(JSON.parse(project.read('keyed.jsonl'))).toMatchObject({
      case: createHmac('sha256', JOIN_KEY).update('DOSSIER-412').digest('hex'),
      change: 'towards',
    })
    await writing('clear.jsonl', '--case-numbers')
    expect(JSON.parse(project.read('clear.jsonl'))).toMatchObject({ case: 'DOSSIER-412' })
    const wrong: readonly (readonly string[])[] = [
      ['--join-key', 'short.key'],
      ['--join-key', 'join.key', '--case-numbers'],
      ['--format', 'xlsx'],
    ]
    for (const more of wrong) {
      const { code } = await project.run([...EXPORTING, ...more], { as: 'ines' })
      expect(code, more.join(' ')).not.toBe(0)
      expect(existsSync(project.path('decisions.csv'))).toBe(false)
    }
  })
})
