import type { OversightMode } from '../../system/oversight.js'
import type { DueGroup } from './due.js'
import type { Attribution, QueueOrder, QueueStage } from './queue-address.js'
import type { QueueResult } from './queue-query.js'
import type { Visit } from './visit.js'

/** What an order is called. */
export function orderLabel(order: QueueOrder, { say }: Visit): string {
  switch (order) {
    case 'due':
      return say('filter.due')
    case 'created':
      return say('filter.order.created')
    case 'system':
      return say('filter.system')
  }
}

/** What a mode is called. */
export function modeLabel(mode: OversightMode, { say }: Visit): string {
  switch (mode) {
    case 'decide-first':
      return say('queue.mode.decide-first')
    case 'on-request':
      return say('queue.mode.on-request')
    case 'shown':
      return say('queue.mode.shown')
  }
}

/** What a deadline filter is called. */
export function dueLabel(due: DueGroup, { say }: Visit): string {
  switch (due) {
    case 'overdue':
      return say('queue.group.overdue')
    case 'today':
      return say('filter.due.today')
    case 'week':
      return say('filter.due.week')
    case 'later':
      return say('filter.due.all')
  }
}

/** What an attribution is called. */
export function attributionLabel(attribution: Attribution, { say }: Visit): string {
  switch (attribution) {
    case 'mine':
      return say('filter.attribution.mine')
    case 'free':
      return say('filter.attribution.free')
    case 'others':
      return say('filter.attribution.others')
  }
}

/** What a stage is called. */
export function stageLabel(stage: QueueStage, { say }: Visit): string {
  switch (stage) {
    case 'open':
      return say('filter.stage.open')
    case 'decided':
      return say('filter.stage.decided')
    case 'ended':
      return say('filter.stage.ended')
  }
}

/** « 12 dossiers affichés sur 48 », or of more than are counted. */
export function shownText({ say }: Visit, { items, total: { count, more } }: QueueResult): string {
  const shown = items.length
  return more
    ? say('queue.count-more', { shown, total: count })
    : say('queue.count', { shown, total: count, count })
}
