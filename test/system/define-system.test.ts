import { ConfigInvalidError, defineSystem, type Fault, type UseDeclaration } from 'garde-fou'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DISCLOSURE } from '../register/disclosed.js'
import { housing, housingRecord } from '../support/housing.js'

const summary = { impact: 'information', action: 'résume', purpose: 'Résumer.', audience: 'agents' } as const

function faultsOf(change: Record<string, unknown>): readonly Fault[] {
  try {
    // Hostile or untyped callers pass anything: the checks must hold without the compiler.
    const declared = Object.entries({ ...housingRecord, uses: { summary }, ...change }).filter(
      ([, value]) => value !== undefined,
    )
    defineSystem(Object.fromEntries(declared) as never)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigInvalidError)
    return (error as ConfigInvalidError).faults
  }
  return []
}

describe('defineSystem', () => {
  it('gives each use a handle with its defaults filled in', () => {
    expect(housing.uses.draft).toMatchObject({
      id: 'draft',
      systemId: 'aide-logement',
      impact: 'significant',
      oversight: {
        role: 'instructeur',
        mode: 'decide-first',
        quorum: { agree: 1, of: 1 },
        escalationRole: 'supervisor',
        leaseMinutes: 30,
        motiveMinLength: 20,
      },
      record: { onCheckFailure: 'hold', data: ['demande'], thresholds: { review: 0.5, block: 0.85 } },
    })
    expect(housing.record.uses['draft']?.outputSchema).toMatchObject({
      type: 'object',
      required: ['proposal', 'amount', 'letter'],
    })
  })

  it('takes what a city discloses besides, and nothing that is no address, too long or before its time', () => {
    expect(faultsOf({ disclosure: DISCLOSURE })).toEqual([])
    const paths = faultsOf({
      data: [{ ...housingRecord.data[0], url: 'javascript:alert(1)' }],
      disclosure: {
        summary: 'x'.repeat(151),
        theme: 'poubelles',
        sourceCodeUrl: 'javascript:alert(1)',
        legalBasis: [],
        inUseSince: '2026-05-04',
        endedOn: '2026-05-03',
        decisionsPerYear: -1,
        inconnu: 1,
      },
    }).map(({ path }) => path.replace('system(aide-logement).', ''))
    expect(paths).toEqual(
      expect.arrayContaining([
        'data[0].url',
        'disclosure.summary',
        'disclosure.theme',
        'disclosure.sourceCodeUrl',
        'disclosure.legalBasis',
        'disclosure.decisionsPerYear',
      ]),
    )
    expect(faultsOf({ disclosure: { inUseSince: '2026-05-04', endedOn: '2026-05-03' } })).toHaveLength(1)
  })

  it('lets only information be looked at in part: on a significant use somebody decides each time', () => {
    const sampleCheck = { by: 'le service relation usagers', percent: 5 }
    expect(faultsOf({ uses: { summary: { ...summary, sampleCheck } } })).toEqual([])
    expect(
      faultsOf({ uses: { summary: { ...summary, sampleCheck: { by: 'x', percent: 100 } } } }),
    ).toHaveLength(1)
    const draft = {
      ...summary,
      impact: 'significant',
      output: z.string(),
      oversight: { role: 'a' },
      sampleCheck,
    }
    expect(faultsOf({ uses: { draft } })).toHaveLength(1)
  })

  it('draws five cases of a hundred for a second opinion where rights are at stake, unless something else is said', () => {
    const percentOf = (oversight: object, impact: 'significant' | 'information'): number | undefined => {
      const one = {
        ...summary,
        impact,
        output: z.string(),
        oversight: { role: 'a', ...oversight },
      } as UseDeclaration
      return defineSystem({ ...housingRecord, uses: { one } }).record.uses['one']?.oversight
        .secondOpinionPercent
    }
    expect(percentOf({}, 'significant')).toBe(5)
    expect(percentOf({ quorum: { agree: 1, of: 1 } }, 'significant')).toBe(5)
    expect(percentOf({ secondOpinionPercent: 12.5 }, 'significant')).toBe(12.5)
    for (const several of [{ secondOpinionPercent: 0 }, { quorum: { agree: 2, of: 2 } }])
      expect(percentOf(several, 'significant')).toBeUndefined()
    expect(percentOf({}, 'information')).toBeUndefined()
    expect(percentOf({ secondOpinionPercent: 1 }, 'information')).toBe(1)
  })

  it('lists every fault at once, each with where, what and what to do', () => {
    const faults = faultsOf({
      name: ' ',
      stage: 'beta',
      valueReviewOn: '30/06/2027',
      limits: [],
      modele: {},
      training: undefined,
    })
    expect(faults.map((fault) => fault.path)).toEqual(
      expect.arrayContaining([
        'system(aide-logement).name',
        'system(aide-logement).stage',
        'system(aide-logement).valueReviewOn',
        'system(aide-logement).limits',
        'system(aide-logement).training',
        'system(aide-logement)',
      ]),
    )
    for (const fault of faults) {
      expect(fault.reason).not.toBe('')
      expect(fault.remedy).not.toBe('')
    }
  })

  it.each([
    [
      'a citizen-facing use without a human contact (engagement 10)',
      { humanContact: undefined, uses: { summary: { ...summary, audience: 'citizens' } } },
      /uses\.summary\.audience$/,
    ],
    [
      'a human contact with one channel',
      { humanContact: { service: 'Accueil', phone: '05', hours: '9 h' } },
      /humanContact$/,
    ],
    [
      'a human contact that is digital only',
      { humanContact: { service: 'Accueil', email: 'a@example.org', hours: '9 h' } },
      /humanContact$/,
    ],
    ['an experiment without dates (engagement 7)', { stage: 'experiment' }, /experiment$/],
    [
      'an experiment that ends before it starts',
      { stage: 'experiment', experiment: { startsOn: '2026-02-01', endsOn: '2026-01-01' } },
      /experiment\.endsOn$/,
    ],
    [
      'data that are not declared (engagement 3)',
      { uses: { summary: { ...summary, data: ['casier'] } } },
      /uses\.summary\.data\[0\]$/,
    ],
    [
      'a significant use without a schema',
      { uses: { draft: { ...summary, impact: 'significant', oversight: { role: 'a' } } } },
      /uses\.draft\.output$/,
    ],
    [
      'a significant use whose suggestion is shown at once',
      {
        uses: {
          draft: {
            ...summary,
            impact: 'significant',
            output: z.string(),
            oversight: { role: 'a', mode: 'shown' },
          },
        },
      },
      /uses\.draft\.oversight\.mode$/,
    ],
    [
      'criteria of a use that asks for no first opinion',
      {
        uses: {
          summary: {
            ...summary,
            criteria: [{ id: 'a', fr: 'A' }],
            oversight: { role: 'a', mode: 'on-request' },
          },
        },
      },
      /uses\.summary\.criteria$/,
    ],
    [
      'criteria of a use without oversight of its own',
      { uses: { summary: { ...summary, criteria: [{ id: 'a', fr: 'A' }] } } },
      /uses\.summary\.criteria$/,
    ],
    [
      'a criterion that stands twice',
      {
        uses: {
          summary: {
            ...summary,
            criteria: [
              { id: 'a', fr: 'A' },
              { id: 'a', fr: 'B' },
            ],
            oversight: { role: 'a', mode: 'decide-first' },
          },
        },
      },
      /uses\.summary\.criteria\[1\]\.id$/,
    ],
    [
      'a grid without a line',
      { uses: { summary: { ...summary, criteria: [], oversight: { role: 'a' } } } },
      /uses\.summary\.criteria$/,
    ],
    [
      'a quorum that nobody can reach',
      { uses: { summary: { ...summary, oversight: { role: 'a', quorum: { agree: 3, of: 2 } } } } },
      /oversight\.quorum$/,
    ],
    [
      'a draw where several people decide anyway',
      {
        uses: {
          summary: {
            ...summary,
            oversight: { role: 'a', quorum: { agree: 2, of: 2 }, secondOpinionPercent: 5 },
          },
        },
      },
      /oversight\.secondOpinionPercent$/,
    ],
    [
      'a draw of more cases than there are',
      { uses: { summary: { ...summary, oversight: { role: 'a', secondOpinionPercent: 101 } } } },
      /oversight\.secondOpinionPercent$/,
    ],
    [
      'a decision that expires before it is due',
      { uses: { summary: { ...summary, oversight: { role: 'a', dueInHours: 10, expiresInHours: 5 } } } },
      /expiresInHours$/,
    ],
    [
      'no motive',
      { uses: { summary: { ...summary, oversight: { role: 'a', motiveMinLength: 0 } } } },
      /motiveMinLength$/,
    ],
    [
      'thresholds the wrong way round',
      { uses: { summary: { ...summary, thresholds: { review: 0.9, block: 0.5 } } } },
      /thresholds$/,
    ],
    ['no use at all', { uses: {} }, /uses$/],
    ['a misspelt field', { purpos: 'a' }, /^system\(aide-logement\)$/],
    ['a practice that no charter knows', { practices: ['astrology'] }, /practices\[0\]$/],
    [
      'an exception without its text',
      {
        exceptions: [
          { prohibition: 'biometric', article: 'L. 1', authorisedBy: 'Maire', until: '2027-01-01' },
        ],
      },
      /exceptions\[0\]\.text$/,
    ],
  ])('cannot declare %s', (_what, change, path) => {
    expect(faultsOf(change).map((fault) => fault.path)).toEqual(
      expect.arrayContaining([expect.stringMatching(path)]),
    )
  })

  it('refuses nonsense without falling over', () => {
    for (const nonsense of [null, undefined, 42, 'system', [], { id: 3 }]) {
      expect(() => defineSystem(nonsense as never)).toThrow(ConfigInvalidError)
    }
  })

  it('keeps keys that look like prototype members from becoming anything else', () => {
    const uses = JSON.parse('{"__proto__":{"impact":"information"}}') as Record<string, typeof summary>
    expect(() => defineSystem({ ...housingRecord, uses })).toThrow(ConfigInvalidError)
  })
})

