import { expect, test } from 'vitest'
import { decideInTurn, graded, TEAM } from '../support/graded-team.js'
import { journalEntries } from '../support/guard.js'
import { openConsole, type TestConsole, textOf } from './console.js'

const PATH = '/administration/exports'
const FORM = { du: '2026-11-01', au: '2026-11-24', format: 'csv', dossiers: 'random' }

async function openDecided(): Promise<TestConsole> {
  const reviewers = { find: async (id: string) => TEAM.find((one) => one.id === id) }
  const opened = await openConsole({}, { systems: [graded], reviewers })
  const ids = await decideInTurn(opened.guard, 3, 1)
  opened.clock.advance(11 * 60_000)
  for (const id of ids) await opened.guard.decision(id)
  return opened
}

test('an auditor downloads the decisions of a period; who had them is on the page and in the journal', async () => {
  const console = await openDecided()
  const odile = console.person('odile')
  expect(textOf((await odile.get(PATH)).html)).toContain('Aucun export n’a été fait.')
  const { status, headers, html } = await odile.submit(PATH, PATH, FORM)
  expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([
    200,
    'text/csv; charset=utf-8',
    'attachment; filename="decisions-2026-11-01-2026-11-24.csv"',
  ])
  const lines = html.trimEnd().split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[3]).toMatch(
    /^"[0-9a-f]{64}";"aide-logement";"[^"]+";"draft";"2026-11";"decide-first";"unfavourable";"favourable";"rejected";/,
  )
  expect(html).not.toMatch(/AL-|"a\d"|complet/)
  await odile.submit(PATH, PATH, { ...FORM, format: 'jsonl', dossiers: 'clear' })
  const page = textOf((await odile.get(PATH)).html)
  expect(page).toMatch(/O\. Brun \(.*\), du .* au mardi 24 novembre 2026, numéros de dossier/)
  const told = (await journalEntries(console)).filter(({ event }) => event === 'figures.exported')
  expect(told.map(({ data }) => data['cases'])).toEqual(['random', 'clear'])
})

test('an administrator is not asked for names of cases, and does not get them by asking', async () => {
  const console = await openDecided()
  const adele = console.person('adele')
  expect((await adele.get(PATH)).html).not.toContain('name="dossiers"')
  expect((await adele.submit(PATH, PATH, { ...FORM, dossiers: 'clear' })).status).toBe(404)
  const { html } = await adele.submit(PATH, PATH, FORM)
  expect(html.trimEnd().split('\r\n')).toHaveLength(4)
})

test('days that are none, or in the wrong order, are said at their fields, and nothing is on record', async () => {
  const console = await openDecided()
  const odile = console.person('odile')
  for (const [more, words] of [
    [{ du: '2026-02-30' }, 'Indiquez le premier jour.'],
    [{ au: '' }, 'Indiquez le dernier jour.'],
    [{ du: '2026-11-25' }, 'La fin est avant le début.'],
    [{ format: 'xlsx' }, 'Choisissez un format.'],
    [{ dossiers: '' }, 'Choisissez comment les dossiers sont nommés.'],
  ] as const) {
    const { status, html } = await odile.submit(PATH, PATH, { ...FORM, ...more })
    expect([status, textOf(html).includes(words)]).toEqual([422, true])
  }
  expect(await console.guard.reviews.decisionExports('odile')).toEqual([])
})
