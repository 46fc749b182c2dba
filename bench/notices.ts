import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { defineSystem } from 'garde-fou'
import { renderNotice } from 'garde-fou/notice'
import { sideBySide } from './measure.ts'
import type { Row } from './report.ts'
import { system as measured } from './system.ts'

const system = defineSystem({
  ...measured.record,
  administration: 'Bordeaux Métropole',
  recordUrl: 'https://www.ville.example/registre/banc-d-essai',
  uses: {
    draft: {
      impact: 'significant',
      action: 'prépare un projet',
      purpose: 'Préparer un projet.',
      audience: 'citizens',
      output: measured.uses.draft.output,
      oversight: { role: 'agent', secondOpinionPercent: 0 },
    },
  },
})
const common = { use: 'draft', lang: 'fr' } as const
const decision = { outcome: 'approved', systemId: system.id, useId: 'draft' } as const
const ROUNDS = 3_000
/** Largest gzipped size of the element (issue "What the citizen sees"). */
const MOST_KILOBYTES = 6

/** How fast notices are drawn, and what the element weighs. */
export async function noticeFigures(): Promise<readonly Row[]> {
  const timings = await sideBySide(
    {
      'short, HTML': () => renderNotice(system, { ...common, level: 'short', channel: 'html' }),
      'full, HTML': () => renderNotice(system, { ...common, level: 'full', channel: 'html' }),
      'full, text': () => renderNotice(system, { ...common, level: 'full', channel: 'text' }),
      'mention, letter': () =>
        renderNotice(system, { ...common, level: 'decision', channel: 'letter', decision, reference: 'A-1' }),
    },
    ROUNDS,
  )
  const script = readFileSync(fileURLToPath(import.meta.resolve('garde-fou/element/define')))
  const kilobytes = gzipSync(script, { level: 9 }).byteLength / 1024
  return [
    ...Object.entries(timings).map(([name, { p50 }]) => ({
      name: `notice: ${name}`,
      value: 1e6 / p50,
      unit: 'a second',
    })),
    {
      name: '<ia-notice>, whole script, gzip',
      value: kilobytes,
      unit: 'kB',
      goal: `at most ${MOST_KILOBYTES} kB`,
      met: kilobytes <= MOST_KILOBYTES,
    },
  ]
}
