import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { type ProjectionDefinition } from '#platform/projections/projection-definition';
import { leftOpenBoard } from './left-open-board.js';

/** A date, or the morning of one step of a ladder, that cannot be computed. */
@Entity({ name: 'dates', schema: 'left_open_v1' })
export class DateLeftOpen {
  @PrimaryColumn('text')
  authority!: string;

  /** The id under which the subject's deadlines are kept: `matter-0192…`. */
  @PrimaryColumn('text', { name: 'held_under' })
  heldUnder!: string;

  @PrimaryColumn('text')
  key!: string;

  /** The step without a morning: `T-7d`; empty where the deadline has no date. */
  @PrimaryColumn('text')
  rung!: string;

  /** `matter` */
  @Column('text', { name: 'subject_category' })
  subjectCategory!: string;

  /** Id of the subject within its authority. */
  @Column('text')
  subject!: string;

  @Column('text')
  title!: string;

  @Column('text')
  rule!: string;

  /** The offices that the step would tell. */
  @Column('text', { array: true, nullable: true })
  offices!: readonly string[] | null;

  @Column('text')
  reason!: string;
}

export class CreateLeftOpen1795309200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table dates (
        authority text not null,
        held_under text not null,
        key text not null,
        rung text not null,
        subject_category text not null,
        subject text not null,
        title text not null,
        rule text not null,
        offices text[],
        reason text not null,
        primary key (authority, held_under, key, rung)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table dates');
  }
}

export const leftOpenProjection: ProjectionDefinition = {
  readModel: leftOpenBoard,
  entities: [DateLeftOpen],
  migrations: [CreateLeftOpen1795309200000],
};
