import { createHmac, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { StoreBusyError, TamperedError } from '../errors.js'
import { canonicalJson } from '../internal/canonical-json.js'
import type { HumanReview } from '../provenance/label.js'
import { type TextFingerprint, textFingerprint } from '../provenance/text-fingerprint.js'
import type { GuardCore } from './core.js'
import { entryOf } from './record.js'

/** Settings of this kind say which outputs a text was. */
const KIND = 'output'
/** Texts of one output that are remembered; later ones of a longer list are not. */
const MOST_TEXTS = 20
/** Outputs with one and the same text that are told apart. */
const MOST_OUTPUTS = 20
const ATTEMPTS = 10

/** An output on its way out. */
export interface LeavingOutput {
  readonly callId: string
  readonly systemId: string
  readonly useId: string
  readonly content: unknown
  readonly generatedAt: string
  readonly humanReview: HumanReview
}

/** What is told of an output whose text was found: no person, no case and no call. */
export interface FoundOutput {
  readonly systemId: string
  readonly systemName?: string
  readonly recordUrl?: string
  readonly useId: string
  /** The day on which the model answered, `YYYY-MM-DD`. */
  readonly generatedOn: string
  readonly humanReview: HumanReview
  /** The text to the letter, or the same words. */
  readonly match: 'exact' | 'normalised'
}

/** What a check of a text leads to. `off`: this guard keeps no index. */
export type OutputCheck =
  | { readonly status: 'off' | 'too-short' | 'unknown' }
  | { readonly status: 'found'; readonly outputs: readonly FoundOutput[] }

const rowSchema = z.array(
  z.strictObject({
    exact: z.string(),
    systemId: z.string(),
    useId: z.string(),
    on: z.string(),
    humanReview: z.enum(['none', 'pending', 'approved', 'amended']),
  }),
)
type Row = z.output<typeof rowSchema>[number]

/**
 * Remembers that a text left, by digests under the guard's secret: who reads the store finds no text by trying, and who
 * has lost the secret has erased the index. Once per text and use.
 *
 * @throws a store error.
 */
export async function rememberOutput(core: GuardCore, output: LeavingOutput): Promise<void> {
  const { outputIndexKey: key } = core
  if (key === undefined) return
  for (const text of textsOf(output.content)) {
    const fingerprint = textFingerprint(text)
    if (fingerprint !== undefined) await remember(core, output, { fingerprint, key })
  }
}

interface Keyed {
  readonly fingerprint: TextFingerprint
  readonly key: KeyObject
}

async function remember(core: GuardCore, output: LeavingOutput, { fingerprint, key }: Keyed): Promise<void> {
  const { callId, systemId, useId, generatedAt, humanReview } = output
  const id = keyed(key, 'normalised', fingerprint.normalisedDigest)
  const exact = keyed(key, 'exact', fingerprint.digest)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const stored = await core.store.getSetting(KIND, id)
    const rows = stored === undefined ? [] : readRows(stored.body)
    const isKnown = rows.some(
      (row) =>
        row.exact === exact &&
        row.systemId === systemId &&
        row.useId === useId &&
        row.humanReview === humanReview,
    )
    if (isKnown) return
    const row: Row = { exact, systemId, useId, on: generatedAt.slice(0, 10), humanReview }
    const result = await core.store.commit({
      entries: [
        entryOf(
          { event: 'output.indexed', systemId, useId, callId, actor: { kind: 'guard' }, data: {} },
          core.clock.now(),
        ),
      ],
      setting: {
        kind: KIND,
        id,
        version: (stored?.version ?? 0) + 1,
        body: canonicalJson([...rows, row].slice(-MOST_OUTPUTS)),
      },
    })
    if (result === 'committed') return
  }
  throw new StoreBusyError('The text could not be remembered: others kept writing the same one. Try again.')
}

/**
 * Whether a text, known by its digests, was produced here. A text that is not found may still have been: it may have
 * been changed since, or left before the index was kept.
 *
 * @throws TamperedError when the index cannot be read; a store error.
 */
export async function checkOutput(
  core: GuardCore,
  asked: string | { readonly normalisedDigest: string; readonly digest?: string },
): Promise<OutputCheck> {
  const { outputIndexKey: key, store, systems } = core
  if (key === undefined) return { status: 'off' }
  const fingerprint = typeof asked === 'string' ? textFingerprint(asked) : asked
  if (fingerprint === undefined) return { status: 'too-short' }
  const stored = await store.getSetting(KIND, keyed(key, 'normalised', fingerprint.normalisedDigest))
  if (stored === undefined) return { status: 'unknown' }
  const exact = fingerprint.digest === undefined ? undefined : keyed(key, 'exact', fingerprint.digest)
  const outputs = readRows(stored.body).map((row): FoundOutput => {
    const record = systems.get(row.systemId)?.record
    return {
      systemId: row.systemId,
      ...(record === undefined ? {} : { systemName: record.name }),
      ...(record?.recordUrl === undefined ? {} : { recordUrl: record.recordUrl }),
      useId: row.useId,
      generatedOn: row.on,
      humanReview: row.humanReview,
      match: row.exact === exact ? 'exact' : 'normalised',
    }
  })
  return { status: 'found', outputs }
}

function keyed(key: KeyObject, form: 'exact' | 'normalised', digest: string): string {
  return createHmac('sha256', key).update(`garde-fou/output/${form}/v1\n${digest}`).digest('hex')
}

function readRows(body: string): readonly Row[] {
  try {
    return rowSchema.parse(JSON.parse(body))
  } catch {
    // The cause stays out: what a parser says may quote the row.
    throw new TamperedError('The index of outputs', 'one of its rows cannot be read')
  }
}

// A text, or the texts inside a value: what a person reads of it.
function textsOf(content: unknown): readonly string[] {
  const texts: string[] = []
  const open: unknown[] = [content]
  for (let value = open.pop(); value !== undefined || open.length > 0; value = open.pop()) {
    if (texts.length === MOST_TEXTS) break
    if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null) open.push(...Object.values(value).reverse())
  }
  return texts
}
