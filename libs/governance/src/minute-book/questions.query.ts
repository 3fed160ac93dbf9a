import { type InstantText, type PlainDateText, type Role } from '#kernel';
import { type Parked } from '#platform/projections/parked';
import { Question } from '#platform/queries/question';
import { type Answer } from '../decisions/index.js';
import { type KeptMatterPage } from './matter-page.entity.js';
import { type JudgedMatterPage } from './matter-as-at.js';
import { type HistoryLine } from './matter-history.js';
import { type RegisteredMatter } from './matter-register.entity.js';
import { type RegisteredRound } from './consultation-register.entity.js';
import { type TrackedLeaf } from './recommendation-tracker.entity.js';

const READERS: readonly Role[] = ['officer', 'auditor'];

/** A part of a list, in the list's order. */
export interface Part {
  /** Entries before this part. */
  readonly offset: number;
  /** Entries in it, at most. */
  readonly limit: number;
}

/** A part of a list, and how long the whole list is. */
export interface Listed<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** As of when: what had happened by a day, what the log knew by an instant. */
export interface AsOf {
  readonly asAt?: PlainDateText;
  readonly knownAt?: InstantText;
}

export interface MatterFilter {
  /** Words of the title, reference, period, bodies and reports. */
  readonly search?: string;
  /** A body before which it is or has been. */
  readonly body?: string;
  readonly planPeriod?: string;
}

/** A row of the matter register, as it is read. */
export type ListedMatter = Omit<RegisteredMatter, 'searchable' | 'bodiesKnownAs'>;

export class MattersAsked extends Question<Listed<ListedMatter>> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly filter: MatterFilter,
    readonly part: Part,
  ) {
    super(authority);
  }
}

/** A page with the revision of which it tells. */
export interface RevisedPage {
  readonly revision: number;
  /** Where it stands still. */
  readonly parked?: Parked;
  readonly page: JudgedMatterPage;
}

export class MatterAsked extends Question<RevisedPage> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly matter: KeptMatterPage['matter'],
    readonly asOf: AsOf,
  ) {
    super(authority);
  }
}

/** A record that has a history: of a matter or plan, of the deadlines of one, or of the holidays proclaimed in a jurisdiction. */
export type RecordAsked =
  | { readonly of: 'subject' | 'deadlines'; readonly category: 'matter' | 'plan'; readonly id: string }
  | { readonly of: 'holidays'; readonly jurisdiction: string };

/** A part of the history of a record, in the order in which the log learned of it. */
export interface History extends Listed<HistoryLine> {
  /** What the log calls the record. */
  readonly stream: string;
  /** The last revision that is known; -1 before the first. */
  readonly revision: number;
}

export class HistoryAsked extends Question<History> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly record: RecordAsked,
    readonly asOf: AsOf,
    readonly part: Part,
  ) {
    super(authority);
  }
}

export interface LeafFilter {
  readonly matter?: string;
  readonly askedBy?: string;
  readonly addressedTo?: string;
  /** `none`: not answered yet. */
  readonly answer?: Answer | 'none';
}

/** A row of the recommendation tracker, as it is read. */
export type ListedLeaf = Omit<TrackedLeaf, 'askedByKnownAs' | 'addressedToKnownAs'>;

export class RecommendationsAsked extends Question<Listed<ListedLeaf>> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly filter: LeafFilter,
    readonly part: Part,
  ) {
    super(authority);
  }
}

export interface RoundFilter {
  readonly matter?: string;
  /** Only those that take responses on this day. */
  readonly openOn?: PlainDateText;
}

export class ConsultationsAsked extends Question<Listed<RegisteredRound>> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly filter: RoundFilter,
    readonly part: Part,
  ) {
    super(authority);
  }
}
