import { z } from 'zod'
import type { LocalizedText } from '../checks/finding.js'
import { ConfigInvalidError, type Fault } from '../errors.js'
import { deepFreeze } from '../internal/deep-freeze.js'
import { faultsOf } from '../internal/faults.js'
import { holds } from '../internal/holds.js'

/** The kinds of use that checks know how to recognise. A charter says which of them it prohibits, and how firmly. */
export const PROHIBITED_KINDS = [
  'biometric',
  'social-scoring',
  'individual-surveillance',
  'automated-decision',
] as const

/** One of {@link PROHIBITED_KINDS}. */
export type ProhibitedKind = (typeof PROHIBITED_KINDS)[number]

/** A use that the charter rules out. */
export interface Prohibition {
  /** Stable id; a clause is written `prohibition:<id>`. */
  readonly id: string
  /** What checks look for. */
  readonly kind: ProhibitedKind
  readonly title: LocalizedText
  /** The charter's own words. */
  readonly quote: string
  /** `legal-text`: only a named legal text lifts it, for a named time. `none`: nothing lifts it. */
  readonly exit: 'none' | 'legal-text'
}

/** A promise that the charter makes, with its number: a clause is written `engagement:<number>`. */
export interface Engagement {
  readonly number: number
  /** The principle it belongs to. */
  readonly principle: number
  readonly title: LocalizedText
  /** How this package keeps it: refuses (`enforced`), records the proof (`evidenced`), or leaves it to people (`organisational`). */
  readonly means: 'enforced' | 'evidenced' | 'organisational'
}

/** One of the charter's principles. */
export interface Principle {
  readonly number: number
  readonly title: LocalizedText
}

/** A city's AI charter, as data. */
export interface Charter {
  readonly id: string
  /** Changes whenever the text does: decisions are bound to it. */
  readonly version: string
  readonly title: LocalizedText
  /** The authority that adopted it, as written in notices. */
  readonly authority: string
  readonly prohibitions: readonly Prohibition[]
  readonly principles: readonly Principle[]
  readonly engagements: readonly Engagement[]
}

const localizedText: z.ZodType<LocalizedText> = z.strictObject({
  fr: z.string().min(1),
  en: z.string().min(1),
})
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')

const charterSchema: z.ZodType<Charter> = z
  .strictObject({
    id: slug,
    version: z.string().min(1),
    title: localizedText,
    authority: z.string().min(1),
    prohibitions: z.array(
      z.strictObject({
        id: slug,
        kind: z.enum(PROHIBITED_KINDS),
        title: localizedText,
        quote: z.string().min(1),
        exit: z.enum(['none', 'legal-text']),
      }),
    ),
    principles: z.array(z.strictObject({ number: z.int().positive(), title: localizedText })),
    engagements: z.array(
      z.strictObject({
        number: z.int().positive(),
        principle: z.int().positive(),
        title: localizedText,
        means: z.enum(['enforced', 'evidenced', 'organisational']),
      }),
    ),
  })
  .superRefine(
    (charter, context) => {
      for (const { path, message } of faultsBetweenClauses(charter))
        context.addIssue({ code: 'custom', path, message })
    },
    { when: holds({}) },
  )

interface ClauseFault {
  readonly path: (string | number)[]
  readonly message: string
}

/** Rules between clauses. Takes a charter with faults: what has the wrong shape is reported by the schema, not here. */
function faultsBetweenClauses(charter: object): readonly ClauseFault[] {
  const engagements = membersOf(charter, 'engagements', 'number')
  const principles = new Set(membersOf(charter, 'principles', 'number'))
  const unknown = membersOf(charter, 'engagements', 'principle').flatMap((principle, index): ClauseFault[] =>
    typeof principle !== 'number' || principles.has(principle)
      ? []
      : [
          {
            path: ['engagements', index, 'principle'],
            message: `principle ${principle} is not declared`,
          },
        ],
  )
  return [
    ...repeated('prohibitions', membersOf(charter, 'prohibitions', 'id')),
    ...repeated('engagements', engagements),
    ...unknown,
  ]
}

function repeated(list: string, keys: readonly unknown[]): ClauseFault[] {
  return keys.flatMap((key, index): ClauseFault[] =>
    key === undefined || keys.indexOf(key) === index
      ? []
      : [{ path: [list, index], message: `"${String(key)}" is declared twice` }],
  )
}

/** One member of every item of a list; undefined where there is none. */
function membersOf(charter: object, list: keyof Charter, member: string): readonly unknown[] {
  const items: unknown = Reflect.get(charter, list)
  if (!Array.isArray(items)) return []
  return items.map((item: unknown) =>
    typeof item === 'object' && item !== null ? Reflect.get(item, member) : undefined,
  )
}

/**
 * Checks a city's charter and freezes it, all the way down: nothing that runs later can take a prohibition away.
 *
 * @throws ConfigInvalidError listing every fault.
 */
export function defineCharter(charter: Charter): Charter {
  const parsed = charterSchema.safeParse(charter)
  if (!parsed.success) throw new ConfigInvalidError(faultsOf('charter', parsed.error))
  return deepFreeze(parsed.data)
}

/** What is wrong with a charter; nothing when it can be used. */
export function checkCharter(charter: Charter): readonly Fault[] {
  const parsed = charterSchema.safeParse(charter)
  return parsed.success ? [] : faultsOf('charter', parsed.error)
}

/** The prohibition of this kind in a charter, if it has one. */
export function prohibitionOf(charter: Charter, kind: ProhibitedKind): Prohibition | undefined {
  return charter.prohibitions.find((prohibition) => prohibition.kind === kind)
}
