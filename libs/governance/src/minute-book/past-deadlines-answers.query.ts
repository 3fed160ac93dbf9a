import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, londonDay, streamName } from '#kernel';
import { NotKnown } from '#platform/commands/rejections';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { CLOCK } from '#platform/http/ports';
import { folded } from '#platform/commands/folded';
import { responsesTo } from '../decisions/index.js';
import {
  explainedOn,
  NotComputableAsked,
  PastDeadlinesAsked,
  type SubjectDeadlines,
  UnansweredAsked,
} from '../deadlines/index.js';
import { unanswered } from '../scrutiny/index.js';
import { type NotComputable } from '../vocabulary/deadline.js';
import { readBooks } from '../processes/books.js';
import { clockworks } from '../processes/clocks.js';
import { deadlinesAsAt, notComputableAsAt } from './deadlines-as-at.js';
import { matterIn } from './matter-as-at.js';
import { planPageIn } from './plan-as-at.js';

/** What their pages are told from; nothing where they have none. */
const tellings = { matter: matterIn, plan: planPageIn } as const;

/** The deadlines of a matter or plan as they stood, from the log; not known where it had no page. */
@QueryHandler(PastDeadlinesAsked)
export class PastDeadlinesAnswered implements IQueryHandler<PastDeadlinesAsked> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ authority, subject, asOf }: PastDeadlinesAsked): Promise<SubjectDeadlines> {
    const books = await readBooks(this.log, { authority, ...subject });
    const { category } = subject;
    const deadlines = folded(() =>
      tellings[category](books.subject, asOf) === undefined
        ? undefined
        : deadlinesAsAt(clockworks[category], books, asOf),
    );
    if (deadlines === undefined) throw new NotKnown();
    const asAt = asOf.asAt ?? londonDay(this.clock.now());
    return { asAt, deadlines: deadlines.map((deadline) => explainedOn(deadline, subject, asAt)) };
  }
}

/** What cannot be computed of the deadlines of a matter or plan, from the log. */
@QueryHandler(NotComputableAsked)
export class NotComputableAnswered implements IQueryHandler<NotComputableAsked> {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async execute({ authority, subject, asOf }: NotComputableAsked): Promise<readonly NotComputable[]> {
    const books = await readBooks(this.log, { authority, ...subject });
    return folded(() => notComputableAsAt(clockworks[subject.category], books, asOf));
  }
}

/** Which recommendations of a matter have no answer, from the log. */
@QueryHandler(UnansweredAsked)
export class UnansweredRead implements IQueryHandler<UnansweredAsked> {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async execute({ authority, matter: id, asOf }: UnansweredAsked): Promise<ReadonlyMap<string, readonly string[]>> {
    const facts = await this.log.readStream(streamName({ category: 'matter', authority, id }));
    const matter = folded(() => matterIn(facts, asOf));
    if (matter === undefined) return new Map();
    return unanswered(matter.scrutiny, (leaf) => responsesTo(matter.decisions, leaf));
  }
}
