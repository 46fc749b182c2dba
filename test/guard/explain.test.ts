import fc from 'fast-check'
import { ReviewNotFoundError, ReviewStateError, TamperedError } from 'garde-fou'
import { type Explanation, explanationText } from 'garde-fou/notice'
import { describe, expect, test } from 'vitest'
import { explainReview } from '../../src/guard/explain.js'
import { sequenceAll } from '../../src/guard/sequencer.js'
import type { JsonValue } from '../../src/internal/canonical-json.js'
import { valueLines } from '../../src/notice/explanation/value-lines.js'
import {
  alter,
  amended,
  by,
  type Desk,
  type DeskOptions,
  hold,
  journalOf,
  motive,
  openDesk,
  SECRET,
  study,
} from './desk-fixtures.js'

const UNDO_MS = 600_000
const PERSON = 'Nous avons tenu compte de votre relogement.'

/** An amended decision in effect, with a changed mind and words for the person. */
async function decided(options: DeskOptions = {}): Promise<Desk & { readonly id: string }> {
  const open = await openDesk(options)
  const id = await hold(open)
  const { desk, clock } = open
  const claimed = await desk.claim(id, by('alice', 1))
  clock.advance(60_000)
  const seen = await desk.recordOpinion(
    id,
    { choice: 'unfavourable', note: 'NOTE-INTERNE' },
    by('alice', claimed.version),
  )
  clock.advance(60_000)
  await desk.amend(
    id,
    {
      value: amended,
      motive: `MOTIF-INTERNE ${motive}`,
      changeReason: 'CHANGEMENT-INTERNE relu la pièce',
      changeReasons: ['read-again'],
      reasons: ['situation', 'fact'],
      textForPerson: PERSON,
    },
    by('alice', seen.version),
  )
  clock.advance(UNDO_MS)
  return { ...open, id }
}

const said = (explanation: Explanation): string => explanationText(explanation).replaceAll('\u00A0', ' ')
const partOf = ({ sections }: Explanation, part: string): string =>
  JSON.stringify(sections.find((section) => section.part === part)).replaceAll('\u00A0', ' ')

