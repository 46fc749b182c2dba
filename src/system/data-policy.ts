import type { PersonalDataType } from '../checks/personal-data/types.js'

/** Every type by its name. Written out here since a record stands above the detectors; the compiler keeps both in step. */
const TYPES: Readonly<Record<PersonalDataType, true>> = {
  person: true,
  email: true,
  phone: true,
  nir: true,
  iban: true,
  address: true,
  'birth-date': true,
  plate: true,
  ip: true,
  card: true,
  'fiscal-id': true,
  'id-document': true,
}

/** The names that an allow-list may hold. */
export const DATA_TYPE_NAMES: readonly PersonalDataType[] = Object.freeze(
  Object.keys(TYPES) as PersonalDataType[],
)

/** What becomes of personal data that a use does not need. */
export const DATA_MEASURES = ['pseudonymise', 'refuse', 'report'] as const

/** What special categories of data lead to. */
export const SPECIAL_MEASURES = ['report', 'hold', 'refuse'] as const

/**
 * Which personal data a use sends to its model: no more than the purpose needs (charter, engagement 3: the data that
 * goes in is controlled; GDPR art. 5(1)(c), data minimisation).
 */
export interface DataPolicy {
  /** Types that the purpose needs: they are sent as they are. */
  readonly allow: readonly PersonalDataType[]
  /**
   * What becomes of the other types, in every text of a request, whoever speaks in it:
   * - `pseudonymise`: placeholders are sent in their place, and the answer is restored before it is checked, so that
   *   checks, reviewers and the application read real texts. Instructions may
   *   tell the model to copy words such as PERSONNE_1 as they are; most do so by themselves.
   * - `refuse`: the call is refused.
   * - `report`: the call goes on as it is, with a finding in the journal and before whoever reviews it.
   *
   * A use that does not say it is reported in the journal alone: what a city has not decided changes no call and no
   * review, but it can be read which types were sent.
   */
  readonly otherwise: (typeof DATA_MEASURES)[number]
  /**
   * What passages on health, beliefs, origin and the like lead to, in requests and answers (GDPR art. 9 and 10).
   * Default `report`: many a request for help speaks of illness because it must.
   */
  readonly specialCategories: (typeof SPECIAL_MEASURES)[number]
}

/** A policy as it is declared and recorded, its defaults left out. */
export type DataPolicyDeclaration = { readonly [Field in keyof DataPolicy]?: DataPolicy[Field] }

/** A policy with its defaults. `note`: nothing was declared, so it is written down and nobody is troubled with it. */
export interface CompleteDataPolicy extends Omit<DataPolicy, 'otherwise'> {
  readonly otherwise: DataPolicy['otherwise'] | 'note'
}

/** The policy with its defaults; of a use that declares none, those alone. */
export function completeDataPolicy(declared: DataPolicyDeclaration = {}): CompleteDataPolicy {
  return {
    allow: declared.allow ?? [],
    otherwise: declared.otherwise ?? 'note',
    specialCategories: declared.specialCategories ?? 'report',
  }
}
