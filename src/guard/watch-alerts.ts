import { TamperedError } from '../errors.js'
import { hoursAfter } from '../review/moments.js'
import type { PlacedFact } from '../statistics/decision-fact.js'
import { teamSummary } from '../statistics/team.js'
import type { System } from '../system/define-system.js'
import { asksFirst } from '../system/oversight.js'
import { reportFault } from './announce.js'
import type { GuardCore } from './core.js'
import { MAX_TEAM, placedFact } from './desk-facts.js'
import { modeHistory, raiseByAlert } from './mode-raises.js'
import { tellAlerts } from './tell-alerts.js'

/** « over 4 weeks » (`ux.md` §2.6). */
const WINDOW_HOURS = 28 * 24
/** What four weeks say does not change from one minute to the next. */
const LOOK_MS = 3_600_000

/**
 * Tells of each system whose figures of the last four weeks call attention to how its suggestions are used, and raises its
 * mode until people lift it. After a lifting the figures begin anew: what people looked at already raises nothing again.
 *
 * @returns how many systems were raised by this.
 * @throws a store error.
 */
export async function watchAlerts(core: GuardCore): Promise<number> {
  const to = core.clock.now().toISOString()
  const rows = await core.store.listFacts({ from: hoursAfter(to, -WINDOW_HOURS), to, limit: MAX_TEAM })
  const facts = rows.map(placedFact)
  let raised = 0
  for (const system of core.systems.values()) {
    const own = facts.filter(({ systemId }) => systemId === system.id)
    await tellAlerts(core, system.id, own)
    // Where every use asks for the opinion first there is nothing to raise.
    if (!asksFirst(system.record) && (await raiseIfAsked(core, system, own))) raised += 1
  }
  return raised
}

async function raiseIfAsked(core: GuardCore, { id }: System, facts: readonly PlacedFact[]): Promise<boolean> {
  try {
    const last = (await modeHistory(core, id)).at(-1)
    if (last?.action === 'raised') return false
    const summary = teamSummary(facts.filter(({ at }) => last === undefined || at > last.at))
    const alert = summary.status === 'shown' ? summary.alerts[0] : undefined
    return alert !== undefined && (await raiseByAlert(core, id, alert))
  } catch (error) {
    // It raises the mode already. The other systems are looked at all the same.
    if (!(error instanceof TamperedError)) throw error
    reportFault(core, error)
    return false
  }
}

/**
 * Looks at the figures at once and every hour, for as long as the guard is open. Its timer does not keep the process
 * alive; faults go to the `error` event and are tried again. Returns what stops it.
 */
export function startWatchingAlerts(core: GuardCore): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let running: Promise<void> | undefined
  const run = (): void => {
    running = watchAlerts(core)
      .then(() => undefined)
      .catch((error: unknown) => reportFault(core, error))
      .finally(() => {
        if (!stopped) timer = setTimeout(run, LOOK_MS).unref()
      })
  }
  run()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
