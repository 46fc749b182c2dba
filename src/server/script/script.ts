import { createHash } from 'node:crypto'
import { HIDDEN, ORDINARY } from '../visible-text.js'
import { watchConnection } from './connection.js'
import { returnFocus } from './dialogs.js'
import { showDifferences } from './differences.js'
import { keepDrafts } from './drafts.js'
import { tellGroupLease } from './group-lease.js'
import { offerCopy } from './kept-text.js'
import { keepLease } from './lease.js'
import { liveCounts } from './live.js'
import { quotePassage } from './quote.js'
import { refreshQueue } from './refresh.js'
import { shortcuts } from './shortcuts.js'
import { followSources } from './sources.js'
import { makeUi } from './ui.js'

/**
 * The console's one script: what a page cannot do alone. Each part is a function that stands by itself, sent as its own
 * text; pages work without any of it.
 */
export const SCRIPT: string = `'use strict';{const ui=(${makeUi.toString()})(${HIDDEN.toString()},${ORDINARY.toString()});
for(const part of [${[
  watchConnection,
  keepDrafts,
  keepLease,
  tellGroupLease,
  liveCounts,
  refreshQueue,
  showDifferences,
  followSources,
  shortcuts,
  returnFocus,
  offerCopy,
  quotePassage,
]
  .map(String)
  .join(',\n')}])part(ui)}`

/** Changes with the script: part of its address. */
export const SCRIPT_VERSION: string = createHash('sha256').update(SCRIPT).digest('hex').slice(0, 12)
