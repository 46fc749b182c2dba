import type { registerFormatsFr } from './register-formats.fr.js'
import type { Translation } from './translate.js'

/** Sentences of the register's exports to published standards, in English. */
export const registerFormatsEn: Translation<typeof registerFormatsFr> = {
  'formats.use': 'The AI {action}. {purpose}',
  'formats.data': '{name} (source: {source})',
  'formats.model': 'Type of AI: {type}. Model: {model}, supplied by {supplier}, hosted: {hosting}.',
  'formats.parameters': 'Main parameters: {parameters}',
  'formats.training-data': 'Training data: {data}',
  'formats.results': 'Expected results: {results}',
  'formats.limits': 'Known limits: {limits}',
  'formats.audit': { one: 'Audited every month.', other: 'Audited every {count} months.' },
  'formats.audited': 'Latest audit: {day}.',
  'formats.benefits': 'Benefits: {benefits}',
  'formats.impacts': 'Impacts: {impacts}',
  'formats.people': 'People concerned: {people}',
  'formats.alternatives': 'Alternatives considered: {alternatives}',
  'formats.energy': 'Energy and water: {estimate} Method: {method}',
  'formats.cost': 'Cost: {cost}',
  'formats.measures': 'Measures: {measures}',
  'formats.bias': 'Biases looked for: {bias}',
  'formats.performance': 'Measured results: {performance}',
  'formats.sample': 'An officer checks some of the answers ({by}).',
  'formats.sample-share': 'An officer checks some of the answers, about {percent} in 100 ({by}).',
  'formats.assessment': '{title}: {findings}',
}
