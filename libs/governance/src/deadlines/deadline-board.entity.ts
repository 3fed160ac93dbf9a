import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { type InstantText, type JsonObject, type PlainDateText } from '#kernel';
import { type Parked, TellsParked } from '#platform/projections/parked';
import { type ProjectionDefinition } from '#platform/projections/projection-definition';
import { type Basis, type Hardness, type Rung } from '../vocabulary/deadline.js';
import { type InTime } from '../vocabulary/met.js';
import { type Deadline, type DeadlineStatus } from './deadline.js';
import { deadlineBoard } from './deadline-board.js';

/** An instant is kept as the text in which facts have it: it sorts as it reads. */
const INSTANT = { type: 'text', collation: 'C' } as const;

/** A row of the deadline board. */
@Entity({ name: 'deadlines', schema: 'deadline_board_v12' })
export class BoardedDeadline {
  @PrimaryColumn('text')
  authority!: string;

  /** The id under which the subject's deadlines are kept: `matter-0192…`. */
  @PrimaryColumn('text', { name: 'held_under' })
  heldUnder!: string;

  @PrimaryColumn('text')
  key!: string;

  /** `matter` */
  @Column('text', { name: 'subject_category' })
  subjectCategory!: string;

  /** Id of the subject within its authority. */
  @Column('text')
  subject!: string;

  /** Counts the dates that it has had. */
  @Column('integer')
  version!: number;

  @Column('text')
  title!: string;

  /** The body to which it is owed; of several, all their names. */
  @Column('text')
  body!: string;

  /** Each of the bodies to which it is owed. */
  @Column('text', { array: true })
  bodies!: readonly string[];

  /** What they are known by, in whichever way their names are written: see `knownAs`. */
  @Column('text', { name: 'bodies_known_as', array: true })
  bodiesKnownAs!: readonly string[];

  /** Slug of the office that owes it. */
  @Column('text')
  owner!: string;

  @Column('text')
  rule!: string;

  @Column('integer', { name: 'rule_version' })
  ruleVersion!: number;

  @Column('text')
  basis!: Basis;

  @Column('text')
  citation!: string;

  @Column('text')
  hardness!: Hardness;

  /** The last day on which it is in time; of what happens by itself, the day on which it does. */
  @Column('date', { name: 'due_on' })
  dueOn!: PlainDateText;

  /** The instant from which it is late; of what happens by itself, the instant at which it does. */
  @Column({ ...INSTANT, name: 'due_at' })
  dueAt!: InstantText;

  @Column('json')
  receipt!: JsonObject;

  @Column('text')
  explained!: string;

  /** Id of the fact that started the clock. */
  @Column('text', { name: 'started_by' })
  startedBy!: string;

  /** The command that the passing of the date becomes. */
  @Column('text', { nullable: true })
  becomes!: string | null;

  @Column('json')
  rungs!: readonly Rung[];

  @Column('text')
  status!: DeadlineStatus;

  /** When the log learned of this version. */
  @Column({ ...INSTANT, name: 'set_at' })
  setAt!: InstantText;

  /** When the log learned last of its date or of what became of it. */
  @Column({ ...INSTANT, name: 'changed_at' })
  changedAt!: InstantText;

  /** The day on which it was done; where that is not known, the last that is possible. */
  @Column('date', { name: 'met_on', nullable: true })
  metOn!: PlainDateText | null;

  /** Id of the fact that stopped the clock. */
  @Column('text', { name: 'met_by', nullable: true })
  metBy!: string | null;

  /** What is known instead of the day on which it was done: a month, or `unknown`. Null where the day is known. */
  @Column('text', { name: 'met_known', nullable: true })
  metKnown!: string | null;

  /** Whether it was done by its day; `not known` where only a month is known, or nothing, and some of the days that are possible are in time. */
  @Column('text', { name: 'in_time', nullable: true })
  inTime!: InTime | null;

  /** The subject's revision at which its date was recorded as gone by. */
  @Column('integer', { name: 'passed_at_revision', nullable: true })
  passedAtRevision!: number | null;

  @Column('json', { nullable: true })
  waived!: NonNullable<Deadline['waived']> | null;

  @Column('json')
  moves!: Deadline['moves'];

  /** What became of it while its date stayed. */
  @Column('json')
  changes!: Deadline['changes'];

  /** The days on which its clock stood still, as a ledger. */
  @Column('json')
  suspensions!: Deadline['suspensions'];

  @Column('json')
  reminders!: Deadline['reminders'];

  @Column({ ...INSTANT, name: 'next_reminder_at', nullable: true })
  nextReminderAt!: InstantText | null;

  /** How many of its reminders could not be delivered, while it is open. */
  @Column('integer')
  undelivered!: number;

  @TellsParked('deadlines', 'held_under')
  parked!: Parked | null;
}

const TABLE = `
  create table deadlines (
    authority text not null,
    held_under text not null,
    subject_category text not null,
    subject text not null,
    key text not null,
    version integer not null,
    title text not null,
    body text not null,
    bodies text[] not null,
    bodies_known_as text[] not null,
    owner text not null,
    rule text not null,
    rule_version integer not null,
    basis text not null,
    citation text not null,
    hardness text not null,
    due_on date not null,
    due_at text collate "C" not null,
    receipt json not null,
    explained text not null,
    started_by text not null,
    becomes text,
    rungs json not null,
    status text not null,
    set_at text collate "C" not null,
    changed_at text collate "C" not null,
    met_on date,
    met_by text,
    met_known text,
    in_time text,
    passed_at_revision integer,
    waived json,
    moves json not null,
    changes json not null,
    suspensions json not null,
    reminders json not null,
    next_reminder_at text collate "C",
    undelivered integer not null,
    primary key (authority, held_under, key)
  );
`;

/** The first has all by which the board is counted and narrowed, so that the rows, which are wide, are not read for it. */
const INDEXES = `
  create index on deadlines (authority, due_on, held_under, key) include (status, met_on, in_time, owner, bodies_known_as);
  create index on deadlines (due_at, authority, held_under, key) where status = 'running';
  create index on deadlines (next_reminder_at, authority, held_under, key) where next_reminder_at is not null;
  create index on deadlines (authority, next_reminder_at) where next_reminder_at is not null;
  create index on deadlines (undelivered) where undelivered > 0;
`;

export class CreateDeadlineBoard1795309200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(INDEXES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table deadlines');
  }
}

export const deadlineBoardProjection: ProjectionDefinition = {
  readModel: deadlineBoard,
  entities: [BoardedDeadline],
  migrations: [CreateDeadlineBoard1795309200000],
};
