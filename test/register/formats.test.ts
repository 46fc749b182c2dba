import { defineSystem } from 'garde-fou'
import { describe, expect, test } from 'vitest'
import { exportRegister } from '../../src/register/formats/export.js'
import { FORMAT_NAMES, FORMATS } from '../../src/register/formats/formats.js'
import { systemSheet } from '../../src/register/make-sheet.js'
import { THEMES } from '../../src/system/disclosure.js'
import { housing, housingRecord } from '../support/housing.js'
import { DISCLOSURE } from './disclosed.js'

const sheet = systemSheet({
  record: housing.record,
  authority: 'Bordeaux Métropole',
  suspended: false,
  url: 'https://ville.example/registre/aide-logement',
  figures: { year: 2026, decided: 100, changed: 20, share: 0.2 },
})

/** What the city adds to the record of the tests so that each standard takes it. */
const SUPPLEMENTS = {
  algoritmeregister: {
    contact_email: 'habitat@ville.example',
    publication_category: 'Impactvolle algoritmes',
    source_data_grouping: [{ title: 'Formulaire', link: 'https://ville.example/formulaire' }],
  },
  eurocities: {
    description_short: 'Prépare l’instruction des aides au logement.',
    contact_email: 'habitat@ville.example',
    area: 'Bordeaux Métropole',
    domain: 'subsidies, benefits and allowances',
    decision_making_process: 'Un agent décide.',
    risk_category: 'limited risk',
    lawful_basis: 'Règlement des aides',
    description: 'x'.repeat(500),
    type: 'prescriptive',
    objection_procedure: 'Recours gracieux',
    publication_date: '2026-05-04',
    last_change_date: '2026-05-04',
  },
  etalab: {
    date_mise_a_jour: '2026-05-04',
    contexte: 'Aides exceptionnelles',
    fondements_juridiques: 'Règlement des aides',
    public_concerne: 'Ménages',
    donnees: [{ donnees_traitees: 'Demande', source_donnees: 'La personne', mode_collecte: 'Formulaire' }],
  },
} as const

describe.each(FORMAT_NAMES)('The register in the words of %s', (name) => {
  const gapsOf = (supplements = {}) => exportRegister(FORMATS[name], [sheet], supplements).gaps

  test('lists every field in which the record falls short', () => {
    expect(gapsOf().map(({ field, reason }) => `${field} ${reason}`)).toMatchSnapshot()
  })

  test('keeps all rules once the city has said what the record does not hold', () => {
    expect(gapsOf({ [sheet.id]: SUPPLEMENTS[name] })).toEqual([])
  })

  test('takes no supplement for another system, and none from a prototype', () => {
    const before = gapsOf()
    expect(gapsOf({ autre: SUPPLEMENTS[name] })).toEqual(before)
    expect(exportRegister(FORMATS[name], [{ ...sheet, id: '__proto__' }]).gaps).toHaveLength(before.length)
  })

  test('names what is too long, not allowed or not of the standard', () => {
    const long = { ...SUPPLEMENTS[name], inconnu: 'x' }
    expect(gapsOf({ [sheet.id]: long })).toEqual([
      { systemId: sheet.id, field: 'inconnu', reason: 'not-allowed' },
    ])
  })
})

describe('A record that says everything', () => {
  const { phone: _phone, ...contact } = { ...housingRecord.humanContact, email: 'habitat@ville.example' }
  const full = defineSystem({
    ...housingRecord,
    humanContact: contact,
    disclosure: DISCLOSURE,
    updatedOn: '2026-11-02',
    data: [
      {
        ...housingRecord.data[0],
        collection: 'Saisie par la personne dans le formulaire',
        url: 'https://ville.example/formulaire',
      },
    ],
    uses: {
      answer: {
        impact: 'information',
        action: 'répond',
        purpose: 'Informer.',
        audience: 'citizens',
        sampleCheck: { by: 'le service relation usagers', percent: 5 },
      },
    },
  })
  const all = systemSheet({
    record: full.record,
    authority: 'Bordeaux Métropole',
    suspended: false,
    url: 'https://ville.example/registre/aide-logement',
  })

  test.each(FORMAT_NAMES)('leaves no gap in %s, without a word from elsewhere', (name) => {
    expect(exportRegister(FORMATS[name], [all]).gaps).toEqual([])
  })

  test('is told in the words of each standard', () => {
    const [dutch, eurocities, etalab] = FORMAT_NAMES.toSorted().flatMap(
      (name) => exportRegister(FORMATS[name], [all]).records,
    )
    const records = { dutch, etalab: eurocities, eurocities: etalab }
    expect(records.dutch).toMatchObject({
      publication_category: 'Hoog-risico AI-systeem',
      category: ['Sociale zekerheid'],
      begin_date: '2026-05',
      lawful_basis_grouping: [
        { title: 'Règlement intérieur des aides', link: 'https://ville.example/reglement' },
      ],
      source_data_grouping: [{ title: 'Formulaire de demande', link: 'https://ville.example/formulaire' }],
      publiccode: 'https://code.example/aide',
      tags: 'aide, logement',
    })
    expect(records.dutch?.['proportionality']).toContain('12 kWh')
    expect(records.dutch?.['human_intervention']).toContain(
      'contrôle une partie des réponses, environ 5 sur 100',
    )
    expect(records.eurocities).toMatchObject({
      domain: 'subsidies, benefits and allowances',
      risk_category: 'high risk',
      DPIA_url: 'https://ville.example/aipd',
      AIA_description: 'Analyse d’impact sur les droits fondamentaux',
      type: 'prescriptive',
    })
    expect(records.etalab).toMatchObject({
      decisions_par_an: 1200,
      ressources_techniques: ['https://code.example/aide', 'https://ville.example/documentation'],
      donnees: [{ mode_collecte: 'Saisie par la personne dans le formulaire' }],
    })
  })

  test('has every theme in the words of both standards that sort by one', () => {
    for (const theme of THEMES) {
      const themed = { ...all, disclosure: { ...all.disclosure, theme } }
      for (const name of ['algoritmeregister', 'eurocities'] as const)
        expect(exportRegister(FORMATS[name], [themed]).gaps, `${name} ${theme}`).toEqual([])
    }
  })
})

describe('The Dutch standard', () => {
  test('refuses long names, other elements and states that it does not know', () => {
    const { records, gaps } = exportRegister(
      FORMATS.algoritmeregister,
      [{ ...sheet, name: 'x'.repeat(101), purpose: '<script>alert(1)</script>' }],
      {
        [sheet.id]: { ...SUPPLEMENTS.algoritmeregister, status: 'kapot', risks: '<p><b>gras</b></p>' },
      },
    )
    expect(gaps.map(({ field, reason }) => `${field} ${reason}`).sort()).toEqual([
      'name too-long',
      'risks not-allowed',
      'status not-allowed',
    ])
    expect(records[0]?.['goal']).toContain('&lt;script&gt;')
  })

  test('tells every status that the register knows', () => {
    for (const status of ['planned', 'experiment', 'service', 'suspended', 'retired', 'abandoned'] as const)
      for (const name of FORMAT_NAMES) {
        const { gaps } = exportRegister(FORMATS[name], [{ ...sheet, status }], {
          [sheet.id]: SUPPLEMENTS[name],
        })
        expect(gaps, `${name} ${status}`).toEqual([])
      }
  })
})
