import { defineSystem, generateSigningKey } from 'garde-fou'
import { explanationText } from 'garde-fou/notice'
import type { HandlerOptions } from 'garde-fou/server'
import { describe, expect, test } from 'vitest'
import { journalEntries, openGuard } from '../support/guard.js'
import { draftSchema, housing, housingRecord } from '../support/housing.js'
import { openConsole, SUGGESTION, type TestBrowser, type TestConsole, textOf } from './console.js'

const MOTIVE = 'Le dossier est complet et la dette récente.'
const CRITERIA = [
  { id: 'residence', fr: 'Réside dans la métropole', en: 'Lives in the metropolitan area' },
  { id: 'revenus', fr: 'Revenu sous le <b>plafond</b>' },
]

/** The tests' housing system, with a grid. */
const graded = defineSystem({
  ...housingRecord,
  uses: {
    draft: {
      impact: 'significant',
      action: 'prépare un projet de décision',
      purpose: 'Préparer un projet de décision que l’agent examine.',
      audience: 'citizens',
      output: draftSchema,
      oversight: { role: 'instructeur', secondOpinionPercent: 0, undoMinutes: 10 },
      criteria: CRITERIA,
    },
  },
})

const openGraded = async (options: Partial<HandlerOptions> = {}): Promise<TestConsole> => {
  const console = await openConsole(options, { systems: [graded] })
  return { ...console, propose: (more = {}) => console.propose({ ...more, use: graded.uses.draft }) }
}
const ANSWERS = { 'critere.residence': 'met', 'critere.revenus': 'unverifiable' }

async function opine(browser: TestBrowser, id: string, fields: Readonly<Record<string, string>>) {
  await browser.get(`/revue/${id}/examiner`)
  return browser.submit(`/revue/${id}`, `/revue/${id}/avis`, fields)
}

