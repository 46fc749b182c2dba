import type { PageContext } from './visit.js'

/**
 * The words that the scripts say, in the page's language, as the text of an attribute. Places such as `{number}` are
 * filled in by the script.
 */
export function scriptTexts({ say }: Pick<PageContext, 'say'>): string {
  const number = '{number}'
  const time = '{time}'
  return JSON.stringify({
    saved: say('script.saved', { time }),
    refused: say('script.refused'),
    lost: say('script.lost'),
    found: say('script.found'),
    'lease-soon': say('script.lease-soon', { time }),
    'lease-over': say('review.lease-over'),
    'group-over': say('grouped.over'),
    'group-renew': say('grouped.renew'),
    'claim-again': say('state.claim-again'),
    copy: say('script.copy'),
    copied: say('script.copied'),
    'copy-refused': say('script.copy-refused'),
    moved: say('script.moved'),
    'moved-link': say('script.moved-link'),
    'decided-link': say('script.decided-link'),
    'new-one': say('script.new-one', { number }),
    'new-many': say('script.new-many', { number }),
    changed: say('script.changed'),
    refresh: say('script.refresh'),
    loading: say('script.loading'),
    'loading-slow': say('script.loading-slow'),
    'loading-failed': say('queue.failed'),
    retry: say('failure.retry'),
    differences: say('difference.title'),
    ins: say('difference.word-added'),
    del: say('difference.word-removed'),
    'added-one': say('script.added-one', { number }),
    'added-many': say('script.added-many', { number }),
    'removed-one': say('script.removed-one', { number }),
    'removed-many': say('script.removed-many', { number }),
    'show-differences': say('script.show-differences'),
    'show-final': say('script.show-final'),
    quote: say('script.quote'),
    'quote-none': say('script.quote-none'),
    'source-back': say('source.back'),
    'keys-wrong': say('script.keys-wrong'),
    'keys-saved': say('script.keys-saved'),
  })
}
