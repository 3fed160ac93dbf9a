import {
  Act,
  type AnySubject,
  type CommandHandling,
  type Fact,
  handles,
  Recording,
  refuse,
  type Subject,
} from '#kernel';
import { CivilDate, Count, ListOf, Nested, Text } from '#kernel/input/fields';

class Mover {
  @Text(60) office!: string;
}

class Clause {
  @Text(20) label!: string;
  @ListOf(() => Clause, { items: 5 }, { optional: true }) clauses?: Clause[];
}

/** Begins a motion. */
class TableMotion extends Recording {
  @Text(100, { describe: 'As moved.' }) title!: string;
  @CivilDate() tabledOn!: string;
  @Nested(() => Mover) mover!: Mover;
  @ListOf(() => Clause, { items: 10 }, { optional: true }) clauses?: Clause[];
}

/** Counts its votes. */
class RecordVotes extends Recording {
  @Count({ max: 1000 }) votes!: number;
}

/** Publishes it. */
class PublishMotion extends Act {
  @Count() copies!: number;
}

/** Breaks, as a bug would. */
class BreakMotion extends Act {
  @Text(50) secret!: string;
}

interface Motion {
  readonly votes: number;
}

type MotionFact = Fact<'MotionTabled' | 'VotesCounted' | 'MotionPublished'>;

const on = 'an existing subject';

const motion: Subject<Motion> = {
  category: 'motion',
  initial: { votes: 0 },
  evolve: (state, { type, data }) => (type === 'VotesCounted' ? (data as unknown as Motion) : state),
  facts: { MotionTabled: 1, VotesCounted: 1, MotionPublished: 1 },
  commands: [
    handles({
      command: TableMotion,
      may: ['officer'],
      on: 'a new subject',
      summary: 'Table a motion',
      decide: ({ title }): MotionFact[] => [{ type: 'MotionTabled', data: { title } }],
    } satisfies CommandHandling<Motion, TableMotion>),
    handles({
      command: RecordVotes,
      may: ['officer'],
      on,
      summary: 'Record the votes',
      decide: ({ votes }, state): MotionFact[] =>
        votes === state.votes ? [] : [{ type: 'VotesCounted', data: { votes } }],
    } satisfies CommandHandling<Motion, RecordVotes>),
    handles({
      command: PublishMotion,
      may: ['officer', 'operator'],
      on,
      summary: 'Publish it',
      decide: ({ copies }, { votes }): MotionFact[] =>
        votes > 0
          ? [{ type: 'MotionPublished', data: { copies } }]
          : refuse({ reason: 'nobody has voted', rule: 'motions/voted-first', satisfiedBy: 'recording the votes' }),
    } satisfies CommandHandling<Motion, PublishMotion>),
    handles({
      command: BreakMotion,
      may: ['officer'],
      on,
      summary: 'Break',
      decide: ({ secret }): MotionFact[] => {
        throw new TypeError(`cannot read ${secret.length} letters of the chamber’s cellar`);
      },
    } satisfies CommandHandling<Motion, BreakMotion>),
  ],
};

/** A small subject for the specs of the door: it is tabled, voted on and published, and one command breaks. */
export const motions = motion as unknown as AnySubject;
