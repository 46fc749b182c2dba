/** What one text of a request was, and what it becomes. */
export interface TextChange {
  readonly from: string
  readonly to: string
}

/** Changes by the path of the text, as `readValue` and the codecs name it. */
export type TextChanges = ReadonlyMap<string, TextChange>

/** A key that reads well behind a dot; the others are quoted. As in `readValue`. */
const PLAIN_KEY = /^[\p{L}\p{N}_$-]+$/u
/** Deeper than anything that can be read: what lies below was refused, or will be. */
const MAX_DEPTH = 250

/**
 * A value whose texts, keys and numbers are changed where `changes` says so; everything else is the same object. A
 * number that becomes a text loses the key that `readValue` put before it. Hidden properties stay.
 */
export function rewriteValue(value: unknown, root: string, changes: TextChanges): unknown {
  const visit = (node: unknown, place: Place, depth: number): unknown => {
    const { path, names } = place
    if (typeof node === 'string') return changes.get(path)?.from === node ? changes.get(path)?.to : node
    if (typeof node === 'number' || typeof node === 'boolean')
      return changedNumber(node, place, changes.get(path))
    if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) return node
    const below = { ...names, ...renamed(changes.get(`${path}{keys}`)) }
    if (Array.isArray(node)) {
      const items = node.map((item: unknown, index) =>
        visit(item, { path: `${path}[${index}]`, key: '', newKey: '', names: below }, depth + 1),
      )
      return items.every((item, index) => item === node[index]) ? node : items
    }
    return rebuilt(node, (name, child) => {
      const newName = (Object.hasOwn(below, name) ? below[name] : undefined) ?? name
      const at = { path: pathBelow(path, name), key: `${name} : `, newKey: `${newName} : `, names: below }
      return [newName, visit(child, at, depth + 1)]
    })
  }
  return visit(value, { path: root, key: '', newKey: '', names: {} }, 0)
}

interface Place {
  readonly path: string
  /** What stands before a number, to make sense of it. */
  readonly key: string
  /** The same once the key has its new name. */
  readonly newKey: string
  /** New names of keys, from the objects above. */
  readonly names: Readonly<Record<string, string>>
}

function pathBelow(path: string, name: string): string {
  if (!PLAIN_KEY.test(name)) return `${path}[${JSON.stringify(name)}]`
  return path === '' ? name : `${path}.${name}`
}

/** A number is read with its key before it, which may have a new name. */
function changedNumber(
  node: number | boolean,
  { key, newKey }: Pick<Place, 'key' | 'newKey'>,
  change: TextChange | undefined,
): unknown {
  if (change === undefined || change.from !== `${key}${node}`) return node
  const before = [newKey, key].find((start) => change.to.startsWith(start)) ?? ''
  const to = change.to.slice(before.length)
  return to === String(node) ? node : to
}

/** Keys are read as lines of one text, in their order. */
function renamed(change: TextChange | undefined): Readonly<Record<string, string>> {
  if (change === undefined) return {}
  const [from, to] = [change.from.split('\n'), change.to.split('\n')]
  if (from.length !== to.length) return {}
  return Object.fromEntries(from.map((name, index) => [name, to[index] ?? name]))
}

/** A value with every text and key passed through `rewrite`. What does not change stays the same object. */
export function mapTexts(value: unknown, rewrite: (text: string) => string): unknown {
  const visit = (node: unknown, depth: number): unknown => {
    if (typeof node === 'string') return rewrite(node)
    if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) return node
    if (Array.isArray(node)) {
      const items = node.map((item: unknown) => visit(item, depth + 1))
      return items.every((item, index) => item === node[index]) ? node : items
    }
    return rebuilt(node, (name, child) => [rewrite(name), visit(child, depth + 1)])
  }
  return visit(value, 0)
}

function rebuilt(
  node: object,
  change: (name: string, child: unknown) => readonly [name: string, child: unknown],
): object {
  const before = Object.entries(node)
  const after = before.map(([name, child]) => change(name, child))
  if (after.every(([name, child], index) => name === before[index]?.[0] && child === before[index]?.[1]))
    return node
  // `fromEntries` defines what it is given: a key named `__proto__` stays a key.
  const copy = Object.fromEntries(after)
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(node)))
    if (!descriptor.enumerable && 'value' in descriptor) Object.defineProperty(copy, name, descriptor)
  return copy
}
