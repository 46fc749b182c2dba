/**
 * The tables, version by version: each element brings a database from its index to the next version. Never edit one
 * that was released: add another. Only here does SQL stand that is SQLite's own.
 */
export const SCHEMA: readonly string[] = [
  `
  create table journal (
    seq integer primary key autoincrement,
    id text not null unique,
    text text not null,
    idx integer,
    leaf_hash blob check (length(leaf_hash) = 32),
    check ((idx is null) = (leaf_hash is null))
  ) strict;
  create unique index journal_by_place on journal (idx) where idx is not null;
  create index journal_waiting on journal (seq) where idx is null;
  create table nodes (
    level integer not null, idx integer not null, hash blob not null check (length(hash) = 32), primary key (level, idx)
  ) strict, without rowid;
  create table checkpoints (
    size integer primary key, root_hash blob not null check (length(root_hash) = 32), at text not null, note text not null
  ) strict;

  create table reviews (
    id text primary key not null,
    version integer not null,
    status text not null,
    system_id text not null,
    role text not null,
    escalated_to text,
    requester text,
    claimed_by text,
    claimed_until text,
    subject text,
    due_at text not null,
    next_at text,
    body text not null
  ) strict;
  create index reviews_of_role on reviews (role, status, due_at, id, requester, claimed_until, subject);
  create index reviews_of_system on reviews (role, status, system_id, due_at, id, requester, claimed_until, subject);
  create index reviews_escalated on reviews (escalated_to, status, due_at, id, role, system_id, requester, claimed_until, subject)
    where escalated_to is not null;
  create index reviews_of_status on reviews (status, due_at, id, system_id, role, escalated_to, requester, claimed_until, subject);
  create index reviews_claimed on reviews (claimed_by, due_at, id) where claimed_by is not null;
  create index reviews_timers on reviews (next_at, id) where next_at is not null;

  create table payloads (
    id text primary key not null,
    kind text not null,
    review_id text not null,
    subject text,
    salt text not null,
    body text not null,
    created_at text not null
  ) strict;
  create index payloads_of_review on payloads (review_id);
  create index payloads_of_subject on payloads (subject) where subject is not null;
  create table commands (
    key text primary key not null, fingerprint text not null, review_id text not null, version integer not null
  ) strict, without rowid;
  create table outbox (
    id text primary key not null,
    review_id text not null,
    topic text not null,
    available_at text not null,
    attempts integer not null,
    last_error text
  ) strict;
  create index outbox_due on outbox (available_at, id);
  create table drafts (
    review_id text not null, reviewer_id text not null, body text not null, at text not null,
    primary key (review_id, reviewer_id)
  ) strict;

  create trigger journal_is_kept before delete on journal
    begin select raise(abort, 'the journal is append-only'); end;
  create trigger journal_is_written_once before update on journal
    when old.idx is not null or new.idx is null
      or old.seq is not new.seq or old.id is not new.id or old.text is not new.text
    begin select raise(abort, 'the journal is append-only'); end;
  create trigger journal_is_not_replaced before insert on journal
    when new.idx is not null or exists (select 1 from journal where id = new.id)
      or exists (select 1 from journal where seq = new.seq)
    begin select raise(abort, 'the journal is append-only'); end;
  create trigger nodes_are_kept before delete on nodes
    begin select raise(abort, 'the journal is append-only'); end;
  create trigger nodes_are_written_once before update on nodes
    begin select raise(abort, 'the journal is append-only'); end;
  create trigger nodes_are_not_replaced before insert on nodes
    when exists (select 1 from nodes where level = new.level and idx = new.idx)
    begin select raise(abort, 'the journal is append-only'); end;
  create trigger checkpoints_are_kept before delete on checkpoints
    begin select raise(abort, 'the journal is append-only'); end;
  create trigger checkpoints_are_written_once before update on checkpoints
    begin select raise(abort, 'the journal is append-only'); end;
  create trigger checkpoints_are_not_replaced before insert on checkpoints
    when exists (select 1 from checkpoints where size = new.size)
    begin select raise(abort, 'the journal is append-only'); end;
  `,
  `
  create table pseudonyms (
    system_id text not null, subject text not null, version integer not null, body text not null, at text not null,
    primary key (system_id, subject)
  ) strict;
  create index pseudonyms_of_subject on pseudonyms (subject);
  `,
  `
  create table settings (
    kind text not null, id text not null, version integer not null, body text not null, primary key (kind, id)
  ) strict;
  create index outbox_of_topic on outbox (topic, available_at, id);
  `,
  `
  create table facts (
    review_id text not null, reviewer_id text not null, system_id text not null, use_id text not null, at text not null,
    body text not null, primary key (review_id, reviewer_id)
  ) strict, without rowid;
  create index facts_by_time on facts (at, review_id, reviewer_id);
  create index facts_of_reviewer on facts (reviewer_id, at, review_id);
  `,
  `
  create table keys (
    id text primary key not null, owner text not null, master text not null, wrapped text not null, created_at text not null
  ) strict, without rowid;
  create index keys_of_owner on keys (owner);
  create index keys_of_master on keys (master, id);
  create index commands_of_review on commands (review_id);
  `,
  `
  alter table reviews add column created_at text not null default '';
  alter table reviews add column use_key text not null default '';
  alter table reviews add column mode text not null default '';
  alter table reviews add column territory text not null default '';
  update reviews set
    created_at = coalesce(json_extract(body, '$.createdAt'), ''),
    use_key = coalesce(system_id || '/' || json_extract(body, '$.useId'), ''),
    mode = coalesce(json_extract(body, '$.oversight.mode'), '')
    where json_valid(body);
  drop index reviews_of_role;
  drop index reviews_of_system;
  drop index reviews_escalated;
  drop index reviews_of_status;
  create index reviews_of_role on reviews (role, status, due_at, id, requester, claimed_until, subject, use_key, mode, territory);
  create index reviews_of_system on reviews (role, status, system_id, due_at, id, requester, claimed_until, subject, use_key, mode, territory);
  create index reviews_escalated on reviews (escalated_to, status, due_at, id, role, system_id, requester, claimed_until, subject, use_key, mode, territory)
    where escalated_to is not null;
  create index reviews_of_status on reviews (status, due_at, id, system_id, role, escalated_to, requester, claimed_until, subject, use_key, mode, territory);
  create index reviews_by_arrival on reviews (role, status, created_at, id) where status = 'pending' or status = 'claimed';
  `,
  'create index facts_of_person on facts (reviewer_id, system_id);',
]
