import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { type Parked, TellsParked } from '#platform/projections/parked';
import { type ProjectionDefinition } from '#platform/projections/projection-definition';
import { planRegister } from './plan-register.js';

/** A row of the plan register. */
@Entity({ name: 'plans', schema: 'plan_register_v5' })
export class RegisteredPlan {
  @PrimaryColumn('text')
  authority!: string;

  @PrimaryColumn('text')
  plan!: string;

  @Column('integer')
  revision!: number;

  @Column('text')
  title!: string;

  @Column('text', { name: 'adopted_by' })
  adoptedBy!: string;

  /** In the precision that is known: see `OccurredOn`. */
  @Column('text', { name: 'adopted_on' })
  adoptedOn!: string;

  /** The day by which it had certainly been adopted for the first time. */
  @Column('date', { name: 'adopted_day' })
  adoptedDay!: string;

  @Column('date', { name: 'first_day' })
  firstDay!: string;

  /** Inclusive, extensions included. */
  @Column('date', { name: 'last_day' })
  lastDay!: string;

  /** The day from whose beginning it is in force: its first, or that of its adoption where that came later. */
  @Column('date', { name: 'in_force_from' })
  inForceFrom!: string;

  /** The first day on which another plan was in force in its place. */
  @Column('date', { name: 'superseded_on', nullable: true })
  supersededOn!: string | null;

  /** The first day of the plan that renews it, where that one follows without a gap. */
  @Column('date', { name: 'succeeded_on', nullable: true })
  succeededOn!: string | null;

  @Column('text', { name: 'matter_before', nullable: true })
  matterBefore!: string | null;

  @Column('text', { name: 'plan_before', nullable: true })
  planBefore!: string | null;

  @Column('text', { name: 'matter_after', nullable: true })
  matterAfter!: string | null;

  @Column('text', { name: 'plan_after', nullable: true })
  planAfter!: string | null;

  /** The day by which the latest of its facts had certainly happened; `null` while nothing is known of the day of any. */
  @Column('date', { name: 'last_happened_on', nullable: true })
  lastHappenedOn!: string | null;

  @Column('timestamptz', { name: 'last_recorded_at' })
  lastRecordedAt!: Date;

  /** Titles, bodies and documents, one a line, as `searchable` makes them; the index on it is for PostgreSQL's own text search. */
  @Column('text')
  searchable!: string;

  @TellsParked('plan', 'plan')
  parked!: Parked | null;
}

export class CreatePlanRegister1795316400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table plans (
        authority text not null,
        plan text not null,
        revision integer not null,
        title text not null,
        adopted_by text not null,
        adopted_on text not null,
        adopted_day date not null,
        first_day date not null,
        last_day date not null,
        in_force_from date not null,
        superseded_on date,
        succeeded_on date,
        matter_before text,
        plan_before text,
        matter_after text,
        plan_after text,
        last_happened_on date,
        last_recorded_at timestamptz not null,
        searchable text not null,
        primary key (authority, plan)
      );
      create index on plans (authority, last_day desc, plan);
      create index on plans using gin (to_tsvector('english', searchable));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table plans');
  }
}

export const planRegisterProjection: ProjectionDefinition = {
  readModel: planRegister,
  entities: [RegisteredPlan],
  migrations: [CreatePlanRegister1795316400000],
};
