import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectDataSource } from '@nestjs/typeorm';
import { type DataSource } from 'typeorm';
import { type Clock, londonDay, type RecordedFact, streamName } from '#kernel';
import { folded } from '#platform/commands/folded';
import { NotKnown } from '#platform/commands/rejections';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { CLOCK } from '#platform/http/ports';
import { standingStill, whyNotKept } from '#platform/projections/not-readable';
import { historyIn } from './history.query.js';
import { judged, knownBy, matterAsAt } from './matter-as-at.js';
import { KeptMatterPage } from './matter-page.entity.js';
import { matterChronicle } from './matter-telling.js';
import { type History, MatterAsked, MatterHistoryAsked, type RevisedPage } from './questions.query.js';

const streamOf = (authority: string, matter: string): string =>
  streamName({ category: 'matter', authority, id: matter });

const factsOf = (log: EventLog, authority: string, matter: string): Promise<readonly RecordedFact[]> =>
  log.readStream(streamOf(authority, matter));

/** The page of a matter: as kept where nothing of the past is asked, else folded from its stream. */
@QueryHandler(MatterAsked)
export class MatterAnswered implements IQueryHandler<MatterAsked> {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ authority, matter, asOf }: MatterAsked): Promise<RevisedPage> {
    const today = londonDay(this.clock.now());
    const isOfThePast = asOf.asAt !== undefined || asOf.knownAt !== undefined;
    if (!isOfThePast) return this.kept(authority, matter, today);
    const known = knownBy(await factsOf(this.log, authority, matter), asOf.knownAt);
    const page = folded(() => matterAsAt(known, { ...asOf, today }));
    const last = known.at(-1);
    if (page === undefined || last === undefined) throw new NotKnown();
    return { revision: last.revision, page };
  }

  private async kept(authority: string, matter: string, today: string): Promise<RevisedPage> {
    const row = await this.dataSource.getRepository(KeptMatterPage).findOneBy({ authority, matter });
    if (row === null) throw await whyNotKept(this.dataSource, KeptMatterPage, streamOf(authority, matter));
    return { revision: row.revision, ...standingStill(row), page: judged(row.page, today) };
  }
}

/** The history of a matter, straight from its stream; like its page, not known before it began. */
@QueryHandler(MatterHistoryAsked)
export class MatterHistoryAnswered implements IQueryHandler<MatterHistoryAsked> {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  execute({ authority, matter, asOf, part }: MatterHistoryAsked): Promise<History> {
    return historyIn(this.log, streamOf(authority, matter), matterChronicle, asOf, part);
  }
}
