import { z } from 'zod'
import type { Format } from './export.js'
import { actionsOf, humanPartOf, legalBasisOf, prose, workingOf } from './words.js'

const text = z.string().min(1)

/** Etalab's inventory is a list for people, without a schema: the keys are ours, the questions are the guide's. */
const schema = z.strictObject({
  administration: text,
  service: text,
  contact: text,
  date_mise_a_jour: z.iso.date(),
  nom: text,
  contexte: text,
  finalite: text,
  intervention: text,
  niveau_automatisation: z.enum(['automatique', 'aide à la décision', 'sans décision individuelle']),
  fondements_juridiques: text,
  ressources_metier: z.array(text).optional(),
  decisions_par_an: z.int().min(0),
  portee: z.enum(['externe', 'interne']),
  public_concerne: text,
  ressources_impact: z.array(text).optional(),
  donnees: z
    .array(z.strictObject({ donnees_traitees: text, source_donnees: text, mode_collecte: text }))
    .min(1),
  type_algorithme: z.enum(['règles', 'apprentissage machine']),
  operations: text,
  ressources_techniques: z.array(text).optional(),
})

/** The inventory of principal algorithmic treatments (CRPA L. 312-1-3), as Etalab's guide of 11 February 2021 lists it. */
export const etalabFormat: Format = {
  standard: 'Etalab, inventaire des principaux traitements algorithmiques',
  version: '2021-02-11',
  schema,
  recordOf: (sheet) => {
    const decided = sheet.figures?.decided
    const { decisionsPerYear, context, peopleConcerned, sourceCodeUrl, documentationUrl, ...said } =
      sheet.disclosure
    const counted = typeof decided === 'number' ? decided : undefined
    return {
      administration: sheet.administration,
      service: sheet.service,
      contact: sheet.contact?.email ?? sheet.contact?.phone ?? undefined,
      date_mise_a_jour: sheet.updatedOn ?? undefined,
      nom: sheet.name,
      finalite: sheet.purpose,
      intervention: prose(actionsOf(sheet), humanPartOf(sheet)),
      niveau_automatisation: sheet.individualDecisions ? 'aide à la décision' : 'sans décision individuelle',
      contexte: context ?? undefined,
      fondements_juridiques: legalBasisOf(sheet)?.join('\n'),
      ressources_metier: addresses(
        (said.legalBasis ?? []).map(({ url }) => url),
        said.processingRecordUrl,
      ),
      decisions_par_an: decisionsPerYear ?? counted,
      public_concerne: peopleConcerned ?? undefined,
      ressources_impact: addresses((said.impactAssessments ?? []).map(({ url }) => url)),
      ressources_techniques: addresses([sourceCodeUrl, documentationUrl]),
      portee: sheet.uses.some(({ audience }) => audience === 'citizens') ? 'externe' : 'interne',
      donnees: sheet.data.map(({ name, source, collection }) => ({
        donnees_traitees: name,
        source_donnees: source,
        ...(collection === null ? {} : { mode_collecte: collection }),
      })),
      type_algorithme: sheet.learns ? 'apprentissage machine' : 'règles',
      operations: prose(workingOf(sheet)),
    }
  },
}

function addresses(
  all: readonly (string | null)[],
  ...more: readonly (string | null)[]
): string[] | undefined {
  const known = [...all, ...more].filter((url) => url !== null)
  return known.length === 0 ? undefined : known
}
