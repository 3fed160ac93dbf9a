import { Module } from '@nestjs/common';
import { commandRoutes } from '#platform/http/command-routes';
import { BoardAnswered, SubjectDeadlinesAnswered } from './deadline-answers.query.js';
import { DeadlinesController } from './deadlines.controller.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { LeftOpenAnswered } from './left-open.query.js';

const OF_DEADLINES = { record: 'deadlines', tag: 'deadlines' };

/** What is due by when: the board, the deadlines of a matter or plan, and the waiver of one, its withdrawal, or its suspension. Processes keep them; see ../processes. */
@Module({
  controllers: [
    DeadlinesController,
    commandRoutes(deadlinesSubject, { ...OF_DEADLINES, path: 'matters', parameter: 'matter', idPrefix: 'matter-' }),
    commandRoutes(deadlinesSubject, {
      ...OF_DEADLINES,
      ...{ path: 'plans', parameter: 'plan', idPrefix: 'plan-', operations: 'plan' },
    }),
  ],
  providers: [BoardAnswered, LeftOpenAnswered, SubjectDeadlinesAnswered],
})
export class DeadlinesModule {}
