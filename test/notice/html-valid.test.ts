import { defineSystem } from 'garde-fou'
import { CHANNELS_OF, NOTICE_LANGUAGES, NOTICE_LEVELS, noticeElement, noticeFacts } from 'garde-fou/notice'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { housing } from '../support/housing.js'
import { answerUse, decisionInput, type LooseOptions, render, sortingUse } from './fixtures.js'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Written by no template: long lines and casing are ours to choose.
    'no-trailing-whitespace': 'off',
    'tel-non-breaking': 'off',
  },
})

async function faultsOf(body: string): Promise<readonly string[]> {
  const page = `<!DOCTYPE html>\n<html lang="fr"><head><title>Demande</title></head><body><main><h1>Demande</h1>${body}</main></body></html>`
  const report = await validator.validateString(page)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
  )
}

const inputOf = (level: string): Parameters<typeof noticeFacts>[0] => {
  if (level === 'badge') return { ...decisionInput, use: sortingUse }
  if (level === 'decision') return { ...decisionInput, decision: { outcome: 'amended' } }
  if (level === 'interaction' || level === 'content')
    return { ...decisionInput, use: answerUse, humanReview: 'none' }
  return decisionInput
}

describe('The HTML of notices is valid', () => {
  const forms = NOTICE_LEVELS.flatMap((level) =>
    CHANNELS_OF[level]
      .filter((channel) => channel === 'html' || channel === 'letter' || channel === 'poster')
      .flatMap((channel) => NOTICE_LANGUAGES.map((lang) => ({ level, channel, lang }))),
  )
  test.each(forms)('$level, $channel, $lang', async ({ level, channel, lang }) => {
    const options: LooseOptions = { level, channel, lang, reference: 'A-1', nameSystem: true }
    expect(await faultsOf(render(noticeFacts(inputOf(level)), options))).toEqual([])
  })

  test('the element with three languages, in a form', async () => {
    const element = noticeElement(housing, {
      use: 'draft',
      authority: 'Bordeaux Métropole',
      context: 'form',
      languages: ['fr', 'en', 'fr-simple'],
      level: 'full',
    })
    expect(element).toMatch(/^<ia-notice system="aide-logement" use="draft" level="full">/)
    expect(
      await faultsOf(
        `<form action="/demande" method="post">${element}<button type="submit">Envoyer</button></form>`,
      ),
    ).toEqual([])
  })

  test('a record of hostile texts', async () => {
    const hostile = '"><script>alert(1)</script></section><ia-notice x=\''
    const system = defineSystem({
      ...housing.record,
      uses: {
        draft: { impact: 'information', action: hostile, purpose: hostile, audience: 'citizens' },
      },
    })
    const element = noticeElement(system, {
      use: 'draft',
      authority: hostile,
      level: 'full',
      languages: ['fr', 'en'],
    })
    expect(await faultsOf(element)).toEqual([])
  })
})
