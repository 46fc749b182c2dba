/** Bank cards: ISO/IEC 7812-1, annex B (the Luhn sum). */
export function hasLuhnKey(digits: string): boolean {
  let sum = 0
  for (let at = digits.length - 1, double = false; at >= 0; at--, double = !double) {
    const digit = digits.charCodeAt(at) - 48
    const value = double ? digit * 2 : digit
    sum += value > 9 ? value - 9 : value
  }
  return digits.length > 0 && sum % 10 === 0
}

/**
 * NIR (French social security number, décret n° 82-103): 15 characters, the last two being 97 − n mod 97. Corsica's 2A
 * and 2B count as 19 and 18.
 */
export function hasNirKey(symbols: string): boolean {
  if (!/^\d{5}(?:\d{2}|2[AB])\d{8}$/.test(symbols)) return false
  const digits = symbols.replace('2A', '19').replace('2B', '18')
  return 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13))
}

/** What a NIR's parts may be: sex, month of birth (with the civil registry's makeshift values), place. */
export function isPlausibleNir(symbols: string): boolean {
  const month = Number(symbols.slice(3, 5))
  const place = symbols.slice(5, 7)
  const monthIsRight = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50
  const placeIsRight = place !== '00' && place !== '96' && (/^2[AB]$/.test(place) || /^\d\d$/.test(place))
  return /^[123478]/.test(symbols) && monthIsRight && placeIsRight
}

/** French tax number (SPI): 13 digits, the first 0 to 3, the last three being the first ten mod 511. */
export function hasFiscalKey(digits: string): boolean {
  return /^[0-3]\d{12}$/.test(digits) && Number(digits.slice(0, 10)) % 511 === Number(digits.slice(10))
}

/** IBAN (ISO 13616): the country's length, and the number mod 97 is 1. Upper case, no spaces. */
export function hasIbanKey(iban: string): boolean {
  if (IBAN_LENGTHS.get(iban.slice(0, 2)) !== iban.length) return false
  let rest = 0
  for (let at = 0; at < iban.length; at++) {
    const unit = iban.charCodeAt((at + 4) % iban.length)
    const value = unit <= 57 ? unit - 48 : unit - 55
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97
  }
  return rest === 1
}

/** Length of an IBAN by country (SWIFT's IBAN registry). */
export const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
    'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
    'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** Length of a card number by issuer (prefixes of ISO/IEC 7812 issuers). */
export function isCardLength(digits: string): boolean {
  const two = Number(digits.slice(0, 2))
  const four = Number(digits.slice(0, 4))
  switch (digits.length) {
    case 13:
      return digits.startsWith('4')
    case 14:
      return two === 36 || two === 38 || two === 39 || (four >= 3000 && four <= 3059)
    case 15:
      return two === 34 || two === 37
    case 16:
      return (
        digits.startsWith('4') ||
        (two >= 50 && two <= 69) ||
        (four >= 2221 && four <= 2720) ||
        (four >= 3528 && four <= 3589)
      )
    case 17:
    case 18:
    case 19:
      return digits.startsWith('4') || two === 50 || (two >= 56 && two <= 69)
    default:
      return false
  }
}
