import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Principal } from '../auth/principal.js';
import { NotKnown, NotPermitted } from '../commands/rejections.js';
import { type Question } from './question.js';

/** The one front door for questions: through the QueryBus, once the asker may ask. */
@Injectable()
export class QuestionDesk {
  constructor(private readonly bus: QueryBus) {}

  /** @throws NotKnown for another authority's things, NotPermitted, and whatever the handler throws */
  async ask<Answer>(question: Question<Answer>, asker: Pick<Principal, 'authority' | 'role'>): Promise<Answer> {
    if (question.authority !== asker.authority) throw new NotKnown();
    if (!question.may.includes(asker.role))
      throw new NotPermitted(`The role ${asker.role} may not ask this. It is for: ${question.may.join(', ')}.`);
    return this.bus.execute(question);
  }
}
