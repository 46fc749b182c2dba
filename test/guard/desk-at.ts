import { DatabaseSync } from 'node:sqlite'
import { EventEmitter } from 'eventemitter3'
import { z } from 'zod'
import type { ModelCall } from '../../src/call/model-call.js'
import { bordeauxMetropole } from '../../src/charter/bordeaux-metropole.js'
import type { GuardCore } from '../../src/guard/core.js'
import type { GuardEvents } from '../../src/guard/events.js'
import type { HeldSuggestion } from '../../src/guard/open-review.js'
import { openReview } from '../../src/guard/open-review.js'
import type { OversightRules } from '../../src/guard/oversight-options.js'
import { createReviewDesk } from '../../src/guard/review-desk.js'
import { sequenceAll } from '../../src/guard/sequencer.js'
import { newId } from '../../src/internal/ids.js'
import type { SigningKey } from '../../src/internal/signing-key.js'
import { generateSigningKey } from '../../src/internal/signing-key.js'
import type { JournalEntry } from '../../src/journal/entry.js'
import { parseEntry } from '../../src/journal/tree-types.js'
import type { ReviewDesk, ReviewerCommand } from '../../src/review/commands.js'
import type { Reviewer } from '../../src/review/reviewer.js'
import type { ReviewView } from '../../src/review/view.js'
import { sqliteStore } from '../../src/store/sqlite/index.js'
import type { SystemDeclaration } from '../../src/system/define-system.js'
import { defineSystem } from '../../src/system/define-system.js'
import type { OversightDeclaration } from '../../src/system/oversight.js'
import type { UseDeclaration } from '../../src/system/use.js'
import { type FixedClock, fixedClock } from '../../src/testing/fixed-clock.js'

export const START = '2026-11-24T12:00:00.000Z'

/** Words that must never come out before their time. */
export const SECRET = 'SECRET-SUGGESTION'

export const draftSchema: z.ZodType = z.strictObject({
  proposal: z.enum(['favourable', 'unfavourable']),
  amount: z.number().min(0).max(5000),
  letter: z.string().min(1),
})

export const suggestion = { proposal: 'favourable', amount: 800, letter: `Oui ${SECRET}.` }
export const amended = { proposal: 'favourable', amount: 650, letter: 'Oui, en partie.' }
export const motive = 'Les pièces prouvent l’urgence du relogement.'

const record = {
  id: 'aide-logement',
  name: 'Instruire les aides au logement',
  version: '1.0',
  purpose: 'Aider les agents à instruire les demandes d’aide au logement.',
  owner: 'Service habitat',
  role: 'deployer',
  stage: 'service',
  model: {
    name: 'extraction-locale-1',
    supplier: 'Bordeaux Métropole',
    kind: 'règles et extraction',
    nature: 'algorithm',
    hosting: 'France',
    parameters: 'publiés',
    trainingData: 'aucune',
    openSource: true,
    supplierLearnsFromData: false,
  },
  data: [{ id: 'demande', name: 'Formulaire', source: 'La personne', personal: true }],
  expectedResults: 'Un projet relu par un agent.',
  limits: ['Ne lit pas les pièces jointes.'],
  audit: { everyMonths: 12, reversibility: 'Les dossiers se traitent sans le système.' },
  assessment: { on: '2026-05-04', benefits: 'Plus tôt.', impacts: 'Faible.' },
  valueReviewOn: '2027-06-30',
  humanContact: {
    service: 'Accueil habitat',
    phone: '05 00 00 00 00',
    desk: 'Rez-de-chaussée',
    hours: '9 h à 17 h',
  },
  training: { id: 'ia-logement', title: 'Contrôler l’IA', validForMonths: 12 },
  consultations: [],
  jobImpact: 'La décision reste à l’agent.',
} as const satisfies Omit<SystemDeclaration<Record<string, UseDeclaration>>, 'uses'>

const common = {
  action: 'prépare un projet',
  purpose: 'Préparer un projet de décision.',
  audience: 'agents',
} as const

function significant(
  oversight: Partial<OversightDeclaration> = {},
): Extract<UseDeclaration, { impact: 'significant' }> {
  return {
    ...common,
    impact: 'significant',
    output: draftSchema,
    oversight: {
      role: 'instructeur',
      mode: 'decide-first',
      secondOpinionPercent: 0,
      ...oversight,
    } as OversightDeclaration & {
      mode: 'decide-first'
    },
  }
}

/** The system of the tests, in any version. */
export function housingIn(
  version: string,
  oversight: Partial<OversightDeclaration> = {},
): ReturnType<typeof defineSystem> {
  const { secondOpinionPercent: _, ...several } = oversight
  return defineSystem({
    ...record,
    version,
    uses: {
      draft: significant(oversight),
      pair: significant({ ...several, quorum: { agree: 2, of: 3 } }),
      summary: {
        ...common,
        impact: 'information',
        oversight: { role: 'instructeur', mode: 'on-request', ...oversight },
      },
      asked: {
        ...common,
        impact: 'information',
        output: draftSchema,
        oversight: { role: 'instructeur', ...oversight, mode: 'on-request' },
      },
      notes: {
        ...common,
        impact: 'information',
        output: z.json(),
        oversight: { role: 'instructeur', mode: 'shown', ...oversight },
      },
      free: {
        ...common,
        impact: 'information',
        output: z.json(),
        oversight: { role: 'instructeur', mode: 'shown', ...oversight },
      },
    },
  })
}

