import { ConfigInvalidError, StoreBusyError, StoreFailedError, TamperedError } from '../../errors.js'
import { type Clock, systemClock } from '../../internal/clock.js'
import { isWellFormed } from '../../internal/well-formed.js'
import type { DraftRow, PayloadRow, PseudonymsRow, Store, StoreWrite } from '../store.js'
import { type DataKey, type DataKeys, dataKeys, type Owned, ownerOf } from './data-keys.js'
import { openBytes, type Place, sealBytes } from './envelope.js'
import { type KeyRing, keyRing, withKeys, writeKeys } from './key-ring.js'
import type { MasterKeys } from './master-keys.js'
import { isSecret, openSetting, SETTINGS_OWNER, sealSetting } from './secret-settings.js'

const VERSION = 'v1'

/**
 * A store whose texts are encrypted: payloads with their salts, drafts, what placeholders stand for, and reasons in
 * settings. Each case has a key of its own (AES-256-GCM), which a master key wraps; the store below never sees a text or a
 * key. What was altered or moved in the database does not open: TamperedError.
 */
export function encryptedStore(store: Store, masters: MasterKeys, clock: Clock = systemClock): Store {
  const keys = dataKeys(store, masters, clock)
  return {
    ...delegated(store),
    async migrate() {
      await store.migrate()
      await openMasters(store, masters)
    },
    async commit(write) {
      // At once where nothing is to be sealed: a store that closes finishes what it was given before.
      if (!hasSecrets(write)) return store.commit(write)
      return withKeys(keys, ownersOf(write), (ring) => store.commit(sealWrite(write, ring)))
    },
    async getSetting(kind, id) {
      const row = await store.getSetting(kind, id)
      return row && openSetting(keys, row)
    },
    async listSettings(kind) {
      return Promise.all((await store.listSettings(kind)).map((row) => openSetting(keys, row)))
    },
    claimNext: (query, claim) =>
      store.claimNext(query, (review) => {
        const write = claim(review)
        if (write === undefined || !hasSecrets(write)) return write
        return sealWrite(
          write,
          keyRing(keys, () => undefined),
        )
      }),
    async getPayload(id) {
      const row = await store.getPayload(id)
      return row && openPayload(keys, row)
    },
    async listPayloads(reviewId) {
      return Promise.all((await store.listPayloads(reviewId)).map((row) => openPayload(keys, row)))
    },
    async getPseudonyms(systemId, subject) {
      const row = await store.getPseudonyms(systemId, subject)
      return row && openPseudonyms(keys, row)
    },
    async listPlaceholders(subject) {
      return Promise.all((await store.listPlaceholders(subject)).map((row) => openPseudonyms(keys, row)))
    },
    async erase(erasure) {
      const result = await store.erase(erasure)
      if (erasure.keys !== undefined) keys.forget(erasure.keys.owner)
      return result
    },
    ...draftMethods(store, keys),
  }
}

function draftMethods(store: Store, keys: DataKeys): Pick<Store, 'putDraft' | 'getDraft' | 'listDrafts'> {
  const open = async ({ reviewId, reviewerId, body, at }: DraftRow): Promise<DraftRow> => {
    const opened = await openText(keys, { what: 'draft', reviewId, reviewerId, at }, body)
    return { reviewId, reviewerId, body: opened, at }
  }
  return {
    async putDraft({ reviewId, reviewerId, body, at }, given) {
      // A form kept about a review (`kept-form:<id>`) is of its case, and goes with its key.
      const about = reviewId.slice(reviewId.indexOf(':') + 1)
      const review = await store.getReview(about)
      const owner = ownerOf({ subject: review?.subject, reviewId: about })
      const place = { what: 'draft', reviewId, reviewerId, at }
      const kept = await withKeys(keys, [owner], (ring) => {
        const sealed = sealText(ring.keyOf(owner), place, body)
        return store.putDraft({ reviewId, reviewerId, body: sealed, at }, writeKeys(ring, given))
      })
      if (kept === 'committed' || given !== undefined) return kept
      throw new StoreBusyError(
        'The store lost its connection again and again. The draft was not kept; try again.',
      )
    },
    async getDraft(reviewId, reviewerId) {
      const row = await store.getDraft(reviewId, reviewerId)
      if (row === undefined) return undefined
      const { body, at } = await open({ reviewId, reviewerId, ...row })
      return { body, at }
    },
    listDrafts: async (reviewId) => Promise.all((await store.listDrafts(reviewId)).map(open)),
  }
}

/** The store must be readable with the master keys there are: else a new text would hide that the old ones are lost. */
async function openMasters(store: Store, masters: MasterKeys): Promise<void> {
  const used = await store.listMasters()
  masters.open(used.length > 0)
  const unknown = used.filter((id) => masters.find(id) === undefined)
  if (unknown.length === 0) return
  throw new ConfigInvalidError([
    {
      path: 'masterKey',
      reason: `is not the one that this store was encrypted with (${unknown.join(', ')}).`,
      remedy: 'Give the former key as well: the first one encrypts, the others are accepted still.',
    },
  ])
}

function hasSecrets({ payloads = [], pseudonyms, setting }: StoreWrite): boolean {
  return payloads.length > 0 || pseudonyms !== undefined || isSecret(setting)
}

