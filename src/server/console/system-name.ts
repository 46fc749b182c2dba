import type { Visit } from './visit.js'

/** A system's public name, or its id when it is gone. */
export function systemName({ guard }: Pick<Visit, 'guard'>, id: string): string {
  return guard.systems.find((system) => system.id === id)?.record.name ?? id
}
