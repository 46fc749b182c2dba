// French overseas numbers are dialled from abroad with a country code of their own (ARCEP numbering plan).
const OVERSEAS: readonly (readonly [RegExp, string])[] = [
  [/^0(?:262|263|269|639|692|693|709)/, '+262'],
  [/^0(?:590|690|691)/, '+590'],
  [/^0(?:594|694)/, '+594'],
  [/^0(?:596|696|697)/, '+596'],
  [/^0508/, '+508'],
]

/**
 * The `tel:` address (RFC 3966) of a phone number as people write it: `05 56 00 00 00`, `+33 (0)5 56 00 00 00`, `39 39`.
 * Undefined when it is not one number that can be dialled; it is then shown without a link.
 */
export function phoneUri(text: string): string | undefined {
  const digits = text.replace(/\(0\)/g, '').replace(/[\s.()/\-\u2010-\u2015]/g, '')
  if (/^00[1-9]\d{6,14}$/.test(digits)) return `tel:+${digits.slice(2)}`
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return `tel:${digits}`
  if (/^0[1-9]\d{8}$/.test(digits)) {
    const code = OVERSEAS.find(([pattern]) => pattern.test(digits))?.[1] ?? '+33'
    return `tel:${code}${digits.slice(1)}`
  }
  // Short numbers (115, 3919, 118 712) exist inside the country only.
  return /^[1-9]\d{1,5}$/.test(digits) ? `tel:${digits}` : undefined
}
