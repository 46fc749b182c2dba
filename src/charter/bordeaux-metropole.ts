import { type Charter, defineCharter } from './charter.js'

/**
 * The charter of Bordeaux Métropole, « Pour une utilisation choisie et non subie de l’intelligence artificielle » (2025):
 * 4 prohibitions, 4 principles, 16 engagements. The quotes are the charter's own words.
 */
export const bordeauxMetropole: Charter = defineCharter({
  id: 'bordeaux-metropole',
  version: '2025',
  title: {
    fr: 'Pour une utilisation choisie et non subie de l’intelligence artificielle',
    en: 'For a use of artificial intelligence that is chosen, not endured',
  },
  authority: 'Bordeaux Métropole',
  prohibitions: [
    {
      id: 'individual-surveillance',
      kind: 'individual-surveillance',
      title: { fr: 'Surveillance individuelle', en: 'Individual surveillance' },
      quote:
        'toute forme de surveillance intrusive ou de suivi personnalisé est proscrite sauf dans des circonstances exceptionnelles qui seraient expressément encadrées par la loi',
      exit: 'legal-text',
    },
    {
      id: 'social-scoring',
      kind: 'social-scoring',
      title: { fr: 'Notation sociale', en: 'Social scoring' },
      quote:
        'l’instauration de mécanismes d’évaluation, de notation ou de classement social est formellement interdite',
      exit: 'none',
    },
    {
      id: 'automated-decision',
      kind: 'automated-decision',
      title: { fr: 'Décisions entièrement automatisées', en: 'Fully automated decisions' },
      quote:
        'les systèmes d’IA ne doivent pas rendre de décisions automatisées ayant un impact significatif sur les droits ou les conditions de vie des citoyens sans aucune validation humaine',
      exit: 'none',
    },
    {
      id: 'biometric',
      kind: 'biometric',
      title: { fr: 'Utilisation des données biométriques', en: 'Use of biometric data' },
      quote:
        'le recours à l’intelligence artificielle pour des dispositifs de reconnaissance biométrique, notamment faciale, est interdit, sous réserve de circonstances exceptionnelles qui seraient expressément encadrées par la loi',
      exit: 'legal-text',
    },
  ],
  principles: [
    {
      number: 1,
      title: {
        fr: 'Des IA maîtrisées pour garantir sécurité, autonomie et éthique',
        en: 'AI under control, for security, autonomy and ethics',
      },
    },
    {
      number: 2,
      title: {
        fr: 'Des IA utiles pour garantir un équilibre positif entre apports et impacts',
        en: 'Useful AI, for a positive balance of benefits and impacts',
      },
    },
    {
      number: 3,
      title: {
        fr: 'Des IA de confiance au service des citoyens et du territoire',
        en: 'Trustworthy AI serving citizens and the territory',
      },
    },
    {
      number: 4,
      title: {
        fr: 'Des IA en appui des agents pour renforcer le service public',
        en: 'AI supporting staff, to strengthen public service',
      },
    },
  ],
  engagements: [
    {
      number: 1,
      principle: 1,
      title: {
        fr: 'Analyser la maîtrise technique et informationnelle des IA',
        en: 'Assess technical and informational mastery of AI',
      },
      means: 'evidenced',
    },
    {
      number: 2,
      principle: 1,
      title: { fr: 'Garantir l’auditabilité des IA dans la durée', en: 'Keep AI auditable over time' },
      means: 'evidenced',
    },
    {
      number: 3,
      principle: 1,
      title: {
        fr: 'Protéger les données des citoyens, agents, de la collectivité et du territoire',
        en: 'Protect the data of citizens, staff, the authority and the territory',
      },
      means: 'enforced',
    },
    {
      number: 4,
      principle: 1,
      title: {
        fr: 'Vérifier les biais éventuels induits par les IA exploitées',
        en: 'Check for bias introduced by the AI in use',
      },
      means: 'evidenced',
    },
    {
      number: 5,
      principle: 2,
      title: {
        fr: 'Étudier systématiquement l’équilibre apport de valeur / impacts',
        en: 'Weigh value against impacts every time',
      },
      means: 'evidenced',
    },
    {
      number: 6,
      principle: 2,
      title: {
        fr: 'Recourir à des IA les moins impactantes possibles',
        en: 'Use the least harmful AI possible',
      },
      means: 'evidenced',
    },
    {
      number: 7,
      principle: 2,
      title: {
        fr: 'Encadrer les phases d’expérimentation',
        en: 'Bound experiments in time and report on them',
      },
      means: 'enforced',
    },
    {
      number: 8,
      principle: 2,
      title: {
        fr: 'S’assurer de la viabilité et l’apport de valeur d’une IA dans la durée',
        en: 'Make sure an AI stays viable and valuable',
      },
      means: 'evidenced',
    },
    {
      number: 9,
      principle: 3,
      title: {
        fr: 'Signaler et expliquer le recours à l’IA en toute transparence',
        en: 'Say and explain that AI is used',
      },
      means: 'enforced',
    },
    {
      number: 10,
      principle: 3,
      title: {
        fr: 'Garantir une alternative humaine au numérique dans les canaux de communication avec le citoyen',
        en: 'Guarantee a human alternative in every channel',
      },
      means: 'enforced',
    },
    {
      number: 11,
      principle: 3,
      title: {
        fr: 'Accompagner un usage éclairé de l’IA par les citoyens',
        en: 'Help citizens use AI knowingly',
      },
      means: 'organisational',
    },
    {
      number: 12,
      principle: 3,
      title: {
        fr: 'Associer des représentants des citoyens au suivi des orientations concernant l’IA',
        en: 'Involve citizens’ representatives in following up',
      },
      means: 'organisational',
    },
    {
      number: 13,
      principle: 4,
      title: {
        fr: 'Former et préparer les agents à une utilisation éclairée des IA',
        en: 'Train staff to use AI knowingly',
      },
      means: 'enforced',
    },
    {
      number: 14,
      principle: 4,
      title: {
        fr: 'Mettre l’agent au cœur de la construction d’IA',
        en: 'Put staff at the heart of building AI',
      },
      means: 'evidenced',
    },
    {
      number: 15,
      principle: 4,
      title: {
        fr: 'Évaluer l’impact des IA sur les métiers et l’organisation du service public',
        en: 'Assess the impact of AI on jobs and organisation',
      },
      means: 'evidenced',
    },
    {
      number: 16,
      principle: 4,
      title: {
        fr: 'Utiliser l’IA en tant qu’aide à la décision et non de prise de décision automatisée',
        en: 'Use AI to support decisions, never to take them',
      },
      means: 'enforced',
    },
  ],
})
