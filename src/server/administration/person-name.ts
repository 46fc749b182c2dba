import type { Say } from '../console/visit.js'
import { visibleString } from '../visible-text.js'

/** What somebody is called, or that the directory knows them no more. */
export function nameIn(names: ReadonlyMap<string, string>, id: string, say: Say): string {
  const name = names.get(id)
  return name === undefined ? say('admin.state.somebody') : visibleString(name)
}
