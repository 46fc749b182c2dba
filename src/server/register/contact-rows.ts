import type { SystemSheet } from '../../register/system-sheet.js'
import type { TermKey } from './parts/part.js'

/** How a person reaches a person, line by line; nothing where the system addresses nobody outside. */
export function contactRows({
  contact,
}: Pick<SystemSheet, 'contact'>): readonly { readonly key: TermKey; readonly text: string }[] {
  const rows: readonly (readonly [TermKey, string | null | undefined])[] = [
    ['register.contact.service', contact?.service],
    ['register.contact.phone', contact?.phone],
    ['register.contact.desk', contact?.desk],
    ['register.contact.address', contact?.address],
    ['register.contact.email', contact?.email],
    ['register.contact.hours', contact?.hours],
    ['register.contact.deaf', contact?.deafAccess],
  ]
  return rows.flatMap(([key, text]) => (text === null || text === undefined ? [] : [{ key, text }]))
}
