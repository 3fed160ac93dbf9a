import { type MigrationInterface, type QueryRunner } from 'typeorm';

export const REFUSAL = `
  create function log.refuse() returns trigger language plpgsql as $$
  begin
    raise exception 'the log is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
      using errcode = 'insufficient_privilege', hint = 'A mistake is mended by a later fact that cites the first.';
  end $$`;

const FACTS = `
  create table log.facts (
    position bigint not null,
    stream text collate "C" not null,
    revision integer not null check (revision >= 0),
    id uuid not null,
    type text collate "C" not null,
    data json not null,
    metadata json not null,
    constraint facts_position primary key (position),
    constraint facts_revision unique (stream, revision),
    constraint facts_id unique (id)
  )`;

const COUNTER = `
  create table log.counter (
    only_row boolean primary key default true check (only_row),
    last bigint not null check (last >= 0)
  )`;

export const COUNTS_UPWARDS = `
  create function log.count_upwards() returns trigger language plpgsql as $$
  begin
    if new.last <= old.last then
      raise exception 'the log is append-only: its counter goes from % to a higher number, not to %', old.last, new.last
        using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$`;

/** What the database itself refuses, whoever asks: also in sessions that replicate, hence `enable always`. */
const GUARDS = [
  'create trigger append_only before update or delete or truncate on log.facts for each statement execute function log.refuse()',
  'alter table log.facts enable always trigger append_only',
  'create trigger never_gone before delete or truncate on log.counter for each statement execute function log.refuse()',
  'alter table log.counter enable always trigger never_gone',
  'create trigger upwards before update on log.counter for each row execute function log.count_upwards()',
  'alter table log.counter enable always trigger upwards',
];

/** The facts, the one row that counts their positions, and the guards that make both append-only. */
export class CreateLog1763700000000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    for (const statement of [REFUSAL, FACTS, COUNTER, 'insert into log.counter (last) values (0)', COUNTS_UPWARDS])
      await database.query(statement);
    for (const guard of GUARDS) await database.query(guard);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the log is append-only: its tables are not taken away by a migration'));
  }
}
