import type { SystemRecord } from '../system/system-record.js'

/**
 * Where a system stands, as the register says it: planned, on trial, in service, stopped for now by a person, ended, or
 * given up because its trial did not convince. The last two stay in the register.
 */
export const REGISTER_STATUSES = [
  'planned',
  'experiment',
  'service',
  'suspended',
  'retired',
  'abandoned',
] as const

/** One of {@link REGISTER_STATUSES}. */
export type RegisterStatus = (typeof REGISTER_STATUSES)[number]

/** The status of a system, from its record and its stop button. */
export function statusOf({ stage, experiment }: SystemRecord, suspended: boolean): RegisterStatus {
  if (stage === 'retired') return experiment?.report?.conclusive === false ? 'abandoned' : 'retired'
  if (suspended) return 'suspended'
  return stage === 'study' ? 'planned' : stage
}
