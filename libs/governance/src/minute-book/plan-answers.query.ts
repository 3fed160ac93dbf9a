import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectDataSource } from '@nestjs/typeorm';
import { type DataSource } from 'typeorm';
import { type Clock, londonDay, streamName } from '#kernel';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { CLOCK } from '#platform/http/ports';
import { standingStill, whyNotKept } from '#platform/projections/not-readable';
import { isOfThePast, pageIn } from './history.query.js';
import { judgedPlan, planAsAt } from './plan-as-at.js';
import { KeptPlanPage } from './plan-page.entity.js';
import { PlanAsked, type RevisedPlanPage } from './plan-questions.query.js';

const streamOf = (authority: string, plan: string): string => streamName({ category: 'plan', authority, id: plan });

/** The page of a plan: as kept where nothing of the past is asked, else folded from its stream. */
@QueryHandler(PlanAsked)
export class PlanAnswered implements IQueryHandler<PlanAsked> {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ authority, plan, asOf }: PlanAsked): Promise<RevisedPlanPage> {
    const today = londonDay(this.clock.now());
    return isOfThePast(asOf)
      ? pageIn(this.log, streamOf(authority, plan), asOf, (known) => planAsAt(known, { ...asOf, today }))
      : this.kept(authority, plan, today);
  }

  private async kept(authority: string, plan: string, today: string): Promise<RevisedPlanPage> {
    const row = await this.dataSource.getRepository(KeptPlanPage).findOneBy({ authority, plan });
    if (row === null) throw await whyNotKept(this.dataSource, KeptPlanPage, streamOf(authority, plan));
    return { revision: row.revision, ...standingStill(row), page: judgedPlan(row.page, today) };
  }
}
