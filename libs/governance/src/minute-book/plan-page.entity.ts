import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { type Parked, TellsParked } from '#platform/projections/parked';
import { type ProjectionDefinition } from '#platform/projections/projection-definition';
import { type PlanPage } from './plan-page.js';
import { planPages } from './plan-page-read-model.js';

/** The page of one plan, as its facts tell it; `judgedPlan(page, day)` says how it stands. */
@Entity({ name: 'pages', schema: 'plan_page_v9' })
export class KeptPlanPage {
  @PrimaryColumn('text')
  authority!: string;

  @PrimaryColumn('text')
  plan!: string;

  @Column('integer')
  revision!: number;

  @Column('timestamptz', { name: 'last_recorded_at' })
  lastRecordedAt!: Date;

  @Column('json')
  page!: PlanPage;

  @TellsParked('plan', 'plan')
  parked!: Parked | null;
}

export class CreatePlanPage1795316400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table pages (
        authority text not null,
        plan text not null,
        revision integer not null,
        last_recorded_at timestamptz not null,
        page json not null,
        primary key (authority, plan)
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table pages');
  }
}

export const planPageProjection: ProjectionDefinition = {
  readModel: planPages,
  entities: [KeptPlanPage],
  migrations: [CreatePlanPage1795316400000],
};
