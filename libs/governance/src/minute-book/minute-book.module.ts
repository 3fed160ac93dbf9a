import { Module } from '@nestjs/common';
import { HistoriesController } from './histories.controller.js';
import { HistoryAnswered } from './history.query.js';
import { MatterAnswered } from './matter-answers.query.js';
import { MinuteBookController } from './minute-book.controller.js';
import { NotComputableAnswered, PastDeadlinesAnswered, UnansweredRead } from './past-deadlines-answers.query.js';
import { PlanAnswered } from './plan-answers.query.js';
import { PlansAnswered } from './plan-register-answers.query.js';
import { PlansController } from './plans.controller.js';
import { ConsultationsAnswered, MattersAnswered, RecommendationsAnswered } from './register-answers.query.js';

/** What is read of an authority's minute book: registers, the page of a matter or a plan, histories. */
@Module({
  controllers: [MinuteBookController, PlansController, HistoriesController],
  providers: [
    ...[MattersAnswered, RecommendationsAnswered, ConsultationsAnswered, MatterAnswered],
    ...[PlansAnswered, PlanAnswered, HistoryAnswered, PastDeadlinesAnswered, NotComputableAnswered],
    UnansweredRead,
  ],
})
export class MinuteBookModule {}
