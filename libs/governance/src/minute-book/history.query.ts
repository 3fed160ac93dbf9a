import { type Fold } from '#kernel';
import { folded } from '#platform/commands/folded';
import { NotKnown } from '#platform/commands/rejections';
import { type EventLog } from '#platform/event-log/event-log';
import { type Chronicle } from '../vocabulary/chronicle.js';
import { knownBy } from './matter-as-at.js';
import { historyOf } from './matter-history.js';
import { type AsOf, type History, type Part } from './questions.query.js';

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
