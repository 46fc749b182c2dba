/** Amounts in euros that a text states, in the order it states them. */
export function amountsIn(text: string): readonly number[] {
  const pattern = /(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d{1,9})(?:,(\d{1,2}))?\s?(?:€|euros?\b|EUR\b)/giu
  return [...text.matchAll(pattern)].map(([, whole = '', cents = '0']) =>
    Number(`${whole.replace(/\D/g, '')}.${cents}`),
  )
}

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]

/** Dates that a text states (12/03/2026, 2026-03-12, 12 mars 2026), as YYYY-MM-DD; impossible ones are left out. */
export function datesIn(text: string): readonly string[] {
  const numeric = [...text.matchAll(/\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/g)].map((match) => ({
    at: match.index,
    date: isoDate(match[3], match[2], match[1]),
  }))
  const iso = [...text.matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g)].map((match) => ({
    at: match.index,
    date: isoDate(match[1], match[2], match[3]),
  }))
  const written = [
    ...text.matchAll(new RegExp(`\\b(\\d{1,2})(?:er)?\\s(${MONTHS.join('|')})\\s(\\d{4})\\b`, 'gi')),
  ].map((match) => ({
    at: match.index,
    date: isoDate(match[3], String(MONTHS.indexOf((match[2] ?? '').toLowerCase()) + 1), match[1]),
  }))
  return [...numeric, ...iso, ...written]
    .sort((one, other) => one.at - other.at)
    .flatMap(({ date }) => date ?? [])
}

function isoDate(year = '', month = '', day = ''): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}
