import { detectPersonalData, type PersonalDataType } from 'garde-fou/personal-data'
import * as ibans from 'ibantools'
import * as phoneNumbers from 'libphonenumber-js'
import { describe, expect, test } from 'vitest'

const found = (text: string, type?: PersonalDataType): string[] =>
  detectPersonalData(text)
    .filter((span) => type === undefined || span.type === type)
    .map((span) => text.slice(span.start, span.end))

const CASES: readonly (readonly [PersonalDataType, string, readonly string[]])[] = [
  ['email', 'Écrire à jean.dupont+ville@mairie.example.fr, merci.', ['jean.dupont+ville@mairie.example.fr']],
  ['email', 'contact : zoe.renard(at)example.org', ['zoe.renard(at)example.org']],
  ['email', 'c’est zoe point renard arobase example point fr', ['zoe point renard arobase example point fr']],
  [
    'phone',
    'Joindre le 06 39 98 14 02 ou le +33 (0)5 36 49 00 12.',
    ['06 39 98 14 02', '+33 (0)5 36 49 00 12'],
  ],
  [
    'phone',
    'tel 0639985501 / 06.39.98.55.02 / 06-39-98-55-03',
    ['0639985501', '06.39.98.55.02', '06-39-98-55-03'],
  ],
  ['phone', 'mon num : O6 39 98 l2 77', ['O6 39 98 l2 77']],
  ['phone', 'Call me on 07700 900 412 or +44 7700 900413.', ['07700 900 412', '+44 7700 900413']],
  ['nir', 'NIR 2 41 03 40 077 007 71 et 283062A04181564', ['2 41 03 40 077 007 71', '283062A04181564']],
  ['iban', 'IBAN fr76 1751 5045 0792 3827 1598 304 (RIB joint)', ['fr76 1751 5045 0792 3827 1598 304']],
  ['iban', 'DE89370400440532013000', ['DE89370400440532013000']],
  [
    'address',
    'Elle habite 27 bis rue des Ayres, appt 3, 33000 Bordeaux.',
    ['27 bis rue des Ayres, appt 3, 33000 Bordeaux'],
  ],
  ['address', '5 ter impasse Lafontaine\n33150 Cenon', ['5 ter impasse Lafontaine\n33150 Cenon']],
  ['address', 'je suis du 4 rue montfaucon 33800 bordeaux', ['4 rue montfaucon 33800 bordeaux']],
  [
    'address',
    'Livrer résidence Les Aubiers, bât. D, 33300 Bordeaux',
    ['résidence Les Aubiers, bât. D, 33300 Bordeaux'],
  ],
  ['address', 'Send it to 221 Harbourside Way, Bristol BS1 5TY.', ['221 Harbourside Way, Bristol BS1 5TY']],
  ['birth-date', 'née le 19/02/1987, vue le 12/03/2024', ['19/02/1987']],
  ['birth-date', 'Bénéficiaire né le 1er janvier 1961 à Oran', ['1er janvier 1961']],
  ['birth-date', 'nom;prenom;date_naissance\nOzdemir;Elif;2017-08-30', ['2017-08-30']],
  ['plate', 'plaque FK-482-ZR, avant 4821 LW 33', ['FK-482-ZR', '4821 LW 33']],
  ['plate', 'FPS annulés : EB 447 RS, FN-220-GA, CX.905.TT', ['EB 447 RS', 'FN-220-GA', 'CX.905.TT']],
  ['plate', 'ya la ez 662 pn garé devan chez moi, et gb417xr', ['ez 662 pn', 'gb417xr']],
  ['plate', 'Plaque lue 4821 VX 33 ; 917 BWA 2A / cyclomoteur', ['4821 VX 33', '917 BWA 2A']],
  ['plate', 'plaque FM-7O4-KD mal lue, voiture AX 71 8 BV', ['FM-7O4-KD', 'AX 71 8 BV']],
  ['plate', 'mon scooter DK-204-R, véhicule 148 CMD 2', ['DK-204-R', '148 CMD 2']],
  [
    'plate',
    'voiture HH-TR 2207, camion CB 4418 AT, van KN 14 FHG',
    ['HH-TR 2207', 'CB 4418 AT', 'KN 14 FHG'],
  ],
  ['ip', 'ping 192.0.2.81 puis 2001:db8:4f:12::9a', ['192.0.2.81', '2001:db8:4f:12::9a']],
  ['card', 'Visa 4111 1111 1111 1111, Amex 378282246310005', ['4111 1111 1111 1111', '378282246310005']],
  ['fiscal-id', 'numéro fiscal 07 35 961 600 493', ['07 35 961 600 493']],
  ['id-document', 'CNI 110433201187, passeport 13AT55821', ['110433201187', '13AT55821']],
  ['id-document', 'g perdu ma carte 190333204478 hier', ['190333204478']],
  ['id-document', 'Pièce produite : T7X2C90L1 ; permis de conduire 13AA00002', ['T7X2C90L1', '13AA00002']],
  ['id-document', '{"typePiece":"CNI","numero":"F5T0Q97K3"}', ['F5T0Q97K3']],
  ['id-document', 'Her residence permit, 9902286104, is expired', ['9902286104']],
  ['id-document', 'ID card: 591-4471802-66 (Belgium)', ['591-4471802-66']],
  ['birth-date', 'nom;naissance\nLô;19590702', ['19590702']],
  ['birth-date', 'né le 3.X.1980', ['3.X.1980']],
  ['birth-date', 'born on the 5th day of April 1993', ['5th day of April 1993']],
  ['address', 'Venez au 4 rue du Fil. On y entre par la cour.', ['4 rue du Fil']],
  ['person', 'Bonjour Mme Etcheverry, merci. Mamadou Lamine Sarr', ['Etcheverry', 'Mamadou Lamine Sarr']],
  ['person', '{"nom":"Marquès","prenom":"Núria"}', ['Marquès', 'Núria']],
]

