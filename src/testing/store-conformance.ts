import { backlogConformance } from './store-conformance/backlog.js'
import { commitConformance } from './store-conformance/commits.js'
import { erasureConformance } from './store-conformance/erasure.js'
import { historyConformance } from './store-conformance/histories.js'
import { journalConformance } from './store-conformance/journal.js'
import { keyConformance } from './store-conformance/keys.js'
import { listingConformance } from './store-conformance/listing.js'
import { pseudonymConformance } from './store-conformance/pseudonyms.js'
import { queueConformance } from './store-conformance/queue.js'
import { refusalConformance } from './store-conformance/refusals.js'
import type { StoreUnderTest } from './store-conformance/runner.js'
import { settingConformance } from './store-conformance/settings.js'

export type { ConformanceRunner, StoreUnderTest } from './store-conformance/runner.js'

/**
 * What every implementation of `Store` must do, as tests. Runs in any runner that has `describe` and `it`.
 *
 * @example
 * storeConformance({ name: 'my store', runner: { describe, it }, open })
 */
export function storeConformance(under: StoreUnderTest): void {
  under.runner.describe(`${under.name} as a store`, () => {
    commitConformance(under)
    pseudonymConformance(under)
    settingConformance(under)
    keyConformance(under)
    erasureConformance(under)
    queueConformance(under)
    listingConformance(under)
    backlogConformance(under)
    journalConformance(under)
    refusalConformance(under)
    historyConformance(under)
  })
}
