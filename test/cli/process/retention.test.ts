import { expect, test } from 'vitest'
import { application, cityProject, propose } from './project.js'

test('a hold keeps a case from being erased until it is lifted, and retention is counted before it is applied', async () => {
  const project = cityProject()
  const guard = await application(project)
  await propose(guard, 'DOSSIER-412')
  await guard.close()
  const missing = await project.run(['subjects', 'hold', 'DOSSIER-412'])
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('--reason')])
  expect(await project.json(['subjects', 'hold', 'DOSSIER-412', '--reason', 'Recours.'])).toEqual({
    held: true,
  })
  const refused = await project.run(['subjects', 'erase', 'DOSSIER-412', '--yes', '--withdraw'])
  expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining('legal hold')])
  const listed = await project.run(['reviews', 'list'], { as: 'alice' })
  expect(listed.stdout).toContain('DOSSIER-412')
  expect(await project.json(['subjects', 'release', 'DOSSIER-412', '--reason', 'Fin.'])).toEqual({
    held: false,
  })
  const counted = await project.json(['retention'])
  expect(counted).toMatchObject({ applied: false, texts: 0, decisions: 0, held: 0, altered: [] })
  expect((await project.run(['retention', '--apply'])).stdout).toContain('Erased:')
})
