import { existsSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { application, cityProject, propose } from './project.js'

const MOTIVE = 'Revenus vérifiés dans le dossier, reste à charge trop élevé.'

describe('garde-fou decisions export', () => {
  test('gives an auditor the decisions as CSV, without agents, cases or texts, and nobody else; nothing half-written stays', async () => {
    const project = cityProject()
    const id = await propose(await application(project))
    await project.run(['reviews', 'claim', id], { as: 'alice' })
    const opinion = ['reviews', 'opinion', id, '--choice', 'unfavourable']
    const { version } = (await project.json(opinion, { as: 'alice' })) as { version: number }
    const approve = ['reviews', 'approve', id, '--if-version', `${version}`, '--motive', MOTIVE]
    await project.json([...approve, '--change-reason', 'Pièces relues avec soin.'], { as: 'alice' })
    const exporting = ['decisions', 'export', '--from', '2000-01-01', '--output', 'decisions.csv']

    const refused = await project.run(exporting, { as: 'denis' })
    expect(refused.code).not.toBe(0)
    expect(existsSync(project.path('decisions.csv'))).toBe(false)

    expect(await project.json(exporting, { as: 'ines' })).toMatchObject({ decisions: 1 })
    expect(statSync(project.path('decisions.csv')).mode & 0o777).toBe(0o600)
    const csv = project.read('decisions.csv')
    const [head = '', line = ''] = csv.split('\r\n')
    expect(head).toBe(
      '\uFEFF"review_id";"month";"system";"system_version";"use";"mode";"first_opinion";"suggested";"outcome";"decided";"distance";"reasons";"criteria"',
    )
    expect(line.split(';').slice(0, 3)).toEqual([
      `"${id}"`,
      `"${new Date().toISOString().slice(0, 7)}"`,
      '"aide-logement"',
    ])
    expect(line).toContain(
      '"draft";"decide-first";"unfavourable";"favourable";"approved";"favourable";"0";"";""',
    )
    expect(csv).not.toMatch(/alice|DOSSIER|LETTER|Revenus/)
    const again = await project.run(exporting, { as: 'ines' })
    expect(again.stderr).toContain('exports overwrite nothing')
    expect(project.read('decisions.csv')).toBe(csv)
  })
})
