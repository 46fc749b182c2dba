import { KeyObject } from 'node:crypto'
import { checkCharter } from '../charter/charter.js'
import { checkDeclaration } from '../checks/declaration.js'
import { ConfigInvalidError, type Fault } from '../errors.js'
import { MOST_GROUPED } from '../review/grouped.js'
import type { System } from '../system/define-system.js'
import { dayOf } from '../system/lifecycle.js'
import { requestFaults } from './answer-time.js'
import { masterKeyFaults } from './master-key.js'
import { notificationFaults } from './notification-faults.js'
import type { GuardOptions } from './options.js'
import { oversightFaults } from './oversight-options.js'

/** The methods by which a store is recognised. */
const STORE_METHODS = ['migrate', 'commit', 'getReview', 'sequence', 'watch', 'close']

/**
 * Checks everything a guard is given before anything starts.
 *
 * @throws ConfigInvalidError listing every fault with path, reason and remedy.
 */
export function checkOptions(options: GuardOptions, now: Date): void {
  const given: Partial<GuardOptions> = typeof options === 'object' && options !== null ? options : {}
  const faults = [
    ...charterFaults(given),
    ...systemFaults(given, dayOf(now)),
    ...partFaults(given),
    ...checkFaults(given),
    ...dataFaults(given),
    ...(isStore(given.store) ? masterKeyFaults(given) : []),
    ...numberFaults(given, 'checkTimeoutMs'),
    ...numberFaults(given, 'maxTextLength'),
    ...notificationFaults(given.notifications),
    ...numberFaults(given, 'maxClaims'),
    ...groupedFaults(given),
    ...requestFaults(given.requests),
    ...oversightFaults(given.oversight),
  ]
  if (faults.length > 0) throw new ConfigInvalidError(faults)
}

function charterFaults({ charter }: Partial<GuardOptions>): readonly Fault[] {
  if (charter === undefined) {
    return [
      {
        path: 'charter',
        reason: 'is missing.',
        remedy: 'Import one, such as bordeauxMetropole from "garde-fou/charters/bordeaux-metropole".',
      },
    ]
  }
  return checkCharter(charter)
}

function systemFaults({ systems, charter }: Partial<GuardOptions>, today: string): readonly Fault[] {
  if (!Array.isArray(systems) || systems.length === 0) {
    return [
      { path: 'systems', reason: 'is empty.', remedy: 'Declare at least one system with defineSystem(…).' },
    ]
  }
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const [index, system] of (systems as readonly System[]).entries()) {
    const path = `systems[${index}]`
    if (typeof system?.record?.id !== 'string') {
      faults.push({
        path,
        reason: 'was not made by defineSystem.',
        remedy: 'Pass the result of defineSystem(…).',
      })
      continue
    }
    if (seen.has(system.id))
      faults.push({
        path: `${path}.id`,
        reason: `"${system.id}" is declared twice.`,
        remedy: 'Give each system an id of its own.',
      })
    seen.add(system.id)
    if (charter !== undefined && checkCharter(charter).length === 0) {
      faults.push(...checkDeclaration(system.record, charter, today))
    }
  }
  return faults
}

function partFaults({ store, signingKey, reviewers, judge }: Partial<GuardOptions>): readonly Fault[] {
  const faults: Fault[] = []
  if (!isStore(store))
    faults.push({
      path: 'store',
      reason: 'is not a store.',
      remedy: 'Pass sqliteStore("garde-fou.db") from "garde-fou/sqlite".',
    })
  if (
    !(signingKey?.privateKey instanceof KeyObject) ||
    signingKey.privateKey.asymmetricKeyType !== 'ed25519'
  ) {
    faults.push({
      path: 'signingKey',
      reason: 'is not an Ed25519 signing key.',
      remedy: 'Run "npx garde-fou init", or pass generateSigningKey("your.city").',
    })
  }
  if (judge !== undefined && typeof judge.opine !== 'function')
    faults.push({
      path: 'judge',
      reason: 'is not a judge.',
      remedy: 'Pass openaiJudge(client, { model }) from "garde-fou/openai", or leave it out.',
    })
  if (typeof reviewers?.find !== 'function') {
    faults.push({
      path: 'reviewers',
      reason: 'is not a directory of reviewers.',
      remedy:
        'Pass localReviewers([…]) or an object with find(id): every output may have to be held for a person (engagement 16).',
    })
  }
  return faults
}

function isStore(store: unknown): boolean {
  return (
    typeof store === 'object' &&
    store !== null &&
    STORE_METHODS.every((method) => typeof Reflect.get(store, method) === 'function')
  )
}

function checkFaults({ checks, steps }: Partial<GuardOptions>): readonly Fault[] {
  const faults: Fault[] = []
  const ids = new Set<string>()
  for (const [index, check] of (checks ?? []).entries()) {
    const path = `checks[${index}]`
    if (
      typeof check?.check !== 'function' ||
      typeof check.id !== 'string' ||
      check.id === '' ||
      !Array.isArray(check.stages)
    ) {
      faults.push({
        path,
        reason: 'is not a check.',
        remedy: 'Write it with defineCheck({ id, stages, check }).',
      })
    } else if (ids.has(check.id)) {
      faults.push({
        path: `${path}.id`,
        reason: `"${check.id}" is used twice.`,
        remedy: 'Give each check an id of its own.',
      })
    } else {
      ids.add(check.id)
    }
  }
  for (const [index, step] of (steps ?? []).entries()) {
    if (typeof step !== 'function')
      faults.push({
        path: `steps[${index}]`,
        reason: 'is not a function.',
        remedy: 'Pass (call, next) => Promise<StepResult>.',
      })
  }
  return faults
}

const SHORTEST_KEY = 32

function dataFaults({ detectors, outputIndexKey }: Partial<GuardOptions>): readonly Fault[] {
  const faults: Fault[] = []
  for (const [index, detector] of (detectors ?? []).entries()) {
    if (
      typeof detector?.detect !== 'function' ||
      typeof detector.id !== 'string' ||
      !Array.isArray(detector.types)
    )
      faults.push({
        path: `detectors[${index}]`,
        reason: 'is not a detector.',
        remedy: 'Pass { id, types, detect }, or leave `detectors` out for the built-in ones.',
      })
  }
  if (outputIndexKey !== undefined && !isSecret(outputIndexKey))
    faults.push({
      path: 'outputIndexKey',
      reason: `is not a secret of at least ${SHORTEST_KEY} bytes or characters.`,
      remedy: 'Make one with "openssl rand -base64 32" and keep it as safe as the database.',
    })
  return faults
}

function isSecret(key: unknown): boolean {
  return (typeof key === 'string' || key instanceof Uint8Array) && key.length >= SHORTEST_KEY
}

function groupedFaults({ maxGrouped }: Partial<GuardOptions>): readonly Fault[] {
  if (
    maxGrouped === undefined ||
    (Number.isInteger(maxGrouped) && maxGrouped >= 0 && maxGrouped <= MOST_GROUPED)
  )
    return []
  return [
    {
      path: 'maxGrouped',
      reason: `is not a whole number from 0 to ${MOST_GROUPED}.`,
      remedy: 'Leave it out for the default, or write 0 for no grouped processing.',
    },
  ]
}

function numberFaults(
  options: Partial<GuardOptions>,
  name: 'checkTimeoutMs' | 'maxTextLength' | 'maxClaims',
): readonly Fault[] {
  const value = options[name]
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value) && value > 0)) return []
  return [{ path: name, reason: 'is not a positive number.', remedy: 'Leave it out for the default.' }]
}
