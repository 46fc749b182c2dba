/**
 * When a rule between fields can be judged: as soon as the value is an object whose named fields have the right type,
 * even if other fields are wrong. For zod's `when`: without it, a rule is passed over once any field has a fault, and
 * its own fault only shows after that one was corrected.
 */
export function holds(
  types: Readonly<Record<string, 'string' | 'number'>>,
): (payload: { readonly value: unknown }) => boolean {
  return ({ value }) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(types).every(([name, type]) => typeof Reflect.get(value, name) === type)
}
