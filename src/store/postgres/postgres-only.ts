/**
 * Everything that is PostgreSQL's own: advisory locks, LISTEN and NOTIFY, triggers, snapshots, collations, hash indexes.
 * All other SQL of this store is documented by CockroachDB and YugabyteDB too; docs/operations.md says what becomes of
 * these there.
 *
 * @module
 */
import { hash } from 'node:crypto'
import { CompiledQuery } from 'kysely'

/** What one process at a time may do with a schema. */
export type LockPurpose = 'migrate' | 'sequence'

/** Waits until no other session holds the lock; given back when the transaction ends, or its connection breaks. */
export function advisoryLock(schema: string, purpose: LockPurpose): CompiledQuery<unknown> {
  // 64 bits of a hash: an application that uses advisory locks of its own will not meet it by chance.
  const key = hash('sha256', `garde-fou/${purpose}/${schema}`, 'buffer').readBigInt64BE(0)
  return CompiledQuery.raw('select pg_advisory_xact_lock($1)', [key.toString()])
}

/** Tells the sessions that listen. Sent after the commit: inside, it would let one commit through at a time. */
export function notify(channel: string, payload: string): CompiledQuery<unknown> {
  return CompiledQuery.raw('select pg_notify($1, $2)', [channel, payload])
}

/** Hears notifications on a connection. The channel is a checked name. */
export function listen(channel: string): string {
  return `listen ${channel}`
}

/** Differs from one moment to another when a transaction that wrote has ended in between, in whatever database of the server. */
export const CHANGE_MARK: CompiledQuery<{ readonly mark: string }> = CompiledQuery.raw(
  'select pg_current_snapshot()::text as mark',
)

/**
 * A connection's settings: time-outs, so that no session holds a lock for ever, and full durability. `local` and
 * `remote_apply` are left as they are: somebody has chosen them.
 */
export function sessionSettings(limits: {
  readonly statementTimeoutMs: number
  readonly lockTimeoutMs: number
  readonly idleInTransactionMs: number
}): string {
  const [statement, lock, idle] = [
    limits.statementTimeoutMs,
    limits.lockTimeoutMs,
    limits.idleInTransactionMs,
  ].map((ms) => Math.ceil(ms))
  return `set statement_timeout = ${statement}; set lock_timeout = ${lock};
    set idle_in_transaction_session_timeout = ${idle};
    select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`
}

/** Lets nobody else write or sequence until the transaction ends; reading goes on. */
export function lockAgainstWriters(schema: string): string {
  return `lock table ${schema}.journal, ${schema}.drafts, ${schema}.outbox in exclusive mode`
}

/** Whether the user may have the dead rows of a schema's tables removed: its owner, whose roles it has, or a superuser. */
export function ownsTables(schema: string): CompiledQuery<{ readonly owns: boolean }> {
  return CompiledQuery.raw(
    `select coalesce(bool_and(pg_has_role(current_user, c.relowner, 'USAGE')), false) as owns
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind = 'r'`,
    [schema],
  ) as CompiledQuery<{ readonly owns: boolean }>
}

/** Removes dead rows. A user without the right to is only warned. */
export function vacuum(schema: string, tables: readonly string[]): string {
  return `vacuum ${tables.map((table) => `${schema}.${table}`).join(', ')}`
}

/** Compared byte by byte, as JavaScript and SQLite do, in whatever language the database is. */
export const BYTEWISE = 'collate "C"'

/** What version 1 of the schema has on PostgreSQL alone. */
export function guards(schema: string): string {
  const refuse = `execute function ${schema}.refuse_change()`
  const kept = ['journal', 'nodes', 'checkpoints'].map(
    (table) => `
    create trigger ${table}_is_kept before delete on ${schema}.${table} for each row ${refuse};
    create trigger ${table}_is_not_emptied before truncate on ${schema}.${table} for each statement ${refuse};`,
  )
  const once = ['nodes', 'checkpoints'].map(
    (table) => `
    create trigger ${table}_are_written_once before update on ${schema}.${table} for each row ${refuse};`,
  )
  return `
    create function ${schema}.refuse_change() returns trigger language plpgsql as
      $$ begin raise exception 'the journal is append-only' using errcode = 'integrity_constraint_violation'; end $$;
    ${kept.join('')}${once.join('')}
    create trigger journal_is_written_once before update on ${schema}.journal for each row
      when (old.idx is not null or new.idx is null or new.seq is distinct from old.seq
        or new.id is distinct from old.id or new.text is distinct from old.text) ${refuse};
    create trigger journal_is_not_placed_at_once before insert on ${schema}.journal for each row
      when (new.idx is not null) ${refuse};
    -- A hash, because a long subject would not fit into an ordered index.
    create index payloads_of_subject on ${schema}.payloads using hash (subject) where subject is not null;
    create index pseudonyms_of_subject on ${schema}.pseudonyms using hash (subject);`
}
