import { ConfigInvalidError, StoreFailedError, TamperedError } from '../../errors.js'
import { type Clock, systemClock } from '../../internal/clock.js'
import { isWellFormed } from '../../internal/well-formed.js'
import type { DraftRow, PayloadRow, PseudonymsRow, Store, StoreWrite } from '../store.js'
import { type DataKey, type DataKeys, dataKeys, type Owned, ownerOf } from './data-keys.js'
import { openBytes, type Place, sealBytes } from './envelope.js'
import type { MasterKeys } from './master-keys.js'
import { isSecret, openSetting, sealSetting } from './secret-settings.js'

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
      const keyed = isSecret(write.setting) ? await sealSetting(keys, write, write.setting) : write
      return store.commit(hasTexts(keyed) ? await sealed(keys, keyed) : keyed)
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
        return write === undefined || !hasTexts(write) ? write : sealWrite(write, keys.forOwnerAtOnce)
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
    async putDraft({ reviewId, reviewerId, body, at }) {
      // A form kept about a review (`kept-form:<id>`) is of its case, and goes with its key.
      const about = reviewId.slice(reviewId.indexOf(':') + 1)
      const review = await store.getReview(about)
      const key = await keys.forOwner(ownerOf({ subject: review?.subject, reviewId: about }))
      const place = { what: 'draft', reviewId, reviewerId, at }
      await store.putDraft({ reviewId, reviewerId, body: sealText(key, place, body), at }, key.row)
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

function hasTexts({ payloads = [], pseudonyms }: StoreWrite): boolean {
  return payloads.length > 0 || pseudonyms !== undefined
}

/** A new review does not wait for a look at its case's keys: it brings one of its own where none is known. */
async function sealed(keys: DataKeys, write: StoreWrite): Promise<StoreWrite> {
  if (write.review?.expectedVersion === 0) return sealWrite(write, keys.forOwnerAtOnce)
  const found = new Map<string, DataKey>()
  for (const owner of ownersIn(write)) found.set(owner, await keys.forOwner(owner))
  return sealWrite(write, (owner) => found.get(owner) ?? keys.forOwnerAtOnce(owner))
}

function ownersIn({ payloads = [], pseudonyms }: StoreWrite): ReadonlySet<string> {
  const owned: Owned[] = [...payloads, ...(pseudonyms === undefined ? [] : [ownedBy(pseudonyms)])]
  return new Set(owned.map(ownerOf))
}

function ownedBy({ subject }: PseudonymsRow): Owned {
  return { subject, reviewId: '' }
}

function sealWrite(write: StoreWrite, keyOf: (owner: string) => DataKey): StoreWrite {
  const { payloads = [], pseudonyms } = write
  const used = new Map<string, DataKey>()
  const key = (owned: Owned): DataKey => {
    const found = keyOf(ownerOf(owned))
    used.set(found.row.id, found)
    return found
  }
  const texts = {
    payloads: payloads.map((row) => sealPayload(key(row), row)),
    ...(pseudonyms === undefined
      ? {}
      : {
          pseudonyms: {
            ...pseudonyms,
            body: sealText(key(ownedBy(pseudonyms)), placeOfPseudonyms(pseudonyms), pseudonyms.body),
          },
        }),
  }
  return { ...write, ...texts, keys: [...(write.keys ?? []), ...[...used.values()].map(({ row }) => row)] }
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

async function openPseudonyms(keys: DataKeys, row: PseudonymsRow): Promise<PseudonymsRow> {
  return { ...row, body: await openText(keys, placeOfPseudonyms(row), row.body) }
}

function placeOfPayload({ id, kind, reviewId }: PayloadRow): Place {
  return { what: 'payload', id, kind, reviewId }
}

function placeOfPseudonyms({ systemId, subject, version }: PseudonymsRow): Place {
  return { what: 'pseudonyms', systemId, subject, version }
}

function sealText({ row, key }: DataKey, place: Place, text: string): string {
  if (!isWellFormed(text))
    throw new StoreFailedError(
      'other',
      'A text is not valid Unicode: it would come back altered, so nothing was written.',
    )
  return `${VERSION}.${row.id}.${sealBytes(key, place, Buffer.from(text, 'utf8'))}`
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
