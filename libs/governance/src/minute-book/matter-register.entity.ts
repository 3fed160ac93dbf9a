import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { type Parked, TellsParked } from '#platform/projections/parked';
import { type ProjectionDefinition } from '#platform/projections/projection-definition';
import { matterRegister } from './matter-register.js';

/** A row of the matter register. */
@Entity({ name: 'matters', schema: 'matter_register_v4' })
export class RegisteredMatter {
  @PrimaryColumn('text')
  authority!: string;

  @PrimaryColumn('text')
  matter!: string;

  @Column('integer')
  revision!: number;

  @Column('text')
  title!: string;

  @Column('text', { nullable: true })
  reference!: string | null;

  @Column('text', { name: 'plan_kind', nullable: true })
  planKind!: string | null;

  @Column('text', { name: 'plan_period', nullable: true })
  planPeriod!: string | null;

  @Column('text', { array: true })
  bodies!: string[];

  /** What they are known by, in whichever way their names are written: see `knownAs`. */
  @Column('text', { name: 'bodies_known_as', array: true })
  bodiesKnownAs!: string[];

  /** In the precision that is known: see `OccurredOn`. */
  @Column('text', { name: 'opened_on' })
  openedOn!: string;

  /** The day by which the latest of its facts had certainly happened; `null` while nothing is known of the day of any. */
  @Column('date', { name: 'last_happened_on', nullable: true })
  lastHappenedOn!: string | null;

  @Column('timestamptz', { name: 'last_recorded_at' })
  lastRecordedAt!: Date;

  /** Titles, reference, period, bodies and reports, one a line, as `searchable` makes them; the index on it is for PostgreSQL's own text search. */
  @Column('text')
  searchable!: string;

  @TellsParked('matter', 'matter')
  parked!: Parked | null;
}

export class CreateMatterRegister1795305600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table matters (
        authority text not null,
        matter text not null,
        revision integer not null,
        title text not null,
        reference text,
        plan_kind text,
        plan_period text,
        bodies text[] not null,
        bodies_known_as text[] not null,
        opened_on text not null,
        last_happened_on date,
        last_recorded_at timestamptz not null,
        searchable text not null,
        primary key (authority, matter)
      );
      create index on matters (authority, last_happened_on desc nulls last, matter);
      create index on matters (authority, title, matter);
      create index on matters using gin (to_tsvector('english', searchable));
      create index on matters using gin (bodies_known_as);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table matters');
  }
}

export const matterRegisterProjection: ProjectionDefinition = {
  readModel: matterRegister,
  entities: [RegisteredMatter],
  migrations: [CreateMatterRegister1795305600000],
};
