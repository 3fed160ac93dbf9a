import { Module } from '@nestjs/common';
import { MatterAnswered, MatterHistoryAnswered } from './matter-answers.query.js';
import { MinuteBookController } from './minute-book.controller.js';
import { ConsultationsAnswered, MattersAnswered, RecommendationsAnswered } from './register-answers.query.js';

/** What is read of an authority's minute book: registers, the page of a matter, its history. */
@Module({
  controllers: [MinuteBookController],
  providers: [MattersAnswered, RecommendationsAnswered, ConsultationsAnswered, MatterAnswered, MatterHistoryAnswered],
})
export class MinuteBookModule {}