const trained = [{ id: 'ia-logement', validUntil: '2027-06-30' }]

export const staff: readonly Reviewer[] = [
  { id: 'alice', name: 'A. Martin', roles: ['instructeur'], training: trained },
  { id: 'bruno', name: 'B. Petit', roles: ['instructeur'], training: trained },
  { id: 'chloe', name: 'C. Roux', roles: ['instructeur'], training: trained },
  { id: 'dora', name: 'D. Blanc', roles: ['instructeur', 'supervisor'], training: trained },
  { id: 'rene', name: 'R. Faure', roles: ['instructeur'], training: trained },
  { id: 'ulysse', name: 'U. Noir', roles: ['instructeur'], training: [] },
  { id: 'sofia', name: 'S. Leroy', roles: ['supervisor'], training: trained },
  { id: 'ada', name: 'A. Or', roles: ['administrator'], training: [] },
  { id: 'zoe', name: 'Z. Gris', roles: ['voirie'], training: trained },
]

export interface Desk {
  readonly core: GuardCore
  readonly desk: ReviewDesk
  readonly clock: FixedClock
  readonly path: string
  readonly key: SigningKey
}

export interface DeskOptions {
  readonly path?: string
  readonly key?: SigningKey
  readonly version?: string
  readonly oversight?: Partial<OversightDeclaration>
  readonly staff?: readonly Reviewer[]
  /** When the mode is raised by itself. Default: never. */
  readonly rules?: OversightRules
}

/** A desk over a real SQLite file. Time stands still. Whoever opens it closes the store; usable outside a test. */
export async function deskAt(path: string, options: DeskOptions = {}): Promise<Desk> {
  const store = sqliteStore(path)
  await store.migrate()
  const clock = fixedClock(START)
  const key = options.key ?? generateSigningKey('ville.example/test')
  const system = housingIn(options.version ?? '1.0', options.oversight)
  const core: GuardCore = {
    charter: bordeauxMetropole,
    systems: new Map([[system.id, system]]),
    store,
    signingKey: key,
    reviewers: { find: async (id) => (options.staff ?? staff).find((person) => person.id === id) },
    clock,
    events: new EventEmitter<GuardEvents>(),
    ...(options.rules === undefined ? {} : { oversight: options.rules }),
  }
  return { core, desk: createReviewDesk(core), clock, path, key }
}

/** Holds a suggestion; returns the review's id. */
export async function hold(
  { core }: Pick<Desk, 'core'>,
  change: {
    readonly use?: string
    readonly value?: HeldSuggestion['suggestion']
    readonly subject?: string
    readonly control?: boolean
    readonly findings?: HeldSuggestion['findings']
    readonly reason?: HeldSuggestion['reason']
    readonly appeal?: true
  } = {},
): Promise<string> {
  const system = core.systems.get('aide-logement')
  const use = system?.uses[change.use ?? 'draft']
  if (system === undefined || use === undefined) throw new Error('The test names a use that is not there.')
  const call: ModelCall = {
    id: newId(),
    at: START,
    systemId: system.id,
    useId: use.id,
    actor: { kind: 'agent', id: 'rene' },
    subject: change.subject ?? 'DOSSIER-412',
    parts: [],
  }
  const held = await openReview(core, {
    call,
    system,
    use,
    reason: change.reason ?? 'significant',
    findings: change.findings ?? [],
    ...(change.appeal === true ? { appeal: true } : {}),
    suggestion: change.value ?? suggestion,
    caseData: { demande: 'Relogement de Mme D.' },
    ...(change.control === true
      ? { control: { expected: ['rejected'], error: 'le plafond', checkedBy: ['E. Un', 'E. Deux'] } }
      : {}),
  })
  return held.id
}

let keys = 0

/** A command with a key of its own. */
export function by(who: string, version: number, idempotencyKey?: string): ReviewerCommand {
  keys += 1
  return { by: who, version, idempotencyKey: idempotencyKey ?? `key-${keys}` }
}

/** Claims a review and records an opinion, so that the suggestion is on the desk. */
export async function study({ desk }: Pick<Desk, 'desk'>, id: string, who: string): Promise<ReviewView> {
  const { version } = await desk.view(id, who)
  const claimed = await desk.claim(id, by(who, version))
  return desk.recordOpinion(id, { choice: 'favourable' }, by(who, claimed.version))
}

/** Everything the journal holds, in order. */
export async function journalOf({ core }: Pick<Desk, 'core'>): Promise<readonly JournalEntry[]> {
  await sequenceAll(core)
  return (await core.store.readJournal({ from: 0, limit: 100_000 })).map(({ text }) => parseEntry(text))
}

/** Alters the file behind the guard's back. */
export function alter(path: string, sql: string, ...values: (string | number)[]): void {
  const database = new DatabaseSync(path)
  try {
    const { changes } = database.prepare(sql).run(...values)
    if (Number(changes) === 0) throw new Error('The test altered nothing.')
  } finally {
    database.close()
  }
}

/** Alters a review's row as somebody with the database, but without the key, could. */
export function alterReview(
  path: string,
  id: string,
  change: (review: Record<string, unknown>) => unknown,
): void {
  const database = new DatabaseSync(path)
  try {
    const row = database.prepare('select body from reviews where id = ?').get(id)
    const body = JSON.parse(String(row?.['body'])) as Record<string, unknown>
    database.prepare('update reviews set body = ? where id = ?').run(JSON.stringify(change(body)), id)
  } finally {
    database.close()
  }
}