describe('The criteria of a use', () => {
  test('are asked with the first opinion, each with three answers and none given in advance', async () => {
    const { propose, person } = await openGraded()
    const id = await propose()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    const { html } = await alice.get(`/revue/${id}`)
    expect(textOf(html)).toContain('Critères à vérifier')
    expect(textOf(html)).toMatch(/1\. Réside dans la métropole .*Rempli Non rempli Impossible à vérifier/)
    expect(html).not.toContain('<b>plafond')
    expect(html.match(/name="critere\./g)).toHaveLength(6)
    expect(html).not.toMatch(/name="critere\.[^>]*checked/)
  })

  test('each miss an answer by name, and what was given is kept', async () => {
    const { propose, person, guard } = await openGraded()
    const id = await propose()
    const alice = person('alice')
    for (const wrong of [{}, { 'critere.revenus': 'peut-être' }]) {
      const refused = await opine(alice, id, {
        avis: 'favourable',
        ...wrong,
        'critere.residence': 'not-met',
      })
      expect(refused.status).toBe(422)
      expect(textOf(refused.html)).toContain('1 erreur à corriger')
      expect(refused.html).toContain('href="#champ-critere.2e.revenus"')
      expect(refused.html).toMatch(/name="critere\.residence" value="not-met" checked/)
      expect(refused.html).not.toContain('MARQUE-SUGGESTION')
    }
    const none = await opine(alice, id, { avis: '', 'critere.residence': '', 'critere.revenus': '' })
    expect(textOf(none.html)).toContain('3 erreurs à corriger')
    expect((await guard.reviews.view(id, 'alice')).opinion).toBeUndefined()
  })

  test('are recorded for good with the opinion, and shown beside the suggestion, on paper and in the explanation', async () => {
    const { propose, person, guard, clock } = await openGraded()
    const id = await propose()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    const before = await alice.get(`/revue/${id}/fiche`)
    expect(textOf(before.html)).toContain('Critères à vérifier Réside dans la métropole')
    expect((await opine(alice, id, { avis: 'favourable', ...ANSWERS })).location).toBe(
      `/revue/${id}#suggestion`,
    )
    const { opinion, version } = await guard.reviews.view(id, 'alice')
    expect(opinion?.criteria).toEqual([
      { ...CRITERIA[0], answer: 'met' },
      { ...CRITERIA[1], answer: 'unverifiable' },
    ])
    for (const path of [`/revue/${id}`, `/revue/${id}/fiche`])
      expect(textOf((await alice.get(path)).html)).toMatch(
        /Réside dans la métropole Rempli .*Impossible à vérifier/,
      )
    const again = guard.reviews.recordOpinion(
      id,
      { choice: 'unfavourable', criteria: { residence: 'not-met', revenus: 'not-met' } },
      { by: 'alice', version, idempotencyKey: 'again' },
    )
    await expect(again).rejects.toMatchObject({ code: 'ERR_REVIEW_STATE' })
    // Nobody else reads what she answered while they may still judge for themselves.
    expect(textOf((await person('bruno').get(`/revue/${id}`)).html)).not.toContain('Impossible à vérifier')
    await guard.reviews.approve(id, { motive: MOTIVE }, { by: 'alice', version, idempotencyKey: 'decide' })
    clock.advance(11 * 60_000)
    const french = explanationText(await guard.reviews.explain(id, 'alice'))
    expect(french.replaceAll('\u00A0', ' ')).toContain(
      'Critères vérifiés alors : Réside dans la métropole (rempli) et Revenu sous le <b>plafond</b> (impossible à vérifier).',
    )
    expect(explanationText(await guard.reviews.explain(id, 'alice', 'en'))).toContain(
      'Criteria verified then: Lives in the metropolitan area (met) and',
    )
  })

  test('are in French, and said to be, where the page is English and they were not translated', async () => {
    const { propose, person } = await openGraded({ lang: 'en' })
    const id = await propose()
    const alice = person('alice')
    await alice.get(`/revue/${id}/examiner`)
    const { html } = await alice.get(`/revue/${id}`)
    expect(html).toContain('<html lang="en"')
    expect(textOf(html)).toMatch(/1\. Lives in the metropolitan area .* 2\. Revenu sous le/)
    expect(html).toMatch(/<span lang="fr"><bdi>Revenu sous/)
  })

  test.each([
    ['a missing answer', { residence: 'met' }, 'criteria.revenus'],
    ['no answers at all', undefined, 'criteria.residence'],
    ['an answer to something else', { residence: 'met', revenus: 'met', __proto__x: 'met' }, 'criteria'],
    ['an answer that is none', { residence: 'met', revenus: 'yes' }, 'criteria'],
    ['a list', ['met', 'met'], 'criteria'],
  ])('are refused by the desk with %s', async (_, criteria, path) => {
    const { guard, propose } = await openGraded()
    const id = await propose()
    await guard.reviews.claim(id, { by: 'alice', version: 1, idempotencyKey: 'claim' })
    const opinion = { choice: 'favourable', ...(criteria === undefined ? {} : { criteria }) }
    const refused = guard.reviews.recordOpinion(id, opinion as never, {
      by: 'alice',
      version: 2,
      idempotencyKey: 'opinion',
    })
    await expect(refused).rejects.toMatchObject({
      code: 'ERR_DECISION_INVALID',
      issues: expect.arrayContaining([expect.objectContaining({ path })]),
    })
    expect((await guard.reviews.view(id, 'alice')).version).toBe(2)
  })

  test('leave answers out of the journal, which commits to them by a salted digest', async () => {
    const { guard, clock, signingKey } = await openGuard({ systems: [graded] })
    const held = await guard.propose(
      graded.uses.draft,
      { input: 'Demande', subject: 'AL-1' },
      () => SUGGESTION,
    )
    await guard.reviews.claim(held.id, { by: 'alice', version: 1, idempotencyKey: 'a' })
    await guard.reviews.recordOpinion(
      held.id,
      { choice: 'favourable', criteria: { residence: 'met', revenus: 'unverifiable' } },
      { by: 'alice', version: 2, idempotencyKey: 'b' },
    )
    const entries = await journalEntries({ guard, clock, signingKey })
    const recorded = entries.find(({ event }) => event === 'review.opinion-recorded')
    expect(recorded?.payloads).toEqual({ criteria: expect.stringMatching(/^[\w-]{20,}/) })
    expect(JSON.stringify(entries)).not.toContain('unverifiable')
  })

  test('may be declared when opinions without them are stored already: those still read and decide', async () => {
    const signingKey = generateSigningKey('test.example')
    const masterKey = new Uint8Array(32).fill(7)
    const old = await openGuard({ systems: [housing], signingKey, masterKey })
    const held = await old.guard.propose(
      housing.uses.draft,
      { input: 'Demande', subject: 'AL-1' },
      () => SUGGESTION,
    )
    await old.guard.reviews.claim(held.id, { by: 'alice', version: 1, idempotencyKey: 'a' })
    await old.guard.reviews.recordOpinion(
      held.id,
      { choice: 'favourable' },
      { by: 'alice', version: 2, idempotencyKey: 'b' },
    )
    await old.guard.close()
    const { guard, clock } = await openGuard({ systems: [graded], signingKey, masterKey }, old.path)
    const view = await guard.reviews.view(held.id, 'alice')
    expect(view.opinion).toEqual({ choice: 'favourable', at: expect.any(String) })
    await guard.reviews.approve(
      held.id,
      { motive: MOTIVE },
      { by: 'alice', version: view.version, idempotencyKey: 'c' },
    )
    clock.advance(11 * 60_000)
    expect((await guard.reviews.explain(held.id, 'alice')).facts.opinions).toEqual([
      { at: expect.any(String), choice: 'favourable', seen: false },
    ])
  })
})
