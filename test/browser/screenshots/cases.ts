import type { CaseRendering } from 'garde-fou/server'

interface BikeCase {
  readonly number: string
  readonly request: string
  readonly data: Readonly<Record<string, string>>
}

interface RoadCase {
  readonly number: string
  readonly request: string
  readonly street: string
}

const ROWS: readonly (readonly [string, string, string, string])[] = [
  ['00412', 'Mérignac', '18 240 €', '3 190 € TTC'],
  ['00398', 'Bordeaux', '14 020 €', '2 450 € TTC'],
  ['00421', 'Pessac', '12 880 €', '1 299 € TTC'],
  ['00437', 'Talence', '9 760 €', '1 849 € TTC'],
  ['00440', 'Bègles', '15 110 €', '4 020 € TTC'],
  ['00443', 'Le Bouscat', '11 300 €', '2 199 € TTC'],
  ['00451', 'Saint-Médard-en-Jalles', '13 950 €', '3 499 € TTC'],
]

/** Requests for the bike grant. Nobody of that name, nothing of it true. */
export const BIKE_CASES: readonly BikeCase[] = ROWS.map(([number, town, income, quote]) => ({
  number: `BM-2026-${number}`,
  request: 'Demande d’aide à l’achat d’un vélo cargo',
  data: {
    Demande: 'Aide à l’achat d’un vélo cargo neuf',
    'Déposée le': '3 novembre 2026',
    Commune: town,
    'Revenu fiscal de référence': income,
    'Personnes au foyer': '3',
    Devis: quote,
    'Motif de la demande':
      'Je dépose mes deux enfants à l’école puis je vais travailler à Pessac. Le vélo cargo remplacerait la voiture, que je ne peux plus réparer.',
    Historique: '1 demande, 2023, acceptée',
  },
}))

/** Requests to occupy the street. */
export const ROAD_CASES: readonly RoadCase[] = [
  { number: 'VO-2026-01187', request: 'Déménagement', street: '12 rue des Faures, Bordeaux' },
  { number: 'VO-2026-01190', request: 'Échafaudage', street: '48 cours de l’Yser, Bordeaux' },
  { number: 'VO-2026-01203', request: 'Terrasse', street: '3 place du Palais, Bordeaux' },
  { number: 'VO-2026-01204', request: 'Benne', street: '91 avenue de la Marne, Mérignac' },
  { number: 'VO-2026-01211', request: 'Fête de quartier', street: 'Rue Camille-Sauvageau, Bordeaux' },
]

const DOCUMENTS = [
  { id: 'avis', name: 'Avis d’impôt 2025', type: 'application/pdf', detail: '2 pages' },
  { id: 'devis', name: 'Devis', type: 'application/pdf', detail: '1 page' },
  { id: 'domicile', name: 'Justificatif de domicile', type: 'application/pdf', detail: '1 page' },
]

/** How the bike grant's cases are shown. */
export const bikeCase: CaseRendering = {
  documents: () => DOCUMENTS,
  unseen: () => [
    'Appel du 12 novembre : la personne signale un changement de situation.',
    'Les pièces jointes.',
  ],
  open: async () => undefined,
}

/** What the AI proposes for one request. */
export function bikeSuggestion({ data }: BikeCase): unknown {
  return {
    proposal: 'unfavourable',
    amount: 0,
    reasons: [
      {
        fact: `Le revenu fiscal de référence (${data['Revenu fiscal de référence']}) dépasse le plafond de 16 000 €.`,
        source: 'Revenu fiscal de référence',
      },
      { fact: 'Le devis ne remplace pas la facture acquittée.', source: 'Devis' },
      { fact: 'La demande de 2023 portait sur le même équipement.', source: null },
    ],
    letter: [
      'Madame, Monsieur,',
      'Vous avez demandé une aide à l’achat d’un vélo cargo. Cette aide est réservée aux foyers dont le revenu fiscal de référence ne dépasse pas 16 000 €.',
      'Votre avis d’impôt indique un revenu supérieur à ce plafond. Je ne peux donc pas donner une suite favorable à votre demande.',
    ].join('\n\n'),
  }
}

/** The data of one request to occupy the street. */
export function roadCase({ request, street }: RoadCase): Record<string, string> {
  return { Objet: request, Lieu: street, Dates: 'du 7 au 11 décembre 2026', Emprise: '12 m sur 2 m' }
}

/** What the AI proposes for each of them. */
export function roadSuggestion(): unknown {
  return { proposal: 'favourable', letter: 'L’occupation est autorisée du 7 au 11 décembre 2026.' }
}