/** A new review does not wait for a look at its case's keys: it brings one of its own where none is known. */
function ownersOf({ review, payloads = [], pseudonyms, setting }: StoreWrite): readonly string[] | 'at-once' {
  if (review?.expectedVersion === 0) return 'at-once'
  const owned: Owned[] = [...payloads, ...(pseudonyms === undefined ? [] : [ownedBy(pseudonyms)])]
  return [...owned.map(ownerOf), ...(isSecret(setting) ? [SETTINGS_OWNER] : [])]
}

function ownedBy({ subject }: PseudonymsRow): Owned {
  return { subject, reviewId: '' }
}

function sealWrite(write: StoreWrite, ring: KeyRing): StoreWrite {
  const { payloads = [], pseudonyms, setting, keys } = write
  const key = (owned: Owned): DataKey => ring.keyOf(ownerOf(owned))
  const texts = {
    payloads: payloads.map((row) => sealPayload(key(row), row)),
    ...(pseudonyms === undefined ? {} : { pseudonyms: sealPseudonyms(key(ownedBy(pseudonyms)), pseudonyms) }),
    ...(isSecret(setting) ? { setting: sealSetting(ring.keyOf(SETTINGS_OWNER), setting) } : {}),
  }
  return { ...write, ...texts, keys: writeKeys(ring, keys) }
}

/** The salt is sealed with the text: with it, somebody could find a short text again from its digest in the journal. */
function sealPayload(key: DataKey, row: PayloadRow): PayloadRow {
  return { ...row, salt: '', body: sealText(key, placeOfPayload(row), `${row.salt}\n${row.body}`) }
}

async function openPayload(keys: DataKeys, row: PayloadRow): Promise<PayloadRow> {
  const text = await openText(keys, placeOfPayload(row), row.body)
  const end = text.indexOf('\n')
  return { ...row, salt: text.slice(0, end), body: text.slice(end + 1) }
}

function sealPseudonyms(key: DataKey, row: PseudonymsRow): PseudonymsRow {
  return { ...row, body: sealText(key, placeOfPseudonyms(row), row.body) }
}

async function openPseudonyms(keys: DataKeys, row: PseudonymsRow): Promise<PseudonymsRow> {
  return { ...row, body: await openText(keys, placeOfPseudonyms(row), row.body) }
}

function placeOfPayload({ id, kind, reviewId }: PayloadRow): Place {
  return { what: 'payload', id, kind, reviewId }
}

function placeOfPseudonyms({ systemId, subject, version }: PseudonymsRow): Place {
  return { what: 'pseudonyms', systemId, subject, version }
}

function sealText({ id, key }: DataKey, place: Place, text: string): string {
  if (!isWellFormed(text))
    throw new StoreFailedError(
      'other',
      'A text is not valid Unicode: it would come back altered, so nothing was written.',
    )
  return `${VERSION}.${id}.${sealBytes(key, place, Buffer.from(text, 'utf8'))}`
}

async function openText(keys: DataKeys, place: Place, body: string): Promise<string> {
  const [version, id = '', text = ''] = body.split('.')
  if (version !== VERSION) throw new TamperedError('A text of the store', 'it is not encrypted')
  return openBytes(await keys.byId(id), place, text).toString('utf8')
}

/** Everything that passes through as it is. */
function delegated(store: Store): Omit<Store, Encrypted> {
  return {
    isMigrated: () => store.isMigrated(),
    getReview: (id) => store.getReview(id),
    listReviews: (query) => store.listReviews(query),
    listTerritories: (query) => store.listTerritories(query),
    countReviews: (query) => store.countReviews(query),
    listTimers: (now, limit) => store.listTimers(now, limit),
    nextTimer: () => store.nextTimer(),
    getCommand: (key) => store.getCommand(key),
    listReviewsOf: (subject) => store.listReviewsOf(subject),
    listOldPlaceholders: (query) => store.listOldPlaceholders(query),
    compact: () => store.compact(),
    getKey: (id) => store.getKey(id),
    listKeys: (owner) => store.listKeys(owner),
    listMasters: () => store.listMasters(),
    listKeysUnder: (query) => store.listKeysUnder(query),
    rewrapKeys: (from, rows) => store.rewrapKeys(from, rows),
    listFacts: (query) => store.listFacts(query),
    countFacts: (query) => store.countFacts(query),
    takeOutbox: (query) => store.takeOutbox(query),
    settleOutbox: (id, settlement) => store.settleOutbox(id, settlement),
    sequence: (limit, seal) => store.sequence(limit, seal),
    readJournal: (range) => store.readJournal(range),
    countPending: () => store.countPending(),
    readBacklog: (query) => store.readBacklog(query),
    readNodes: (nodes) => store.readNodes(nodes),
    findEntry: (id) => store.findEntry(id),
    frontier: () => store.frontier(),
    latestCheckpoint: () => store.latestCheckpoint(),
    readCheckpoints: (range) => store.readCheckpoints(range),
    watch: (listener) => store.watch(listener),
    close: () => store.close(),
  }
}

type Encrypted =
  | 'migrate'
  | 'commit'
  | 'claimNext'
  | 'getPayload'
  | 'listPayloads'
  | 'getPseudonyms'
  | 'listPlaceholders'
  | 'putDraft'
  | 'getDraft'
  | 'listDrafts'
  | 'erase'
  | 'getSetting'
  | 'listSettings'
