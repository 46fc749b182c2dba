import type { PostgresQuery } from './pool.js'

// Object ids of built-in types: https://www.postgresql.org/docs/current/datatype-oid.html, fixed in pg_type.dat.
const BOOL = 16
const BYTEA = 17
const INTEGERS: readonly number[] = [20, 21, 23]

/** Reads columns the way the tables are declared, whatever parsers the application has set for itself. */
export const readTypes: NonNullable<PostgresQuery['types']> = {
  getTypeParser(oid) {
    if (INTEGERS.includes(oid)) return integer
    if (oid === BYTEA) return bytes
    return oid === BOOL ? (value) => value === 't' : (value) => value
  },
}

function integer(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('A number of the database is beyond 2^53.')
  return value
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text.slice(2), 'hex')
}
