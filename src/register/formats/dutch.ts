import { z } from 'zod'
import type { SystemSheet } from '../system-sheet.js'
import type { Format } from './export.js'
import {
  actionsOf,
  auditsOf,
  balanceOf,
  dataOf,
  humanPartOf,
  limitsOf,
  paragraphs,
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

/**
 * The Dutch national Algoritmeregister, publication standard 1.0.0. A record has no legal basis, no publication
 * category and no link to its data: they are gaps until the city fills them in.
 */
export const dutchFormat: Format = {
  standard: 'Algoritmeregister Publicatiestandaard',
  version: '1.0.0',
  schema,
  recordOf: (sheet) => ({
    name: sheet.name,
    description_short: sheet.purpose,
    organization: sheet.administration,
    status: STATUS[sheet.status],
    contact_email: sheet.contact?.email ?? undefined,
    website: sheet.url ?? undefined,
    url: sheet.url === null ? undefined : `${sheet.url}.json`,
    goal: paragraphs([sheet.purpose], actionsOf(sheet), [sheet.expectedResults]),
    proportionality: paragraphs(balanceOf(sheet)),
    human_intervention: paragraphs(humanPartOf(sheet)),
    risks: paragraphs(limitsOf(sheet), auditsOf(sheet)),
    source_data: paragraphs(dataOf(sheet)),
    methods_and_models: paragraphs(workingOf(sheet)),
    provider: sheet.supplier,
    lang: 'fra',
    standard_version: '1.0.0',
    source_id: sheet.id,
  }),
}
