import { valueIndex } from './same-value.js'
import { type PlaceholderTable, type PlaceholderType, placeholderName, type WrittenForm } from './table.js'

/** Gives placeholders to values, the same to the same. */
export interface Issuer {
  nameFor(type: PlaceholderType, form: WrittenForm): string
  /** All that was known before and all that was issued since. */
  table(): PlaceholderTable
  /** What this issuer was asked for. */
  sent(): PlaceholderTable
}

/** The key under which numbers that may not be issued are listed. */
export function numberKey(type: PlaceholderType, number: number): string {
  return `${type} ${number}`
}

/** Goes on from a table. Numbers in `reserved` stand in the texts already and mean something else. */
export function issuerFrom(before: PlaceholderTable, reserved: ReadonlySet<string>): Issuer {
  const names = new Map<string, { readonly name: string; readonly entry: string }>()
  const entries = new Map<
    string,
    { readonly type: PlaceholderType; readonly number: number; forms: WrittenForm[] }
  >()
  const index = valueIndex()
  const lastFree = new Map<PlaceholderType, number>()
  const asked = new Set<string>()
  let grown = false

  const learn = (key: string, type: PlaceholderType, form: WrittenForm): void => {
    const entry = entries.get(key)
    if (entry === undefined) return
    const name = placeholderName(type, entry.number, entry.forms.length)
    entry.forms.push(form)
    names.set(formKey(type, form), { name, entry: key })
    index.add(key, type, form.text)
  }
  const open = (type: PlaceholderType, number: number): string => {
    const key = numberKey(type, number)
    entries.set(key, { type, number, forms: [] })
    return key
  }
  for (const { type, number, forms } of before.entries) {
    const key = open(type, number)
    for (const form of forms) learn(key, type, form)
  }
  const free = (type: PlaceholderType): number => {
    let number = (lastFree.get(type) ?? 0) + 1
    while (entries.has(numberKey(type, number)) || reserved.has(numberKey(type, number))) number++
    lastFree.set(type, number)
    return number
  }

  return {
    nameFor(type, form) {
      const key = formKey(type, form)
      if (!names.has(key)) {
        learn(index.entryOf(type, form.text) ?? open(type, free(type)), type, form)
        grown = true
      }
      const issued = names.get(key)
      if (issued === undefined) throw new Error('A placeholder that was just issued is not there.')
      asked.add(issued.entry)
      return issued.name
    },
    table: () => (grown ? { entries: [...entries.values()] } : before),
    sent: () => ({ entries: [...entries].filter(([key]) => asked.has(key)).map(([, entry]) => entry) }),
  }
}

function formKey(type: PlaceholderType, { text, json }: WrittenForm): string {
  return JSON.stringify([type, text, json ?? null])
}
