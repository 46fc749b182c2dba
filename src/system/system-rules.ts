/** What is wrong between the fields of a record, each of which may be right by itself. */
export interface RuleFault {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly remedy: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * The rules between a record's fields. Takes a record with faults: what has the wrong shape is somebody else's fault
 * to report, and leads to none here.
 */
export function faultsBetweenFields(system: unknown): readonly RuleFault[] {
  const record = fieldsOf(system)
  const uses = Object.entries(fieldsOf(record['uses'])).map(([id, use]) => ({ id, use: fieldsOf(use) }))
  return [
    ...experimentFaults(record),
    ...uses.flatMap(({ id, use }) => contactFaults(record, id, use)),
    ...uses.flatMap(({ id, use }) => dataFaults(record, id, use)),
    ...uses.flatMap(({ id, use }) => criteriaFaults(id, use)),
  ]
}

function experimentFaults({ stage, experiment }: Fields): RuleFault[] {
  if (stage !== 'experiment' || experiment !== undefined) return []
  return [
    {
      path: ['experiment'],
      message: 'an experiment has a start and an end (engagement 7)',
      remedy: 'Add `experiment: { startsOn, endsOn }`.',
    },
  ]
}

function contactFaults({ humanContact }: Fields, id: string, { audience }: Fields): RuleFault[] {
  if (audience !== 'citizens' || humanContact !== undefined) return []
  return [
    {
      path: ['uses', id, 'audience'],
      message: 'citizens need a human contact (engagement 10)',
      remedy: 'Add `humanContact` to the system.',
    },
  ]
}

function dataFaults(record: Fields, useId: string, use: Fields): RuleFault[] {
  if (!Array.isArray(record['data']) || !Array.isArray(use['data'])) return []
  const known = new Set(record['data'].map((data: unknown) => fieldsOf(data)['id']))
  return use['data'].flatMap((id: unknown, index): RuleFault[] =>
    typeof id !== 'string' || known.has(id)
      ? []
      : [
          {
            path: ['uses', useId, 'data', index],
            message: `"${id}" is not declared (engagement 3)`,
            remedy: 'Add it to the system’s `data` or remove it here.',
          },
        ],
  )
}

function criteriaFaults(useId: string, { criteria, oversight, impact }: Fields): RuleFault[] {
  if (!Array.isArray(criteria)) return []
  const ids = criteria.map((criterion: unknown) => fieldsOf(criterion)['id'])
  const path = ['uses', useId, 'criteria']
  const twice = ids.flatMap((id, index): RuleFault[] =>
    ids.indexOf(id) === index || typeof id !== 'string'
      ? []
      : [
          {
            path: [...path, index, 'id'],
            message: `"${id}" stands twice in the grid`,
            remedy: 'Give each criterion an id of its own.',
          },
        ],
  )
  const mode = fieldsOf(oversight)['mode'] ?? (oversight === undefined ? 'on-request' : 'decide-first')
  if (impact === 'significant' || mode === 'decide-first') return twice
  return [
    ...twice,
    {
      path,
      message: 'are asked with the first opinion, and this use asks for none',
      remedy: 'Set `oversight.mode` to "decide-first" or remove `criteria`.',
    },
  ]
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}
