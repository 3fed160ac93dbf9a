import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { type Parked, TellsParked } from '#platform/projections/parked';
import { type ProjectionDefinition } from '#platform/projections/projection-definition';
import { type MatterPage } from './matter-page.js';
import { matterPages } from './matter-page-read-model.js';

/** The page of one matter, as its facts tell it; `judged(page, day)` says what is open, over or missed. */
@Entity({ name: 'pages', schema: 'matter_page_v7' })
export class KeptMatterPage {
  @PrimaryColumn('text')
  authority!: string;

  @PrimaryColumn('text')
  matter!: string;

  @Column('integer')
  revision!: number;

  @Column('timestamptz', { name: 'last_recorded_at' })
  lastRecordedAt!: Date;

  @Column('json')
  page!: MatterPage;

  @TellsParked('matter', 'matter')
  parked!: Parked | null;
}

export class CreateMatterPage1795305600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table pages (
        authority text not null,
        matter text not null,
        revision integer not null,
        last_recorded_at timestamptz not null,
        page json not null,
        primary key (authority, matter)
      )
    `);
    // Compressing a page costs the server more than all the rest of writing it.
    await queryRunner.query('alter table pages alter column page set storage external');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table pages');
  }
}

export const matterPageProjection: ProjectionDefinition = {
  readModel: matterPages,
  entities: [KeptMatterPage],
  migrations: [CreateMatterPage1795305600000],
};
