import type { ConsolePaths } from '../console/paths.js'

/** Where the pages of the administration are. */
export interface AdministrationPaths {
  readonly systems: string
  readonly people: string
  readonly newPerson: string
  /** Decisions for studies of bias. */
  readonly exports: string
  system(id: string, action: 'suspendre' | 'reprendre'): string
  /** Where a system's mode is raised or lifted. */
  mode(id: string, action: 'relever' | 'lever'): string
  person(id: string): string
}

/** Addresses of the administration of a console. */
export function administrationPaths({
  administration,
}: Pick<ConsolePaths, 'administration'>): AdministrationPaths {
  const people = `${administration}/personnes`
  return {
    systems: administration,
    people,
    newPerson: `${people}/nouvelle`,
    exports: `${administration}/exports`,
    system: (id, action) => `${administration}/systemes/${encodeURIComponent(id)}/${action}`,
    mode: (id, action) => `${administration}/systemes/${encodeURIComponent(id)}/mode/${action}`,
    person: (id) => `${people}/fiche/${encodeURIComponent(id)}`,
  }
}
