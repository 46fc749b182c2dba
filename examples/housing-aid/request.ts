/** The papers that a request should come with. */
export const PIECES = [
  { id: 'identite', label: 'Pièce d’identité' },
  { id: 'ressources', label: 'Justificatif des ressources des trois derniers mois' },
  { id: 'quittance', label: 'Dernière quittance ou avis d’échéance de loyer' },
  { id: 'dette', label: 'Décompte de la dette de loyer' },
] as const

/** A request, as a person filled it in. Amounts in euros. */
export interface HousingRequest {
  readonly firstName: string
  readonly lastName: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  readonly email: string
  readonly phone: string
  readonly street: string
  readonly postcode: string
  readonly town: string
  readonly people: number
  readonly children: number
  readonly income: number
  readonly rent: number
  readonly arrears: number
  readonly requested: number
  readonly situation: string
  readonly pieces: readonly string[]
}

/** The request as the model reads it, and the agent too: the same words. */
export function caseDataOf(request: HousingRequest) {
  return {
    Identité: {
      'Prénom et nom': `${request.firstName} ${request.lastName}`,
      'Date de naissance': frenchDay(request.birthDate),
      Courriel: request.email,
      Téléphone: request.phone,
      Adresse: `${request.street}\n${request.postcode} ${request.town}`,
    },
    Foyer: { 'Personnes au foyer': request.people, 'Dont enfants': request.children },
    Logement: {
      'Ressources mensuelles du foyer (€)': request.income,
      'Loyer mensuel, charges comprises (€)': request.rent,
      'Dette de loyer (€)': request.arrears,
      'Montant demandé (€)': request.requested,
    },
    'Exposé de la situation': request.situation,
    'Pièces jointes': Object.fromEntries(PIECES.map(({ id, label }) => [label, request.pieces.includes(id)])),
  }
}

/** The same for the agent, in the order of the form: a list of `{ label, value }` keeps it. */
export function caseFieldsOf(caseData: CaseData): CaseField[] {
  return Object.entries(caseData).map(([label, value]) => ({
    label,
    value:
      typeof value === 'string'
        ? value
        : Object.entries(value).map(([name, inner]: [string, string | number | boolean]) => ({
            label: name,
            value: inner,
          })),
  }))
}

/** A field as the agent reads it. */
export type CaseField = {
  readonly label: string
  readonly value: string | number | boolean | readonly CaseField[]
}

/** The case data of a request. */
export type CaseData = ReturnType<typeof caseDataOf>

function frenchDay(day: string): string {
  return day.split('-').toReversed().join('/')
}
