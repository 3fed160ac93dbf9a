import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { type ProjectionDefinition } from './projection-definition.js';

/** What the machinery keeps beside the rows of every projection, in the same schema. */
export class ProjectionBookkeeping1767225600000 implements MigrationInterface {
  readonly name = 'ProjectionBookkeeping1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table checkpoint (
        one_row boolean primary key default true check (one_row),
        position text collate "C",
        fence bigint not null default 1,
        ready boolean not null default false
      )`);
    await runner.query('insert into checkpoint default values');
    await runner.query(`
      create table subjects (
        stream text collate "C" primary key,
        revision integer not null
      )`);
    await runner.query(`
      create table parked (
        stream text collate "C" primary key,
        error text not null,
        since timestamptz not null
      )`);
    await runner.query(`
      create table parked_facts (
        stream text collate "C" not null references parked on delete cascade,
        revision integer not null,
        fact json not null,
        primary key (stream, revision)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['parked_facts', 'parked', 'subjects', 'checkpoint']) await runner.query(`drop table ${table}`);
  }
}

/** Everything that makes a projection's schema. */
export const migrationsOf = ({ migrations }: ProjectionDefinition): readonly (new () => MigrationInterface)[] => [
  ProjectionBookkeeping1767225600000,
  ...migrations,
];
