/**
 * For tests: a clock that stands still, what a page must tell, and the suites that every store and every codec must pass.
 *
 * @module
 */
export * from './codec-conformance.js'
export { type FixedClock, fixedClock } from './fixed-clock.js'
export { requireNotice } from './require-notice.js'
export { type ConformanceRunner, type StoreUnderTest, storeConformance } from './store-conformance.js'
