import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { type Parked, TellsParked } from '#platform/projections/parked';
import { type ProjectionDefinition } from '#platform/projections/projection-definition';
import { type Answer } from '../decisions/index.js';
import { recommendationTracker } from './recommendation-tracker.js';

/** A row of the recommendation tracker: one leaf of one tree. */
@Entity({ name: 'leaves', schema: 'recommendation_tracker_v3' })
export class TrackedLeaf {
  @PrimaryColumn('text')
  authority!: string;

  @PrimaryColumn('text')
  matter!: string;

  @PrimaryColumn('uuid')
  recommendations!: string;

  /** The labels on the way to it: `2)b)i)`. */
  @PrimaryColumn('text')
  leaf!: string;

  /** Its place among the leaves of its tree, counted from 1. */
  @Column('integer')
  place!: number;

  /** The matter's title. */
  @Column('text')
  title!: string;

  @Column('text', { name: 'asked_by' })
  askedBy!: string;

  @Column('text', { name: 'addressed_to' })
  addressedTo!: string;

  /** What they are known by, in whichever way their names are written: see `knownAs`. */
  @Column('text', { name: 'asked_by_known_as' })
  askedByKnownAs!: string;

  @Column('text', { name: 'addressed_to_known_as' })
  addressedToKnownAs!: string;

  @Column('text')
  text!: string;

  @Column('text', { name: 'made_on' })
  madeOn!: string;

  @Column('date', { name: 'made_day', nullable: true })
  madeDay!: string | null;

  @Column('text', { nullable: true })
  answer!: Answer | null;

  @Column('text', { name: 'answer_reason', nullable: true })
  answerReason!: string | null;

  @Column('text', { name: 'answered_by', nullable: true })
  answeredBy!: string | null;

  @Column('text', { name: 'answered_on', nullable: true })
  answeredOn!: string | null;

  @Column('date', { name: 'answered_day', nullable: true })
  answeredDay!: string | null;

  @Column('uuid', { nullable: true })
  resolution!: string | null;

  @Column('integer', { name: 'resolution_part', nullable: true })
  resolutionPart!: number | null;

  @Column('text', { name: 'resolution_part_label', nullable: true })
  resolutionPartLabel!: string | null;

  @Column('integer', { name: 'days_to_answer', nullable: true })
  daysToAnswer!: number | null;

  @Column('text', { name: 'implemented_on', nullable: true })
  implementedOn!: string | null;

  @TellsParked('matter', 'matter')
  parked!: Parked | null;
}

export class CreateRecommendationTracker1795305600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table leaves (
        authority text not null,
        matter text not null,
        recommendations uuid not null,
        leaf text not null,
        place integer not null,
        title text not null,
        asked_by text not null,
        addressed_to text not null,
        asked_by_known_as text not null,
        addressed_to_known_as text not null,
        text text not null,
        made_on text not null,
        made_day date,
        answer text,
        answer_reason text,
        answered_by text,
        answered_on text,
        answered_day date,
        resolution uuid,
        resolution_part integer,
        resolution_part_label text,
        days_to_answer integer,
        implemented_on text,
        primary key (authority, matter, recommendations, leaf)
      );
      create index on leaves (authority, made_day desc, matter, recommendations, place);
      create index on leaves (authority, asked_by_known_as);
      create index on leaves (authority, addressed_to_known_as, answer);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table leaves');
  }
}

export const recommendationTrackerProjection: ProjectionDefinition = {
  readModel: recommendationTracker,
  entities: [TrackedLeaf],
  migrations: [CreateRecommendationTracker1795305600000],
};
