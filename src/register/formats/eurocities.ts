import { z } from 'zod'
import type { AiActClass } from '../../system/disclosure.js'
import type { SystemSheet } from '../system-sheet.js'
import type { Format } from './export.js'
import { THEME_WORDS } from './themes.js'
import {
  aimOf,
  assessmentsOf,
  auditsOf,
  balanceOf,
  dataOf,
  humanPartOf,
  legalBasisOf,
  prose,
  risksOf,
  workingOf,
} from './words.js'

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

const RISK: Readonly<Record<AiActClass, string>> = {
  minimal: 'minimal risk',
  limited: 'limited risk',
  high: 'high risk',
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
    description_short: sheet.disclosure.summary ?? sheet.purpose,
    organization: sheet.administration,
    department: sheet.service,
    contact_email: sheet.contact?.email ?? undefined,
    contact_phone: sheet.contact?.phone ?? undefined,
    contact_name: sheet.contact?.service,
    website: sheet.url ?? undefined,
    status: STATUS[sheet.status],
    goal: sheet.purpose,
    impact: prose(
      [sheet.impacts],
      sheet.disclosure.peopleConcerned === null ? [] : [sheet.disclosure.peopleConcerned],
    ),
    risks: prose(risksOf(sheet)),
    proportionality: prose(balanceOf(sheet)),
    training_data: sheet.trainingData,
    source_data: prose(dataOf(sheet)),
    connected_data_sources: prose([...new Set(sheet.data.map(({ source }) => source))]),
    algorithm_type: sheet.learns ? 'self-learning' : 'rule-based',
    description: prose(aimOf(sheet), workingOf(sheet), risksOf(sheet)),
    methods_and_models: prose(workingOf(sheet)),
    monitoring: prose(auditsOf(sheet)),
    human_intervention: prose(humanPartOf(sheet)),
    rollback: sheet.reversibility,
    standard_version: '0.3.1',
    lang: 'fr',
    last_change_date: sheet.updatedOn ?? undefined,
    revision_date: sheet.valueReviewOn,
    ...disclosed(sheet),
  }),
}

function disclosed(sheet: SystemSheet): Readonly<Record<string, string | undefined>> {
  const { theme, aiActClass, keywords, ...said } = sheet.disclosure
  const dataProtection = assessmentsOf(sheet, ['dpia'])
  const others = assessmentsOf(sheet, ['fria', 'other'])
  return {
    area: said.area ?? undefined,
    domain: theme === null ? undefined : THEME_WORDS[theme].eurocities,
    decision_making_process: said.context ?? undefined,
    risk_category: aiActClass === null ? undefined : RISK[aiActClass],
    lawful_basis: legalBasisOf(sheet)?.join('\n'),
    documentation: said.documentationUrl ?? undefined,
    data_bias: said.biasChecks ?? undefined,
    DPIA_description: dataProtection?.text,
    DPIA_url: dataProtection?.url,
    AIA_description: others?.text,
    AIA_url: others?.url,
    performance: said.performance ?? undefined,
    alternatives_considered: said.alternatives ?? undefined,
    codebase_url: said.sourceCodeUrl ?? undefined,
    type: said.analysis ?? undefined,
    objection_procedure: said.objection ?? undefined,
    publication_date: said.publishedOn ?? undefined,
    keywords: keywords?.join(', '),
  }
}