describe('what is found', () => {
  test.each(CASES)('%s in « %s »', (type, text, values) => expect(found(text, type)).toEqual(values))
})

const LOOK_ALIKES = [
  'SIRET 213 300 635 00017, TVA FR 32 213300635, RNA W332014587',
  'FR76 1990 6012 3400 0456 7890 139 est rejeté : clé fausse',
  'Carte 4111 1111 1111 1112 refusée',
  'NIR 1 85 05 33 063 123 99 : clé incohérente',
  'Le dossier 0712345678439 est clos',
  'firmware 4.18.2.7, adresse MAC 00:1B:44:11:3A:B7, ISBN 978-2-07-036822-8',
  'Réunion du 12/05/2024 à 10:30:45, délibération 2024/207',
  'Bon de commande : 12 potelets réf. PL-450-BC, réf. AB-482-CD du catalogue',
  'La rue Jean-Jaurès et la place Pey-Berland sont piétonnes.',
  'Départ 8 h 50 place du Prado, lot 3, parcelle KD 112.',
  'Les horaires : 10-18, 10.00-18.00, tarif 3,60 €.',
  'Le survol d’un lotissement par un drone, une place du marché libre.',
  'Carte de lecteur 210033201187, parcelle HE-217-KD, moto BMW R 1200 GS, il va de 120 km à st 112 av.',
  'Commande de 19870314 unités ; numéro 56007-0188.',
  'Veolia, Keolis et Eiffage répondent ; l’école Pasteur est fermée.',
  'Appelez le 17, le 18 ou le 112.',
]

describe('what is left alone', () => {
  test.each(LOOK_ALIKES)('%s', (text) => expect(found(text)).toEqual([]))
})

describe('offsets', () => {
  test('are those of the text as given: accents taken apart, no-break spaces, emoji before', () => {
    const name = 'Hélène Béguin'.normalize('NFD')
    const text = `🙂🙂 Mme ${name}, 06\u202f39\u00a098 14 02`
    expect(found(text, 'person')).toEqual([name])
    expect(found(text, 'phone')).toEqual(['06\u202f39\u00a098 14 02'])
  })

  test('numbers keep what a scanner or a page put inside', () => {
    expect(found('tél. 06\u200b 39 98\u00ad 14 02', 'phone')).toHaveLength(1)
  })
})

describe('options', () => {
  test('only the types that are asked for are answered', () => {
    const text = 'Mme Etcheverry, 06 39 98 14 02'
    expect(detectPersonalData(text, { types: ['phone'] }).map(({ type }) => type)).toEqual(['phone'])
  })

  test('a higher least score leaves the doubtful ones out', () => {
    expect(detectPersonalData('Mme Etcheverry', { minScore: 1 })).toEqual([])
  })

  test('ibantools has the last word when it is given', () => {
    const text = 'GB29 NWBK 6016 1331 9268 19'
    expect(detectPersonalData(text, { ibans }).map(({ type }) => type)).toEqual(['iban'])
    expect(detectPersonalData(text, { ibans: { isValidIBAN: () => false } })).toEqual([])
  })

  test('libphonenumber-js adds foreign numbers when it is given', () => {
    const text = 'Numéro de Roma : +39 06 698 12345 (bureau)'
    expect(detectPersonalData(text, { phoneNumbers, types: ['phone'] })).toHaveLength(1)
    const own = { findPhoneNumbersInText: () => [{ startsAt: 0, endsAt: 12 }] }
    expect(detectPersonalData('212-555-0142', { types: ['phone'] })).toEqual([])
    expect(detectPersonalData('212-555-0142', { phoneNumbers: own })).toEqual([
      expect.objectContaining({ type: 'phone', start: 0, end: 12 }),
    ])
  })
})
