import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectDataSource } from '@nestjs/typeorm';
import { type DataSource } from 'typeorm';
import { type Clock, londonDay, streamName } from '#kernel';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { CLOCK } from '#platform/http/ports';
import { standingStill, whyNotKept } from '#platform/projections/not-readable';
import { isOfThePast, pageIn } from './history.query.js';
import { judged, matterAsAt } from './matter-as-at.js';
import { KeptMatterPage } from './matter-page.entity.js';
import { MatterAsked, type RevisedPage } from './questions.query.js';

const streamOf = (authority: string, matter: string): string =>
  streamName({ category: 'matter', authority, id: matter });

/** The page of a matter: as kept where nothing of the past is asked, else folded from its stream. */
@QueryHandler(MatterAsked)
export class MatterAnswered implements IQueryHandler<MatterAsked> {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ authority, matter, asOf }: MatterAsked): Promise<RevisedPage> {
    const today = londonDay(this.clock.now());
    return isOfThePast(asOf)
      ? pageIn(this.log, streamOf(authority, matter), asOf, (known) => matterAsAt(known, { ...asOf, today }))
      : this.kept(authority, matter, today);
  }

  private async kept(authority: string, matter: string, today: string): Promise<RevisedPage> {
    const row = await this.dataSource.getRepository(KeptMatterPage).findOneBy({ authority, matter });
    if (row === null) throw await whyNotKept(this.dataSource, KeptMatterPage, streamOf(authority, matter));
    return { revision: row.revision, ...standingStill(row), page: judged(row.page, today) };
  }
}
