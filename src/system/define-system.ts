import { z } from 'zod'
import { ConfigInvalidError } from '../errors.js'
import type { JsonValue } from '../internal/canonical-json.js'
import { deepFreeze } from '../internal/deep-freeze.js'
import { faultsOf } from '../internal/faults.js'
import { completeOversight } from './oversight.js'
import { SYSTEM_MARK } from './system-mark.js'
import type { SystemRecord, UseRecord } from './system-record.js'
import { checkSystem } from './system-schema.js'
import { DEFAULT_THRESHOLDS } from './thresholds.js'
import type { UseDeclaration, UseOf } from './use.js'

/** A system as a developer writes it: its record, with its uses and their schemas. */
export interface SystemDeclaration<Uses extends Readonly<Record<string, UseDeclaration>>>
  extends Omit<SystemRecord, 'uses' | 'practices' | 'exceptions'> {
  readonly practices?: SystemRecord['practices']
  readonly exceptions?: SystemRecord['exceptions']
  readonly uses: Uses
}

/** A declared system: its record as data, and its uses as typed handles. */
export interface System<
  Uses extends Readonly<Record<string, UseDeclaration>> = Readonly<Record<string, UseDeclaration>>,
> {
  readonly id: string
  readonly record: SystemRecord
  readonly uses: { readonly [Id in keyof Uses]: UseOf<Uses[Id]> }
}

/**
 * Declares an AI system: checks its whole record (charter, engagements 1, 2, 5, 7, 8, 9, 10, 13, 14, 15) and returns
 * its uses as typed handles. Whether its purposes are allowed by a charter is checked by `createGuard`.
 *
 * @throws ConfigInvalidError listing every fault with path, reason and remedy.
 *
 * @example
 * const housing = defineSystem({ id: 'aide-logement', …, uses: {
 *   draft: { impact: 'significant', output: z.object({ … }), oversight: { role: 'instructeur' }, … },
 * } })
 * housing.uses.draft // SignificantUse<{ … }>
 */
export function defineSystem<const Uses extends Readonly<Record<string, UseDeclaration>>>(
  declaration: SystemDeclaration<Uses>,
): System<Uses> {
  const checked = checkSystem(declaration)
  if ('error' in checked) {
    const id = typeof declaration?.id === 'string' ? declaration.id : '?'
    throw new ConfigInvalidError(faultsOf(`system(${id})`, checked.error))
  }
  const { uses, ...rest } = checked.system
  const records: Record<string, UseRecord> = {}
  const handles: Record<string, unknown> = {}
  for (const [id, declared] of Object.entries(uses)) {
    const output = declared.output ?? z.string()
    const record = useRecord(
      id,
      declared,
      output,
      rest.data.map((data) => data.id),
    )
    records[id] = record
    handles[id] = Object.freeze({
      id,
      systemId: rest.id,
      impact: declared.impact,
      record,
      oversight: record.oversight,
      output,
    })
  }
  const record: SystemRecord = deepFreeze({ ...rest, uses: records })
  // The handles were built from the same keys as the declaration; the mapped type says which is which.
  const system = { id: record.id, record, uses: Object.freeze(handles) as System<Uses>['uses'] }
  // Not enumerable: a copy with another record is no declared system.
  return Object.freeze(Object.defineProperty(system, SYSTEM_MARK, { value: true }))
}

function useRecord(
  id: string,
  declared: UseDeclaration,
  output: z.ZodType,
  allData: readonly string[],
): UseRecord {
  return {
    id,
    action: declared.action,
    purpose: declared.purpose,
    ...(declared.procedure === undefined ? {} : { procedure: declared.procedure }),
    ...(declared.words === undefined ? {} : { words: declared.words }),
    impact: declared.impact,
    audience: declared.audience,
    data: declared.data ?? allData,
    onCheckFailure: declared.onCheckFailure ?? 'hold',
    thresholds: declared.thresholds ?? DEFAULT_THRESHOLDS,
    ...(declared.personalData === undefined ? {} : { personalData: declared.personalData }),
    ...(declared.retention === undefined ? {} : { retention: declared.retention }),
    ...(declared.impact === 'significant' || declared.sampleCheck === undefined
      ? {}
      : { sampleCheck: declared.sampleCheck }),
    oversight: completeOversight(
      declared.oversight ?? { role: 'agent', mode: 'on-request' },
      declared.impact,
    ),
    ...(declared.criteria === undefined ? {} : { criteria: declared.criteria }),
    outputSchema: jsonSchemaOf(output),
  }
}

/** A copy as plain JSON: what developers hang on a schema as metadata stays theirs. */
function jsonSchemaOf(output: z.ZodType): JsonValue {
  return JSON.parse(
    JSON.stringify(z.toJSONSchema(output, { io: 'input', unrepresentable: 'any' })),
  ) as JsonValue
}
