import { type InstantText, type PlainDateText, type Role } from '#kernel';
import { Question } from '#platform/queries/question';
import { type BoardedDeadline } from './deadline-board.entity.js';
import { type Judged } from './standing.js';
import { type NotComputable } from '../vocabulary/deadline.js';
import { type ToldReminder } from './told-reminders.js';

const READERS: readonly Role[] = ['officer', 'auditor'];

/** In which states the board can be asked for. */
export const STATES = ['due', 'at risk', 'missed', 'met', 'waived', 'suspended'] as const;
export type State = (typeof STATES)[number];

export interface BoardFilter {
  readonly state?: State;
  readonly body?: string;
  readonly owner?: string;
  /** Id of the matter. */
  readonly matter?: string;
  /** Id of the plan. */
  readonly plan?: string;
}

interface Reminded {
  readonly reminders: readonly ToldReminder[];
}

/** A row of the board, as the day of asking judges it. */
export type JudgedRow = Omit<
  BoardedDeadline,
  'authority' | 'heldUnder' | 'bodiesKnownAs' | 'receipt' | 'rungs' | 'reminders' | 'startedBy' | 'setAt' | 'changedAt'
> &
  Judged &
  Reminded;

export interface Board {
  readonly asAt: PlainDateText;
  readonly total: number;
  readonly rows: readonly JudgedRow[];
}

export class BoardAsked extends Question<Board> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly filter: BoardFilter,
    readonly part: { readonly offset: number; readonly limit: number },
    /** The day that judges; today where it is left out. */
    readonly asAt: PlainDateText | undefined,
  ) {
    super(authority);
  }
}

/** A deadline with everything that explains it. */
export type ExplainedDeadline = Omit<BoardedDeadline, 'authority' | 'heldUnder' | 'bodiesKnownAs' | 'reminders'> &
  Judged &
  Reminded & {
    /**
     * The recommendations to which the body that was asked has not responded yet, by their labels (`2)a)`); empty once it has to
     * all. Left out of every deadline but that of the response to scrutiny (R16).
     */
    readonly unanswered?: readonly string[];
  };

export interface SubjectDeadlines {
  readonly asAt: PlainDateText;
  /** Of the subject's deadlines as they are; nothing where they are told as they were, or where there are none yet. */
  readonly revision?: number;
  readonly deadlines: readonly ExplainedDeadline[];
}

export interface OfSubject {
  readonly category: 'matter' | 'plan';
  readonly id: string;
}

/** Asks for every deadline of one matter or plan, as it is. */
export class SubjectDeadlinesAsked extends Question<SubjectDeadlines> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly subject: OfSubject,
  ) {
    super(authority);
  }
}

/** Asks for every deadline that one matter or plan had by what had happened by a day, and by what the log knew by an instant. */
export class PastDeadlinesAsked extends Question<SubjectDeadlines> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly subject: OfSubject,
    readonly asOf: { readonly asAt?: PlainDateText; readonly knownAt?: InstantText },
  ) {
    super(authority);
  }
}

/**
 * Asks which recommendations of a matter have no answer of the body that was asked, by the key of the deadline of the response;
 * as of a day and an instant, where they are given.
 */
export class UnansweredAsked extends Question<ReadonlyMap<string, readonly string[]>> {
  override readonly may = READERS;
  constructor(
    authority: string,
    /** Id of the matter. */
    readonly matter: string,
    readonly asOf: PastDeadlinesAsked['asOf'],
  ) {
    super(authority);
  }
}

/** Asks what cannot be computed of the deadlines of one matter or plan, and why; as of a day and an instant, where they are given. */
export class NotComputableAsked extends Question<readonly NotComputable[]> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly subject: OfSubject,
    readonly asOf: PastDeadlinesAsked['asOf'],
  ) {
    super(authority);
  }
}
