import type { SystemDeclaration, UseDeclaration } from 'garde-fou'

/** What a city may say of a system besides, in full. */
export const DISCLOSURE = {
  summary: 'Prépare l’instruction des aides exceptionnelles au logement.',
  theme: 'social-aid',
  area: 'Bordeaux Métropole',
  context: 'Une personne demande une aide ; un agent l’instruit, puis décide seul.',
  peopleConcerned: 'Les ménages qui demandent l’aide ; l’effet sur eux est important.',
  decisionsPerYear: 1200,
  legalBasis: [
    { title: 'Règlement intérieur des aides', url: 'https://ville.example/reglement' },
    { title: 'Code de l’action sociale et des familles, art. L. 263-3' },
  ],
  objection: 'Un recours gracieux auprès du service habitat, puis le tribunal administratif.',
  aiActClass: 'high',
  impactAssessments: [
    {
      kind: 'dpia',
      title: 'Analyse d’impact sur la protection des données',
      on: '2026-03-02',
      url: 'https://ville.example/aipd',
      findings: 'Risques faibles après mesures.',
    },
    { kind: 'fria', title: 'Analyse d’impact sur les droits fondamentaux' },
  ],
  riskMeasures: 'Avis de l’agent avant la suggestion, dossiers de contrôle.',
  biasChecks: 'Comparaison par type de ménage : aucun écart mesuré.',
  alternatives: 'Une grille sur tableur, plus lente.',
  analysis: 'prescriptive',
  performance: '96 % des pièces manquantes trouvées sur 200 dossiers.',
  energy: { estimate: '12 kWh en 2026.', method: 'Mesure au compteur.' },
  cost: '18 000 € par an',
  contract: 'Marché 2026-118',
  sourceCodeUrl: 'https://code.example/aide',
  documentationUrl: 'https://ville.example/documentation',
  processingRecordUrl: 'https://ville.example/traitements',
  inUseSince: '2026-05-04',
  publishedOn: '2026-05-04',
  keywords: ['aide', 'logement'],
} as const satisfies SystemDeclaration<Record<string, UseDeclaration>>['disclosure']
