/** One group of service and voice in five is held out, by its name, so that a rerun holds out the same. */
export function isHeldOut(line: { readonly service?: string; readonly voice?: string }): boolean {
  let hash = 7
  for (const character of `${line.service} ${line.voice}`)
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 100_003
  return hash % 5 === 0
}
