import { expect, test } from 'vitest'
import type { ExportedDecision } from '../../src/statistics/exported-decision.js'
import { type ExportFormat, exportedLines } from '../../src/statistics/exported-lines.js'

const decision: ExportedDecision = {
  case: '=HYPERLINK("https://mal.example")',
  systemId: 'aide-logement',
  systemVersion: '1.0',
  useId: 'draft',
  month: '2026-11',
  mode: 'decide-first',
  opinion: 'favourable',
  outcome: 'without-ai',
  reasons: ['fact', 'other'],
}

async function text(format: ExportFormat): Promise<string> {
  async function* one(): AsyncGenerator<ExportedDecision> {
    yield decision
  }
  let all = ''
  for await (const line of exportedLines(one(), format)) all += line
  return all
}

test('a spreadsheet gets semicolons, a byte order mark, and no formula, whatever a case is called', async () => {
  expect(await text('csv')).toBe(
    '\uFEFF"case";"system";"system_version";"use";"month";"mode";"first_opinion";"suggested";"outcome";"decided";"change";"distance";"reasons";"change_reasons"\r\n' +
      '"\'=HYPERLINK(""https://mal.example"")";"aide-logement";"1.0";"draft";"2026-11";"decide-first";"favourable";"";"without-ai";"";"";"";"fact other";""\r\n',
  )
})

test('a program gets one JSON object a line, as it is', async () => {
  const lines = (await text('jsonl')).split('\n')
  expect([JSON.parse(lines[0] ?? ''), lines[1]]).toEqual([decision, ''])
})
