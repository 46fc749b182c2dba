import { dutchFormat } from './dutch.js'
import { etalabFormat } from './etalab.js'
import { eurocitiesFormat } from './eurocities.js'
import type { Format } from './export.js'

/** The name of a standard's file. */
export type FormatName = 'algoritmeregister' | 'eurocities' | 'etalab'

/** The standards that a register is told in. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  algoritmeregister: dutchFormat,
  eurocities: eurocitiesFormat,
  etalab: etalabFormat,
}

/** Their names. */
export const FORMAT_NAMES: readonly FormatName[] = ['algoritmeregister', 'eurocities', 'etalab']
