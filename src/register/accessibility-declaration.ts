import { z } from 'zod'
import type { Fault } from '../errors.js'
import { faultsOf } from '../internal/faults.js'
import { safeUrl } from '../internal/html.js'
import type { IsoDate } from '../system/system-record.js'

/**
 * How many of the criteria of RGAA 4.1 are met: all (`total`), at least half of them (`partial`), fewer, or nobody has
 * measured (`none`). Décret n° 2019-768, arrêté du 20 septembre 2019.
 */
export type Conformance = 'total' | 'partial' | 'none'

/** Who measured, when, and the share of the criteria that is met, in percent. */
export interface AccessibilityAudit {
  readonly on: IsoDate
  readonly by: string
  readonly rate: number
}

/** The declaration as shown on the pages themselves. */
export interface AccessibilityStatement {
  readonly conformance: Conformance
  readonly declaredOn: IsoDate
  /** Where somebody who cannot read or use a page writes: the law asks for an address or a form. */
  readonly contact: { readonly email: string } | { readonly url: string }
  /** Needed for `total` and `partial`, which nobody may claim unmeasured. */
  readonly audit?: AccessibilityAudit
  /** What people cannot use, a sentence each, in French. Needed when an audit found any. */
  readonly notAccessible?: readonly string[]
}

/**
 * What an administration declares of the accessibility of these pages, or where it has declared it. It is the city's to
 * say and never ours: without it, pages say « non conforme », as the rule has it.
 */
export type AccessibilityDeclaration =
  | AccessibilityStatement
  | { readonly conformance: Conformance; readonly url: string }

/** Half of the criteria: below, nothing is « partiellement conforme ». */
const HALF = 50
const ALL = 100

const schema = z
  .strictObject({
    conformance: z.enum(['total', 'partial', 'none']),
    url: z
      .string()
      .refine((url) => safeUrl(url) !== undefined, 'is neither an address nor a path of this site')
      .exactOptional(),
    declaredOn: z.iso.date().exactOptional(),
    contact: z
      .union([
        z.strictObject({ email: z.email() }),
        z.strictObject({ url: z.string().refine((url) => safeUrl(url) !== undefined) }),
      ])
      .exactOptional(),
    audit: z
      .strictObject({ on: z.iso.date(), by: z.string().min(1), rate: z.number().min(0).max(ALL) })
      .exactOptional(),
    notAccessible: z.array(z.string().min(1)).exactOptional(),
  })
  .superRefine((declared, context) => {
    for (const { path, reason, remedy } of disagreements(declared))
      context.addIssue({ code: 'custom', path: [path], message: reason, params: { remedy } })
  })

interface Declared {
  readonly conformance: Conformance
  readonly url?: string
  readonly declaredOn?: string
  readonly contact?: unknown
  readonly audit?: AccessibilityAudit
  readonly notAccessible?: readonly string[]
}

/** What is wrong with a declaration, as faults below `root`. */
export function accessibilityFaults(root: string, declaration: unknown): readonly Fault[] {
  if (declaration === undefined) return []
  const parsed = schema.safeParse(declaration)
  return parsed.success ? [] : faultsOf(root, parsed.error)
}

function disagreements(declared: Declared): readonly Fault[] {
  const { url, declaredOn, contact, audit, notAccessible } = declared
  if (url !== undefined)
    return Object.entries({ declaredOn, contact, audit, notAccessible })
      .filter(([, value]) => value !== undefined)
      .map(([path]) => ({
        path,
        reason: 'would be shown nowhere: the declaration is at the address of `url`',
        remedy: 'Leave out either this or url.',
      }))
  return [
    ...(declaredOn === undefined ? [missing('declaredOn', 'Give the day of the declaration.')] : []),
    ...(contact === undefined
      ? [missing('contact', 'Give { email } or { url }: where people write who cannot use a page.')]
      : []),
    ...rateFaults(declared),
    ...(audit !== undefined && declaredOn !== undefined && declaredOn < audit.on
      ? [
          {
            path: 'declaredOn',
            reason: 'is before the audit that it rests on',
            remedy: 'Correct one of the days.',
          },
        ]
      : []),
    ...(audit !== undefined && audit.rate < ALL && (notAccessible ?? []).length === 0
      ? [missing('notAccessible', 'Say what the audit found that people cannot use.')]
      : []),
  ]
}

function rateFaults({ conformance, audit }: Declared): readonly Fault[] {
  if (audit === undefined)
    return conformance === 'none'
      ? []
      : [missing('audit', 'Give { on, by, rate }, or declare none: what was not measured is not conforming.')]
  const measured: Conformance = audit.rate === ALL ? 'total' : audit.rate >= HALF ? 'partial' : 'none'
  if (measured === conformance) return []
  const reason = `is ${conformance}, and ${audit.rate} % of the criteria are met`
  return [{ path: 'conformance', reason, remedy: `Declare ${measured}.` }]
}

function missing(path: string, remedy: string): Fault {
  return { path, reason: 'is missing', remedy }
}
