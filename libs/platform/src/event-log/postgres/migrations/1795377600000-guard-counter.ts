import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Of a group of facts the places are given out and taken in one statement, after which this looks. */
export const COUNTS_FACTS = `
  create function log.count_facts() returns trigger language plpgsql as $$
  begin
    if new.last - old.last
      <> (select count(*) from log.facts where position > old.last and position <= new.last) then
      raise exception 'the log is append-only: its counter goes from % to % only with a fact at each place', old.last, new.last
        using errcode = 'insufficient_privilege';
    end if;
    return null;
  end $$`;

/** Keeps the counter from running ahead of the facts: whoever may add facts may move it, and could leave a hole. */
export class GuardCounter1795377600000 implements MigrationInterface {
  async up(database: QueryRunner): Promise<void> {
    for (const statement of [
      COUNTS_FACTS,
      'create trigger with_facts after update on log.counter for each row execute function log.count_facts()',
      'alter table log.counter enable always trigger with_facts',
    ])
      await database.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the log is append-only: its guards are not taken away by a migration'));
  }
}
