import { type Fold, type RecordedFact } from '#kernel';
import { folded } from '#platform/commands/folded';
import { NotKnown } from '#platform/commands/rejections';
import { type EventLog } from '#platform/event-log/event-log';
import { type Chronicle } from '../vocabulary/chronicle.js';
import { knownBy } from './matter-as-at.js';
import { historyOf } from './matter-history.js';
import { type AsOf, type History, type Part } from './questions.query.js';

export const isOfThePast = ({ asAt, knownAt }: AsOf): boolean => asAt !== undefined || knownAt !== undefined;

/** A page of the past, as a stream tells it. @throws NotKnown before it began, RecordNotReadable */
export const pageIn = async <Page>(
  log: EventLog,
  stream: string,
  { knownAt }: AsOf,
  pageOf: (known: readonly RecordedFact[]) => Page | undefined,
): Promise<{ readonly revision: number; readonly page: Page }> => {
  const known = knownBy(await log.readStream(stream), knownAt);
  const page = folded(() => pageOf(known));
  const last = known.at(-1);
  if (page === undefined || last === undefined) throw new NotKnown();
  return { revision: last.revision, page };
};

/** A part of the history of a record, straight from its stream. @throws NotKnown before it began, RecordNotReadable */
export const historyIn = async (
  log: EventLog,
  stream: string,
  subject: Fold<Chronicle>,
  asOf: AsOf,
  { offset, limit }: Part,
): Promise<History> => {
  const facts = await log.readStream(stream);
  const lines = folded(() => historyOf(facts, asOf, subject));
  const last = knownBy(facts, asOf.knownAt).at(-1);
  if (last === undefined || lines.length === 0) throw new NotKnown();
  return { stream, revision: last.revision, total: lines.length, rows: lines.slice(offset, offset + limit) };
};
