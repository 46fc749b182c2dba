import { StoreFailedError } from '../errors.js'

/**
 * A number of rows to return. Some databases take a negative one for all of them.
 *
 * @throws StoreFailedError when it is not a whole number from 0.
 */
export function checkLimit(limit: number): number {
  if (Number.isSafeInteger(limit) && limit >= 0) return limit
  throw new StoreFailedError('other', `A limit must be a whole number from 0, not ${limit}.`)
}
