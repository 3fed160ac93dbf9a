import { Module } from '@nestjs/common';
import { MatterAnswered, MatterHistoryAnswered } from './matter-answers.query.js';
import { MinuteBookController } from './minute-book.controller.js';
import { NotComputableAnswered, PastDeadlinesAnswered, UnansweredRead } from './past-deadlines-answers.query.js';
import { PlanAnswered, PlanHistoryAnswered } from './plan-answers.query.js';
import { PlansAnswered } from './plan-register-answers.query.js';
import { PlansController } from './plans.controller.js';
import { ConsultationsAnswered, MattersAnswered, RecommendationsAnswered } from './register-answers.query.js';

/** What is read of an authority's minute book: registers, the page of a matter or a plan, its history. */
@Module({
  controllers: [MinuteBookController, PlansController],
  providers: [
    ...[MattersAnswered, RecommendationsAnswered, ConsultationsAnswered, MatterAnswered, MatterHistoryAnswered],
    ...[PlansAnswered, PlanAnswered, PlanHistoryAnswered, PastDeadlinesAnswered, NotComputableAnswered],
    UnansweredRead,
  ],
})
export class MinuteBookModule {}
