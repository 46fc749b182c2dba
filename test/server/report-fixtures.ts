import type { GuardOptions } from 'garde-fou'
import { type Handler, type ReportOptions, reportHandler } from 'garde-fou/server'
import { entryOf } from '../../src/guard/record.js'
import type { DecisionOutcome } from '../../src/review/decision.js'
import { openGuard, type TestGuard } from '../support/guard.js'

/** The report of a real guard, whose time stands still. */
export interface ReportCity extends TestGuard {
  readonly handler: Handler
  readonly errors: unknown[]
  get(path: string): Promise<{ readonly response: Response; readonly body: string }>
  /** Facts of decisions, as the desk keeps them. */
  decided(outcome: DecisionOutcome, times: number, month?: number): Promise<void>
}

/** Opens a city. */
export async function openReport(
  options: ReportOptions = {},
  guardOptions: Partial<GuardOptions> = {},
): Promise<ReportCity> {
  const opened = await openGuard(guardOptions)
  const errors: unknown[] = []
  const handler = reportHandler(opened.guard, {
    clock: opened.clock,
    onError: (error) => errors.push(error),
    ...options,
  })
  let last = 0
  return {
    ...opened,
    handler,
    errors,
    async get(path) {
      const response = await handler.fetch(new Request(new URL(path, 'https://ville.example')))
      return { response, body: await response.text() }
    },
    async decided(outcome, times, month = 5) {
      const put = Array.from({ length: times }, () => {
        last += 1
        return {
          reviewId: `review-${last}`,
          reviewerId: 'alice',
          systemId: 'aide-logement',
          useId: 'draft',
          at: `2026-${String(month).padStart(2, '0')}-04T09:00:00.000Z`,
          body: JSON.stringify({ outcome, mode: 'decide-first', caseLength: 10 }),
        }
      })
      const entry = entryOf(
        { event: 'call.failed', actor: { kind: 'application' }, data: {} },
        opened.clock.now(),
      )
      await opened.guard.store.commit({ entries: [entry], facts: { put } })
    },
  }
}
