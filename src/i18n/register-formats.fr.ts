/** Sentences of the register’s exports to published standards, in French. */
export const registerFormatsFr = {
  'formats.use': 'L’IA {action}. {purpose}',
  'formats.data': '{name} (source : {source})',
  'formats.model': 'Type d’IA : {type}. Modèle : {model}, fourni par {supplier}, hébergé : {hosting}.',
  'formats.parameters': 'Principaux paramètres : {parameters}',
  'formats.training-data': 'Données d’apprentissage : {data}',
  'formats.results': 'Résultats attendus : {results}',
  'formats.limits': 'Limites connues : {limits}',
  'formats.audit': { one: 'Audit tous les mois.', other: 'Audit tous les {count} mois.' },
  'formats.audited': 'Dernier audit : {day}.',
  'formats.benefits': 'Apports : {benefits}',
  'formats.impacts': 'Impacts : {impacts}',
} as const
