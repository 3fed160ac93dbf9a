import { Module } from '@nestjs/common';
import { type AnySubject } from '#kernel';
import { commandRoutes } from '#platform/http/command-routes';
import { AuthoritiesModule } from './authorities/authorities.module.js';
import { authoritySubject } from './authorities/index.js';
import { calendarSubjectOf } from './calendars/index.js';
import { deadlinesSubject } from './deadlines/index.js';
import { DeadlinesModule } from './deadlines/deadlines.module.js';
import { FeedsModule } from './feeds/feeds.module.js';
import { matterSubject } from './matter.js';
import { MinuteBookModule } from './minute-book/minute-book.module.js';
import { planSubject } from './plan.js';
import { sampleSubject } from './sample/index.js';

/** Everything that has a stream of its own. No address takes holidays: the command line keeps them, by jurisdiction. */
export const subjects: readonly AnySubject[] = [
  matterSubject,
  planSubject,
  deadlinesSubject,
  calendarSubjectOf('england-and-wales'),
  authoritySubject,
  sampleSubject,
];

/** The product behind HTTP: the commands of matters and plans, what is due, and what is read of the minute book. */
@Module({
  imports: [AuthoritiesModule, MinuteBookModule, DeadlinesModule, FeedsModule],
  controllers: [
    commandRoutes(matterSubject, { path: 'matters', parameter: 'matter' }),
    commandRoutes(planSubject, { path: 'plans', parameter: 'plan', operations: 'plan' }),
  ],
})
export class GovernanceModule {}