describe('faults between fields', () => {
  it('show together with faults of fields, so that nobody corrects a record twice', () => {
    const faults = faultsOf({
      name: ' ',
      stage: 'experiment',
      humanContact: undefined,
      modele: {},
      data: [{ id: 'demande', name: 'Formulaire' }],
      uses: {
        summary: {
          ...summary,
          audience: 'citizens',
          action: '',
          data: ['demande', 'casier'],
          thresholds: { review: 0.9, block: 0.5, other: 1 },
          oversight: { mode: 'shown', dueInHours: 10, expiresInHours: 5, quorum: { agree: 3, of: 2, x: 1 } },
        },
        draft: { ...summary, impact: 'significant', oversight: { mode: 'shown' } },
      },
    })
    const paths = faults.map((fault) => fault.path.replace('system(aide-logement)', ''))
    expect(paths).toEqual(
      expect.arrayContaining([
        '.name',
        '',
        '.data[0].source',
        '.experiment',
        '.uses.summary.audience',
        '.uses.summary.action',
        '.uses.summary.data[1]',
        '.uses.summary.thresholds',
        '.uses.summary.oversight.role',
        '.uses.summary.oversight.expiresInHours',
        '.uses.summary.oversight.quorum',
        '.uses.draft.output',
        '.uses.draft.oversight.role',
        '.uses.draft.oversight.mode',
      ]),
    )
    expect(paths).not.toContain('.uses.summary.data[0]')
    expect(paths.filter((path) => path === '.uses.summary.thresholds')).toHaveLength(2)
  })

  it('of a human contact show beside its other faults', () => {
    const reasons = faultsOf({ humanContact: { email: 'a@example.org' } }).map((fault) => fault.reason)
    expect(reasons).toEqual(
      expect.arrayContaining([
        expect.stringContaining('two channels'),
        expect.stringContaining('not digital'),
        expect.stringContaining('expected string'),
      ]),
    )
  })

  it('survive any nonsense in any field, with a fault and never with an accident', () => {
    const nonsense = [null, 0, '', 'a', [], [null], {}, { a: null }, Number.NaN, () => 1, Symbol('a')]
    for (const field of Object.keys({
      ...housingRecord,
      uses: 1,
      experiment: 1,
      exceptions: 1,
      practices: 1,
    }))
      for (const value of nonsense)
        expect(() => faultsOf({ stage: 'experiment', [field]: value })).not.toThrow()
  })

  it('never lets a decision be due after it has expired', () => {
    const { oversight } = defineSystem({
      ...housingRecord,
      uses: { summary: { ...summary, oversight: { role: 'a', expiresInHours: 10 } } },
    }).uses.summary
    expect(oversight).toMatchObject({ dueInHours: 10, expiresInHours: 10 })
  })

  it.each([
    ['dueInHours', 1e300],
    ['leaseMinutes', 1e12],
    ['undoMinutes', Number.POSITIVE_INFINITY],
  ])('refuse a %s that no calendar holds', (field, value) => {
    const oversight = { role: 'a', [field]: value }
    expect(faultsOf({ uses: { summary: { ...summary, oversight } } })).toHaveLength(1)
  })
})

describe('a declared system', () => {
  it('cannot be changed by anybody who holds it: mode, thresholds, exceptions', () => {
    const { uses, record } = housing
    for (const thing of [
      uses.draft.oversight,
      uses.draft.oversight.quorum,
      uses.draft.record.thresholds,
      uses.draft.record.data,
      record.model,
      record.exceptions,
      record.practices,
      record.training,
    ])
      expect(Object.isFrozen(thing)).toBe(true)
  })

  it('leaves what a developer hangs on a schema to the developer', () => {
    const examples = [{ letter: 'Oui.' }]
    const output = z.strictObject({ letter: z.string() }).meta({ examples })
    defineSystem({ ...housingRecord, uses: { summary: { ...summary, output } } })
    expect(Object.isFrozen(examples)).toBe(false)
  })
})
