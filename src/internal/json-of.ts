/** What a text of JSON says; undefined for a text that is none, which no schema takes. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
