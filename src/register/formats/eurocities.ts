import { z } from 'zod'
import type { SystemSheet } from '../system-sheet.js'
import type { Format } from './export.js'
import { actionsOf, auditsOf, balanceOf, dataOf, humanPartOf, limitsOf, prose, workingOf } from './words.js'

const DOMAINS = [
  'taxes',
  'housing, living and living environment',
  'culture, sports and leisure',
  'defence',
  'economy and entrepreneurship',
  'family, youth and households',
  'finance',
  'generic',
  'health and health care',
  'immigration and integration',
  'international collaboration and development aid',
  'agriculture, nature and food',
  // As the standard writes it.
  'environment, spacial planning and water',
  'education and science',
  'public safety',
  'government',
  'justice',
  'travel, living and working abroad',
  'subsidies, benefits and allowances',
  'traffic and transportation',
  'work and career',
] as const

const text = z.string().min(1)
const link = z.url({ protocol: /^https?$/ })

const schema = z.strictObject({
  name: text,
  description_short: text.max(150),
  organization: text,
  department: text,
  contact_email: z.email(),
  contact_phone: text.optional(),
  contact_name: text.optional(),
  area: text,
  domain: z.enum(DOMAINS),
  website: link.optional(),
  status: z.enum(['planned', 'design', 'development', 'pilot', 'evaluation', 'operational', 'retired']),
  remark: text.optional(),
  decision_making_process: text,
  goal: text,
  impact: text,
  risks: text,
  risk_category: z.enum(['minimal risk', 'limited risk', 'high risk', 'unacceptable']),
  proportionality: text,
  lawful_basis: text,
  documentation: link.optional(),
  training_data: text,
  source_data: text,
  data_bias: text.optional(),
  connected_data_sources: text,
  DPIA_description: text.optional(),
  DPIA_url: link.optional(),
  algorithm_type: z.enum(['self-learning', 'rule-based', 'hybrid']),
  description: text.min(500).max(10_000),
  methods_and_models: text.optional(),
  performance: text.optional(),
  alternatives_considered: text.optional(),
  product_information: link.optional(),
  codebase_url: link.optional(),
  product_page: link.optional(),
  AIA_description: text.optional(),
  AIA_url: link.optional(),
  monitoring: text,
  type: z.enum(['descriptive', 'diagnostic', 'predictive', 'prescriptive']),
  human_intervention: text,
  objection_procedure: text,
  rollback: text.optional(),
  standard_version: z.literal('0.3.1'),
  uuid: z.uuid().optional(),
  lang: z.string().regex(/^[a-z]{2}$/),
  publication_date: z.iso.date(),
  last_change_date: z.iso.date(),
  revision_date: z.iso.date(),
  revision_note: text.optional(),
  keywords: text.optional(),
})

/** A system that a person has stopped for now is being looked at: the standard has no word for it. */
const STATUS: Readonly<Record<SystemSheet['status'], string>> = {
  planned: 'planned',
  experiment: 'pilot',
  service: 'operational',
  suspended: 'evaluation',
  retired: 'retired',
  abandoned: 'retired',
}

/**
 * The Algorithmic Transparency Standard 0.3.1 of Eurocities. What a record does not say (domain, legal basis, risk
 * category, objection procedure …) is a gap until the city fills it in.
 */
export const eurocitiesFormat: Format = {
  standard: 'Eurocities Algorithmic Transparency Standard',
  version: '0.3.1',
  schema,
  recordOf: (sheet) => ({
    name: sheet.name,
    description_short: sheet.purpose,
    organization: sheet.administration,
    department: sheet.service,
    contact_email: sheet.contact?.email ?? undefined,
    contact_phone: sheet.contact?.phone ?? undefined,
    contact_name: sheet.contact?.service,
    website: sheet.url ?? undefined,
    status: STATUS[sheet.status],
    goal: sheet.purpose,
    impact: sheet.impacts,
    risks: prose(limitsOf(sheet)),
    proportionality: prose(balanceOf(sheet)),
    training_data: sheet.trainingData,
    source_data: prose(dataOf(sheet)),
    connected_data_sources: prose([...new Set(sheet.data.map(({ source }) => source))]),
    algorithm_type: sheet.learns ? 'self-learning' : 'rule-based',
    description: prose([sheet.purpose], actionsOf(sheet), workingOf(sheet), limitsOf(sheet)),
    methods_and_models: prose(workingOf(sheet)),
    monitoring: prose(auditsOf(sheet)),
    human_intervention: prose(humanPartOf(sheet)),
    rollback: sheet.reversibility,
    standard_version: '0.3.1',
    lang: 'fr',
    last_change_date: sheet.updatedOn ?? undefined,
    revision_date: sheet.valueReviewOn,
  }),
}
