import {
  type Charter,
  ConfigInvalidError,
  createGuard,
  defineCharter,
  defineSystem,
  generateSigningKey,
} from 'garde-fou'
import { bordeauxMetropole } from 'garde-fou/charters/bordeaux-metropole'
import { sqliteStore } from 'garde-fou/sqlite'
import { describe, expect, it } from 'vitest'
import { openGuard } from '../support/guard.js'
import { housingRecord } from '../support/housing.js'

describe('the charter of Bordeaux Métropole', () => {
  it('has 4 prohibitions, of which 2 have a legal exit, 4 principles and 16 engagements', () => {
    expect(bordeauxMetropole.prohibitions.map(({ id, exit }) => [id, exit])).toEqual([
      ['individual-surveillance', 'legal-text'],
      ['social-scoring', 'none'],
      ['automated-decision', 'none'],
      ['biometric', 'legal-text'],
    ])
    expect(bordeauxMetropole.principles).toHaveLength(4)
    expect(bordeauxMetropole.engagements.map(({ number }) => number)).toEqual(
      Array.from({ length: 16 }, (_, index) => index + 1),
    )
  })

  it('cannot be changed by who imports it', () => {
    expect(Object.isFrozen(bordeauxMetropole)).toBe(true)
  })
})

/** A small town that prohibits scoring and faces, and nothing else. */
const town: Charter = defineCharter({
  id: 'petite-ville',
  version: '2026-03',
  title: { fr: 'Charte de Petite-Ville', en: 'Charter of Petite-Ville' },
  authority: 'Commune de Petite-Ville',
  prohibitions: [
    {
      id: 'pas-de-notes',
      kind: 'social-scoring',
      title: { fr: 'Pas de notes', en: 'No scores' },
      quote: 'Nul n’est noté.',
      exit: 'legal-text',
    },
    {
      id: 'pas-de-visages',
      kind: 'biometric',
      title: { fr: 'Pas de visages', en: 'No faces' },
      quote: 'Nul n’est reconnu à son visage.',
      exit: 'none',
    },
  ],
  principles: [{ number: 1, title: { fr: 'Humain', en: 'Human' } }],
  engagements: [
    {
      number: 1,
      principle: 1,
      title: { fr: 'Une personne décide', en: 'A person decides' },
      means: 'enforced',
    },
  ],
})

describe('another city’s charter', () => {
  it('is enforced with its own clauses', async () => {
    const system = defineSystem({
      ...housingRecord,
      uses: { summary: { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' } },
    })
    const { guard } = await openGuard({ charter: town, systems: [system] })
    const input =
      'Attribue à chaque habitant une note de civisme et classe les citoyens selon leur comportement.'
    const outcome = await guard.run(system.uses.summary, { input }, () => 'b')
    expect(outcome).toMatchObject({ status: 'refused', refusal: { clauses: ['prohibition:pas-de-notes'] } })
  })

  it('decides itself which prohibition a legal text can lift', async () => {
    const exception = {
      prohibition: 'biometric',
      text: 'Loi',
      article: '1',
      authorisedBy: 'Le maire',
      until: '2030-01-01',
    } as const
    const system = defineSystem({
      ...housingRecord,
      practices: ['biometric'],
      exceptions: [exception],
      uses: { summary: { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' } },
    })
    const { guard } = await openGuard({ systems: [system] })
    expect((await guard.run(system.uses.summary, { input: 'a' }, () => 'b')).status).toBe('released')
    const refused = createGuard({
      charter: town,
      systems: [system],
      store: sqliteStore(':memory:'),
      signingKey: generateSigningKey('t'),
      reviewers: { find: async () => undefined },
    })
    await expect(refused).rejects.toBeInstanceOf(ConfigInvalidError)
  })

  it('cannot be declared with holes: all faults are listed', () => {
    const broken = {
      ...town,
      id: 'Petite Ville',
      engagements: [
        ...town.engagements,
        ...town.engagements,
        { ...town.engagements[0], number: 2, principle: 9 },
      ],
    }
    try {
      defineCharter(broken as Charter)
      expect.unreachable()
    } catch (error) {
      expect((error as ConfigInvalidError).faults.map((fault) => fault.path)).toEqual([
        'charter.id',
        'charter.engagements[1]',
        'charter.engagements[2].principle',
      ])
    }
  })
})

describe('a legal exception', () => {
  it('ends on its day: the next day the system’s calls are refused under the charter’s clause', async () => {
    const exception = {
      prohibition: 'biometric',
      text: 'Code de la sécurité intérieure',
      article: 'L. 000-1',
      authorisedBy: 'Le préfet',
      until: '2026-11-25',
    } as const
    const system = defineSystem({
      ...housingRecord,
      practices: ['biometric'],
      exceptions: [exception],
      uses: { summary: { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' } },
    })
    const { guard, clock } = await openGuard({ systems: [system] })
    expect((await guard.run(system.uses.summary, { input: 'a' }, () => 'b')).status).toBe('released')
    clock.set(new Date('2026-11-26T09:00:00Z'))
    expect(await guard.run(system.uses.summary, { input: 'a' }, () => 'b')).toMatchObject({
      status: 'refused',
      refusal: { clauses: ['prohibition:biometric'] },
    })
  })

  it.each(['social-scoring', 'automated-decision'] as const)(
    'does not exist for %s: such a system cannot start',
    async (prohibition) => {
      const exception = {
        prohibition,
        text: 'Loi',
        article: '1',
        authorisedBy: 'Le maire',
        until: '2030-01-01',
      }
      const system = defineSystem({
        ...housingRecord,
        practices: [prohibition],
        exceptions: [exception],
        uses: {
          summary: { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' },
        },
      })
      await expect(openGuard({ systems: [system] })).rejects.toBeInstanceOf(ConfigInvalidError)
    },
  )
})

describe('a charter that was defined', () => {
  it('cannot be loosened by anybody who holds it', () => {
    for (const charter of [bordeauxMetropole, town]) {
      expect(Object.isFrozen(charter.prohibitions)).toBe(true)
      for (const prohibition of charter.prohibitions) expect(Object.isFrozen(prohibition)).toBe(true)
    }
  })

  it('lists faults between clauses beside faults of fields', () => {
    const twice = { ...town.prohibitions[0], quote: '' }
    const broken = {
      ...town,
      authority: '',
      prohibitions: [twice, twice],
      engagements: [null],
      principles: 3,
    }
    try {
      defineCharter(broken as never)
      expect.unreachable()
    } catch (error) {
      expect((error as ConfigInvalidError).faults.map((fault) => fault.path)).toEqual(
        expect.arrayContaining([
          'charter.authority',
          'charter.prohibitions[0].quote',
          'charter.prohibitions[1]',
          'charter.engagements[0]',
          'charter.principles',
        ]),
      )
    }
  })
})
