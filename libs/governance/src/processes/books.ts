import { JURISDICTIONS } from '#calendar';
import { type RecordedFact, streamName, type StreamSubject } from '#kernel';
import { settingsStreamOf } from '../authorities/index.js';
import { proclamationsStreamOf } from '../calendars/index.js';
import { deadlinesStreamOf } from '../deadlines/index.js';
import { type Records } from './ports.js';

/** All that the deadlines of one subject depend on, and the deadlines as they are recorded, suspensions among them. */
export interface Books {
  readonly subject: readonly RecordedFact[];
  /** The proclamations of every jurisdiction: which of them count is the authority's to settle. */
  readonly calendar: readonly RecordedFact[];
  /** What the subject's authority has settled for itself. */
  readonly settings: readonly RecordedFact[];
  readonly deadlines: readonly RecordedFact[];
}

const PROCLAMATIONS: readonly string[] = JURISDICTIONS.map(proclamationsStreamOf);

/** Reads them at once. */
export const readBooks = async (records: Pick<Records, 'readStreams'>, subject: StreamSubject): Promise<Books> => {
  // The deadlines first: what caused them is then surely among the facts of the streams that are named after them.
  // Which proclamations count is settled in one of the streams: those of all jurisdictions are few, and are read with it.
  const read = await records.readStreams([
    ...[deadlinesStreamOf(subject), ...PROCLAMATIONS],
    ...[settingsStreamOf(subject.authority), streamName(subject)],
  ]);
  const [deadlines = []] = read;
  const [settings = [], facts = []] = read.slice(-2);
  return { subject: facts, calendar: read.slice(1, -2).flat(), settings, deadlines };
};
