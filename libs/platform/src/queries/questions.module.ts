import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { QuestionDesk } from './question-desk.js';

/** The desk at which questions are asked, and the QueryBus behind it. Import it once, in the application's root module. */
@Global()
@Module({ imports: [CqrsModule], providers: [QuestionDesk], exports: [QuestionDesk] })
export class QuestionsModule {}
