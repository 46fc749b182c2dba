import type { SpecialCategory } from '../checks/personal-data/special-categories.js'
import type { PersonalDataType } from '../checks/personal-data/types.js'

interface Sentence {
  readonly fr: string
  readonly en: string
}

const contains = (fr: string, en: string): Sentence => ({
  fr: `Le texte contient ${fr}.`,
  en: `The text contains ${en}.`,
})

/** What an agent reads when personal data is found, by type or special category. Fixed wording, no text of the call. */
export const personalDataMessages: Readonly<Record<PersonalDataType | SpecialCategory, Sentence>> =
  Object.freeze({
    person: contains('le nom d’une personne', 'a person’s name'),
    email: contains('une adresse électronique', 'an e-mail address'),
    phone: contains('un numéro de téléphone', 'a telephone number'),
    nir: contains('un numéro de sécurité sociale', 'a social security number'),
    iban: contains('des coordonnées bancaires (IBAN)', 'bank details (IBAN)'),
    address: contains('une adresse postale', 'a postal address'),
    'birth-date': contains('une date de naissance', 'a date of birth'),
    plate: contains('une plaque d’immatriculation', 'a vehicle registration plate'),
    ip: contains('une adresse IP', 'an IP address'),
    card: contains('un numéro de carte bancaire', 'a bank card number'),
    'fiscal-id': contains('un numéro fiscal', 'a tax number'),
    'id-document': contains('un numéro de pièce d’identité', 'the number of an identity document'),
    health: contains('une information sur la santé d’une personne', 'something about a person’s health'),
    religion: contains(
      'une information sur les convictions religieuses ou philosophiques d’une personne',
      'something about a person’s religious or philosophical beliefs',
    ),
    politics: contains(
      'une information sur les opinions politiques d’une personne',
      'something about a person’s political opinions',
    ),
    union: contains(
      'une information sur l’appartenance syndicale d’une personne',
      'something about a person’s trade union membership',
    ),
    'ethnic-origin': contains(
      'une information sur l’origine raciale ou ethnique d’une personne',
      'something about a person’s racial or ethnic origin',
    ),
    'sex-life': contains(
      'une information sur la vie ou l’orientation sexuelle d’une personne',
      'something about a person’s sex life or orientation',
    ),
    'genetic-biometric': contains(
      'une donnée génétique ou biométrique d’une personne',
      'a person’s genetic or biometric data',
    ),
    criminal: contains(
      'une information sur une condamnation ou une infraction',
      'something about a criminal conviction or offence',
    ),
  })
