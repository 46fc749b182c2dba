/**
 * Freezes plain data all the way down, so that who holds it cannot change what was checked. Returns the same object.
 * For data without cycles.
 */
export function deepFreeze<Data>(data: Data): Data {
  if (typeof data !== 'object' || data === null) return data
  for (const member of Object.values(data)) deepFreeze(member)
  return Object.freeze(data)
}
