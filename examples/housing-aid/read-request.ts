import { z } from 'zod'
import { type HousingRequest, PIECES } from './request.ts'

/** Something to correct in the form. */
export interface FieldFault {
  readonly field: string
  readonly message: string
}

/** A form read: a request, or everything that is wrong with it. */
export type ReadRequest =
  | { readonly ok: true; readonly request: HousingRequest }
  | { readonly ok: false; readonly faults: readonly FieldFault[] }

const line = (message: string, most = 100) =>
  z.string().trim().min(1, message).max(most, `Écrivez au plus ${most} caractères.`)

/** « 1 240,50 » as a number. */
const euros = (message: string, most = 100_000) =>
  z
    .string()
    .transform((text) => text.replace(/[\s€]/gu, '').replace(',', '.'))
    .pipe(z.string().regex(/^\d{1,7}(\.\d{1,2})?$/, message))
    .transform(Number)
    .pipe(z.number().max(most, `Indiquez un montant d’au plus ${most.toLocaleString('fr-FR')} €.`))

const whole = (message: string, least: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,2}$/, message)
    .transform(Number)
    .pipe(z.number().min(least, message))

const schema = z
  .object({
    firstName: line('Indiquez votre prénom.'),
    lastName: line('Indiquez votre nom.'),
    birthDate: z.iso.date('Indiquez votre date de naissance, par exemple 31/12/1980.'),
    email: z.email('Indiquez une adresse électronique complète, par exemple nom@exemple.fr.'),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[\d .]{10,20}$/, 'Indiquez un numéro de téléphone à dix chiffres.'),
    street: line('Indiquez votre adresse : numéro et rue.', 200),
    postcode: z
      .string()
      .trim()
      .regex(/^\d{5}$/, 'Indiquez un code postal à cinq chiffres.'),
    town: line('Indiquez votre commune.'),
    people: whole('Indiquez le nombre de personnes au foyer, vous compris.', 1),
    children: whole('Indiquez le nombre d’enfants, 0 s’il n’y en a pas.', 0),
    income: euros('Indiquez les ressources mensuelles du foyer, en euros.'),
    rent: euros('Indiquez le loyer mensuel, en euros.'),
    arrears: euros('Indiquez la dette de loyer en euros, 0 s’il n’y en a pas.'),
    requested: euros('Indiquez le montant demandé, en euros.', 5000),
    situation: z
      .string()
      .trim()
      .min(30, 'Décrivez votre situation en quelques phrases (30 caractères au moins).')
      .max(6000, 'Écrivez au plus 6 000 caractères.'),
  })
  .refine(({ people, children }) => children < people, {
    path: ['children'],
    message: 'Le foyer compte au moins un adulte : vérifiez le nombre d’enfants.',
  })

/** Reads the form of a request. Faults come in the order of the fields. */
export function readRequest(form: URLSearchParams, today: string): ReadRequest {
  const fields = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, (form.get(name) ?? '').replaceAll('\r\n', '\n')]),
  )
  const parsed = schema.safeParse(fields)
  const faults = parsed.success ? [] : firstPerField(parsed.error)
  if (parsed.success && parsed.data.birthDate >= today)
    faults.push({ field: 'birthDate', message: 'La date de naissance doit être passée.' })
  if (!parsed.success || faults.length > 0) return { ok: false, faults }
  const ticked = form.getAll('pieces')
  const pieces = PIECES.map(({ id }) => id).filter((id) => ticked.includes(id))
  return { ok: true, request: { ...parsed.data, pieces } }
}

function firstPerField(error: z.ZodError): FieldFault[] {
  const faults = new Map<string, string>()
  for (const { path, message } of error.issues) {
    const field = String(path[0])
    if (!faults.has(field)) faults.set(field, message)
  }
  return Object.keys(schema.shape).flatMap((field) => {
    const message = faults.get(field)
    return message === undefined ? [] : [{ field, message }]
  })
}
