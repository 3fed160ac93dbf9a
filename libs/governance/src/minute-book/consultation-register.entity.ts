import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { type Parked, TellsParked } from '#platform/projections/parked';
import { type ProjectionDefinition } from '#platform/projections/projection-definition';
import { type Extension, type Responses } from '../consultations/index.js';
import { consultationRegister } from './consultation-register.js';

/** A row of the consultation register: one round of one matter. */
@Entity({ name: 'rounds', schema: 'consultation_register_v4' })
export class RegisteredRound {
  @PrimaryColumn('text')
  authority!: string;

  @PrimaryColumn('text')
  matter!: string;

  /** Counted from 1. */
  @PrimaryColumn('integer')
  round!: number;

  /** The matter's title. */
  @Column('text')
  title!: string;

  @Column('text', { name: 'described_as' })
  describedAs!: string;

  @Column('text', { nullable: true })
  scope!: string | null;

  @Column('text', { nullable: true })
  audience!: string | null;

  /** First day on which responses are taken, inclusive. */
  @Column('date', { name: 'opens_on' })
  opensOn!: string;

  /** Last day on which responses are taken, inclusive, with every extension. */
  @Column('date', { name: 'closes_on' })
  closesOn!: string;

  /** The time of that last day in London at which it closes; the end of that day where none was given. */
  @Column('text', { name: 'closes_at', nullable: true })
  closesAt!: string | null;

  /** The last day that was first announced. */
  @Column('date', { name: 'first_closes_on' })
  firstClosesOn!: string;

  @Column('json')
  extensions!: Extension[];

  @Column('date', { name: 'closed_on', nullable: true })
  closedOn!: string | null;

  @Column('uuid', { name: 'authorising_resolution', nullable: true })
  authorisingResolution!: string | null;

  @Column('integer', { name: 'authorising_part', nullable: true })
  authorisingPart!: number | null;

  /** The newest count that stands. A whole number as text, since it may pass 2^31. */
  @Column('bigint', { nullable: true })
  responses!: string | null;

  @Column('text', { name: 'responses_counted_by', nullable: true })
  responsesCountedBy!: string | null;

  @Column('text', { name: 'responses_as_of', nullable: true })
  responsesAsOf!: string | null;

  /** Every count that was recorded, those that were replaced among them. */
  @Column('json')
  counts!: Responses[];

  @TellsParked('matter', 'matter')
  parked!: Parked | null;
}

export class CreateConsultationRegister1795305600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table rounds (
        authority text not null,
        matter text not null,
        round integer not null,
        title text not null,
        described_as text not null,
        scope text,
        audience text,
        opens_on date not null,
        closes_on date not null,
        closes_at text,
        first_closes_on date not null,
        extensions json not null,
        closed_on date,
        authorising_resolution uuid,
        authorising_part integer,
        responses bigint,
        responses_counted_by text,
        responses_as_of text,
        counts json not null,
        primary key (authority, matter, round)
      );
      create index on rounds (authority, closes_on desc, matter, round);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table rounds');
  }
}

export const consultationRegisterProjection: ProjectionDefinition = {
  readModel: consultationRegister,
  entities: [RegisteredRound],
  migrations: [CreateConsultationRegister1795305600000],
};