describe('The individual explanation of a decision', () => {
  test('says the four things that the law asks for, then opinion, decision and differences', async () => {
    const { core, id } = await decided()
    const explanation = await explainReview(core, id)
    expect(explanation.sections.map(({ part }) => part)).toEqual([
      'contribution',
      'data',
      'parameters',
      'operations',
      'suggestion',
      'opinion',
      'decision',
      'rights',
    ])
    expect(partOf(explanation, 'contribution')).toContain('avec 2 changements.')
    expect(partOf(explanation, 'contribution')).toContain('Une personne a décidé (rôle : instructeur).')
    expect(partOf(explanation, 'contribution')).toContain(
      'l’agent donne son avis avant de voir la suggestion',
    )
    expect(partOf(explanation, 'data')).toContain('Formulaire (données personnelles ; source : La personne)')
    expect(partOf(explanation, 'data')).toContain('Relogement de Mme D.')
    expect(partOf(explanation, 'parameters')).toContain('Modèle : extraction-locale-1 (Bordeaux Métropole)')
    expect(partOf(explanation, 'parameters')).toContain('Paramètres déclarés : publiés')
    expect(partOf(explanation, 'opinion')).toContain('Avant de voir la suggestion : « Défavorable ».')
    expect(partOf(explanation, 'opinion')).toContain('J’ai relu une pièce du dossier')
    expect(partOf(explanation, 'decision')).toContain(
      '« Situation particulière de la personne » et « Fait erroné',
    )
    expect(partOf(explanation, 'decision')).toContain(PERSON)
    expect(explanation.facts.decision.differences.map(({ path }) => path)).toEqual(['/amount', '/letter'])
    const text = said(explanation)
    expect(text).toContain(SECRET)
    expect(text).toMatch(/amount\n {4}suggestion :\n {6}800\n {4}décision :\n {6}650/)
  })

  test('tells what happened in the order of time', async () => {
    const { core, id } = await decided()
    const { sections } = await explainReview(core, id)
    const steps = sections.find(({ part }) => part === 'operations')?.items ?? []
    expect(
      steps.map((step) => step.replaceAll('\u00A0', ' ').replace(/^mardi 24 novembre 2026 à /, '')),
    ).toEqual([
      '13 h 00 : l’IA a produit une suggestion. Elle a attendu la décision d’une personne.',
      '13 h 01 : un agent a donné son avis, avant de voir la suggestion : « Défavorable ».',
      '13 h 01 : la suggestion a été affichée à un agent.',
      '13 h 02 : une personne a décidé (rôle : instructeur).',
      '13 h 12 : la décision a pris effet.',
    ])
  })

  test('names no agent and holds none of their notes', async () => {
    const { core, id } = await decided()
    for (const lang of ['fr', 'en'] as const) {
      const explanation = await explainReview(core, id, lang)
      for (const text of [JSON.stringify(explanation), explanationText(explanation)])
        for (const secret of ['alice', 'Martin', 'NOTE-INTERNE', 'MOTIF-INTERNE', 'CHANGEMENT-INTERNE'])
          expect(text).not.toContain(secret)
    }
  })

  test('invents no weight: neither of rules nor of a model that learnt', async () => {
    const { core, id } = await decided()
    expect(said(await explainReview(core, id))).toContain('Aucune pondération propre à votre cas')
    const text = partOf(await explainReview(core, id, 'en'), 'parameters')
    expect(text).toContain('No weight of your own case was recorded')
    expect(text).not.toMatch(/\d ?%/)
  })

  test('says so when the system’s record has changed since, or is gone, and shows nothing as of that time', async () => {
    const { core, id } = await decided()
    expect(partOf(await explainReview(core, id), 'data')).toContain('est celle qui valait')
    const { housingIn } = await import('./desk-at.js')
    const later = housingIn('2.0')
    const changed = await explainReview({ ...core, systems: new Map([[later.id, later]]) }, id)
    expect(partOf(changed, 'data')).toContain('a changé depuis')
    expect(partOf(changed, 'parameters')).toContain('état actuel (version 2.0)')
    expect(changed.heading.map(({ value }) => value)).toContain(
      'Instruire les aides au logement, version 1.0',
    )
    const gone = await explainReview({ ...core, systems: new Map() }, id)
    expect(partOf(gone, 'parameters')).toContain('n’est plus dans ce logiciel')
    expect(gone.facts.declared).toBeUndefined()
    expect(partOf(gone, 'parameters')).not.toContain('publiés')
  })

  test.each([
    ['approve', 'reprend la suggestion de l’IA telle quelle', 'Aucune différence'],
    ['reject', 'elle a été écartée', 'ne reprend aucun contenu'],
    ['decideWithoutAi', 'sans que la suggestion de l’IA soit affichée', 'ne reprend aucun contenu'],
  ] as const)('says how far the decision follows the suggestion: %s', async (how, degree, decision) => {
    const open = await openDesk()
    const id = await hold(open)
    if (how === 'decideWithoutAi') {
      const claimed = await open.desk.claim(id, by('alice', 1))
      await open.desk.decideWithoutAi(id, { motive }, by('alice', claimed.version))
    } else {
      const { version } = await study(open, id, 'alice')
      await open.desk[how](id, { motive }, by('alice', version))
    }
    open.clock.advance(UNDO_MS)
    const explanation = await explainReview(open.core, id)
    expect(partOf(explanation, 'contribution')).toContain(degree)
    expect(partOf(explanation, 'decision')).toContain(decision)
    if (how === 'decideWithoutAi')
      expect(partOf(explanation, 'opinion')).toContain('Aucun avis n’a été enregistré')
  })

  test('of a decision of several tells all roles, and of those who disagreed nothing', async () => {
    const open = await openDesk()
    const id = await hold(open, { use: 'pair' })
    const vote = async (who: string, choice: 'favourable' | 'undecided', approve: boolean): Promise<void> => {
      const { version } = await open.desk.view(id, who)
      const claimed = await open.desk.claim(id, by(who, version))
      const seen = await open.desk.recordOpinion(id, { choice }, by(who, claimed.version))
      await open.desk[approve ? 'approve' : 'reject'](id, { motive }, by(who, seen.version))
    }
    await vote('alice', 'favourable', true)
    await vote('bruno', 'undecided', false)
    await vote('chloe', 'favourable', true)
    open.clock.advance(UNDO_MS)
    const explanation = await explainReview(open.core, id)
    expect(explanation.facts.contribution).toMatchObject({ people: 2, roles: ['instructeur'] })
    expect(said(explanation)).not.toContain('Je ne peux pas me prononcer')
  })

  test('is refused before a decision is in effect, for nothing, and in no language', async () => {
    const open = await openDesk()
    const id = await hold(open)
    await expect(explainReview(open.core, id)).rejects.toBeInstanceOf(ReviewStateError)
    await expect(explainReview(open.core, 'nope')).rejects.toBeInstanceOf(ReviewNotFoundError)
    const { core, id: known } = await decided()
    await expect(explainReview(core, known, 'xx' as 'fr')).rejects.toBeInstanceOf(TypeError)
  })

  test('of a trace that was altered is refused', async () => {
    const { core, id, path } = await decided()
    alter(path, "update payloads set body = replace(body, '650', '651') where kind = 'decision'")
    await expect(explainReview(core, id)).rejects.toBeInstanceOf(TamperedError)
  })

  test('is for whoever may read the case, and its reading is journalled', async () => {
    const open = await decided()
    const explanation = await open.desk.explain(open.id, 'bruno', 'en')
    expect(explanation.title).toBe('Individual explanation')
    await expect(open.desk.explain(open.id, 'zoe')).rejects.toBeInstanceOf(ReviewNotFoundError)
    await sequenceAll(open.core)
    const read = (await journalOf(open)).filter(({ event }) => event === 'review.consulted')
    expect(read).toHaveLength(1)
  })
})

describe('Values of an explanation, as lines', () => {
  test('name their parts, in the order they have', () => {
    const schema: JsonValue = {
      properties: { reasons: { title: 'Motifs', items: { properties: { fact: { title: 'Fait' } } } } },
    }
    expect(
      valueLines({ reasons: [{ fact: 'A\nB', source: null }], none: '' }, { lang: 'en', schema }),
    ).toEqual(['Motifs:', '  1.', '    Fait:', '      A', '      B', '    source: –', 'none: –'])
    expect(valueLines([{ label: 'Revenu', value: 12 }], { lang: 'fr' })).toEqual(['Revenu\u00A0: 12'])
  })

  test('are found for any JSON, and show what would be hidden', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => {
        expect(valueLines(value as JsonValue, { lang: 'fr' }).join('\n')).not.toMatch(/[\u202A-\u202E]/)
      }),
    )
    expect(valueLines('a\u202Eb', { lang: 'fr' }).join()).toBe('a[U+202E]b')
  })
})
