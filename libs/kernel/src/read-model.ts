import { type RecordedFact } from './fact.js';
import { type StreamSubject } from './stream-name.js';
import { type Fold } from './subject.js';

/** The rows that one subject has in each table of a read model, under the table's name. */
export type RowsByTable = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/**
 * A read model, as a pure function of each subject's facts: fold the stream, then say which rows it has.
 * Rows hold dates, never "open" or "overdue". The machinery in `#platform/projections` does the rest: batching,
 * differences, checkpoint, fence, parking, rebuild.
 */
export interface ReadModel<State = unknown> extends Fold<State> {
  /** Snake case; the PostgreSQL schema is `<name>_v<version>`. */
  readonly name: string;
  /** Raised when the rows' meaning or the fold changes. */
  readonly version: number;
  /** The category of the streams that it follows. */
  readonly category: string;
  /** The rows of one subject. Each row's key holds the authority and the subject's id. */
  readonly rows: (state: State, subject: StreamSubject) => RowsByTable;
}

/** A read model whose state is its own business: what machinery that serves all read models alike is given. */
export interface AnyReadModel {
  readonly name: string;
  readonly version: number;
  readonly category: string;
  readonly initial: unknown;
  evolve(state: unknown, fact: RecordedFact): unknown;
  rows(state: unknown, subject: StreamSubject): RowsByTable;
}
