import { z } from 'zod'
import type { JsonValue } from '../../internal/canonical-json.js'
import type { SystemSheet } from '../system-sheet.js'
import type { Format } from './export.js'
import { THEME_WORDS } from './themes.js'
import {
  aimOf,
  auditsOf,
  balanceOf,
  dataOf,
  humanPartOf,
  legalBasisOf,
  paragraphs,
  risksOf,
  workingOf,
} from './words.js'

const THEMES = [
  'Organisatie en bedrijfsvoering',
  'Cultuur en recreatie',
  'Economie',
  'Overheidsfinanciën',
  'Wonen',
  'Internationaal',
  'Migratie en integratie',
  'Natuur en milieu',
  'Onderwijs en wetenschap',
  'Openbare orde en veiligheid',
  'Recht',
  'Ruimte en infrastructuur',
  'Sociale zekerheid',
  'Verkeer',
  'Werk',
  'Zorg en gezondheid',
] as const

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
const link = z.url({ protocol: /^https?$/ }).max(500)
/** Text with `div br p ul ol li`, and no other element. */
const html = z
  .string()
  .max(2500)
  .regex(/^(?:[^<]|<\/?(?:div|br|p|ul|ol|li)\s*\/?>)*$/)
const reference = (most: number): z.ZodType =>
  z.array(z.strictObject({ title: z.string().min(1).max(most), link }))

/** Rules of `v1_0.json` of the register, and of the handbook 1.0.0 where it is stricter (short description: 350). */
const schema = z.strictObject({
  name: z.string().max(100),
  description_short: z.string().max(350),
  organization: z.string().max(100),
  category: z.array(z.enum(THEMES)).optional(),
  status: z.enum(['In ontwikkeling', 'In gebruik', 'Buiten gebruik']),
  begin_date: month.optional(),
  end_date: month.optional(),
  contact_email: z.union([z.email(), link]),
  website: link.optional(),
  publication_category: z.enum(['Hoog-risico AI-systeem', 'Impactvolle algoritmes', 'Overige algoritmes']),
  url: link.optional(),
  goal: html.optional(),
  proportionality: html.optional(),
  human_intervention: html.optional(),
  risks: html.optional(),
  lawful_basis: html.optional(),
  lawful_basis_grouping: reference(100).optional(),
  process_index_url: link.optional(),
  impacttoetsen_grouping: z
    .array(z.strictObject({ title: z.string().min(1), link: link.optional() }))
    .optional(),
  impacttoetsen: z.string().max(2500).optional(),
  source_data: html.optional(),
  source_data_grouping: reference(500),
  methods_and_models: z
    .string()
    .max(5000)
    .regex(/^(?:[^<]|<\/?(?:div|br|p|ul|ol|li)\s*\/?>)*$/)
    .optional(),
  provider: z.string().max(200).optional(),
  publiccode: link.optional(),
  lang: z.string().regex(/^[a-z]{3}$/),
  standard_version: z.literal('1.0.0'),
  source_id: z.string().max(100).optional(),
  tags: z.string().max(2500).optional(),
})

const STATUS: Readonly<Record<SystemSheet['status'], string>> = {
  planned: 'In ontwikkeling',
  experiment: 'In ontwikkeling',
  service: 'In gebruik',
  suspended: 'Buiten gebruik',
  retired: 'Buiten gebruik',
  abandoned: 'Buiten gebruik',
}

/** A person's rights are at stake, or the AI Act says so; a city that has not said the class leaves a gap. */
function categoryOf({ disclosure: { aiActClass }, individualDecisions }: SystemSheet): string | undefined {
  if (aiActClass === null) return undefined
  if (aiActClass === 'high') return 'Hoog-risico AI-systeem'
  return individualDecisions ? 'Impactvolle algoritmes' : 'Overige algoritmes'
}

/**
 * The Dutch national Algoritmeregister, publication standard 1.0.0. What a record does not say (its class under the AI Act,
 * links to its data …) is a gap until the city fills it in.
 */
export const dutchFormat: Format = {
  standard: 'Algoritmeregister Publicatiestandaard',
  version: '1.0.0',
  schema,
  recordOf: (sheet) => ({
    name: sheet.name,
    description_short: sheet.disclosure.summary ?? sheet.purpose,
    organization: sheet.administration,
    status: STATUS[sheet.status],
    contact_email: sheet.contact?.email ?? undefined,
    website: sheet.url ?? undefined,
    publication_category: categoryOf(sheet),
    url: sheet.url === null ? undefined : `${sheet.url}.json`,
    goal: paragraphs(aimOf(sheet), [sheet.expectedResults]),
    proportionality: paragraphs(balanceOf(sheet)),
    human_intervention: paragraphs(humanPartOf(sheet)),
    risks: paragraphs(risksOf(sheet), auditsOf(sheet)),
    source_data: paragraphs(dataOf(sheet)),
    methods_and_models: paragraphs(workingOf(sheet)),
    provider: sheet.supplier,
    lang: 'fra',
    standard_version: '1.0.0',
    source_id: sheet.id,
    ...disclosed(sheet),
  }),
}

function disclosed(sheet: SystemSheet): Readonly<Record<string, JsonValue | undefined>> {
  const { theme, inUseSince, endedOn, processingRecordUrl, sourceCodeUrl, keywords, ...rest } =
    sheet.disclosure
  const legalBasis = legalBasisOf(sheet)
  const assessments = rest.impactAssessments?.map(({ title, url }) => ({
    title,
    ...(url === null ? {} : { link: url }),
  }))
  return {
    category: theme === null ? undefined : [THEME_WORDS[theme].dutch],
    begin_date: inUseSince?.slice(0, 7),
    end_date: endedOn?.slice(0, 7),
    lawful_basis: legalBasis === undefined ? undefined : paragraphs(legalBasis),
    lawful_basis_grouping: linked(rest.legalBasis ?? []),
    process_index_url: processingRecordUrl ?? undefined,
    impacttoetsen_grouping: assessments,
    impacttoetsen: rest.noAssessment ?? undefined,
    source_data_grouping: linked(sheet.data.map(({ name: title, url }) => ({ title, url }))),
    publiccode: sourceCodeUrl ?? undefined,
    tags: keywords?.join(', '),
  }
}

/** Only what has an address is a reference to this standard. */
function linked(
  items: readonly { readonly title: string; readonly url: string | null }[],
): { readonly title: string; readonly link: string }[] | undefined {
  const known = items.flatMap(({ title, url }) => (url === null ? [] : [{ title, link: url }]))
  return known.length === 0 ? undefined : known
}
