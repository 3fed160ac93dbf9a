import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { JURISDICTIONS } from '#calendar';
import { type RecordedFact, streamName } from '#kernel';
import { folded } from '#platform/commands/folded';
import { NotKnown } from '#platform/commands/rejections';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { proclamationsStreamOf } from '../calendars/index.js';
import { deadlinesStreamOf } from '../deadlines/index.js';
import { clockworks } from '../processes/clocks.js';
import { knownBy } from './matter-as-at.js';
import { asTold, historyOf, type Told } from './matter-history.js';
import { type AsOf, type History, HistoryAsked, type Part } from './questions.query.js';

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

/**
 * The history of a record, straight from its stream. That of a matter or plan is not known before it began, like its page, nor
 * is that of its deadlines, which is empty from then on until something is recorded of them.
 */
@QueryHandler(HistoryAsked)
export class HistoryAnswered implements IQueryHandler<HistoryAsked> {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async execute({ authority, record, asOf, part }: HistoryAsked): Promise<History> {
    if (record.of === 'holidays') return this.#history(holidaysOf(record.jurisdiction), asTold, asOf, part);
    const subject = { ...record, authority };
    const own = await this.#history(streamName(subject), clockworks[record.category].chronicleOf, asOf, part);
    if (own.total === 0) throw new NotKnown();
    return record.of === 'subject' ? own : this.#history(deadlinesStreamOf(subject), asTold, asOf, part);
  }

  /** @throws RecordNotReadable */
  async #history(stream: string, told: Told, asOf: AsOf, { offset, limit }: Part): Promise<History> {
    const known = knownBy(await this.log.readStream(stream), asOf.knownAt);
    const lines = folded(() => historyOf(known, told, asOf.asAt));
    const revision = known.at(-1)?.revision ?? -1;
    return { stream, revision, total: lines.length, rows: lines.slice(offset, offset + limit) };
  }
}

/** @throws NotKnown where no such jurisdiction has a calendar */
const holidaysOf = (name: string): string => {
  const jurisdiction = JURISDICTIONS.find((known) => known === name);
  if (jurisdiction === undefined) throw new NotKnown();
  return proclamationsStreamOf(jurisdiction);
};
