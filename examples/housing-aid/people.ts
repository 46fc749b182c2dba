import { type LocalReviewers, localReviewers } from 'garde-fou'

/** Who may decide in this demonstration. A city takes them from its own directory. */
export const DEMO_PEOPLE = [
  {
    id: 'camille.martin',
    name: 'Camille Martin',
    title: 'agente instructrice',
    roles: ['instruction-logement'],
  },
  {
    id: 'alex.durand',
    name: 'Alex Durand',
    title: 'responsable',
    roles: ['responsable-logement', 'instruction-logement'],
  },
] as const

/** The demonstration's directory. Both people hold the training that the system asks for, for a year from now. */
export function demoPeople(now: Date): LocalReviewers {
  const validUntil = `${now.getFullYear() + 1}-${now.toISOString().slice(5, 7)}-01`
  return localReviewers(
    DEMO_PEOPLE.map(({ id, name, roles }) => ({
      id,
      name,
      roles: [...roles],
      training: [{ id: 'ia-aide-logement', validUntil }],
    })),
  )
}
