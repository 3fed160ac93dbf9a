import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type IQueryHandler, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Role } from '#kernel';
import { NotKnown, NotPermitted } from '../commands/rejections.js';
import { Question } from './question.js';
import { QuestionDesk } from './question-desk.js';
import { QuestionsModule } from './questions.module.js';

class PetitionsOpen extends Question<string> {
  readonly may: readonly Role[] = ['officer', 'auditor'];

  constructor(
    authority: string,
    readonly ward: string,
  ) {
    super(authority);
  }
}

@Injectable()
@QueryHandler(PetitionsOpen)
class PetitionShelf implements IQueryHandler<PetitionsOpen> {
  execute({ authority, ward }: PetitionsOpen): Promise<string> {
    return Promise.resolve(`two in ${ward} of ${authority}`);
  }
}

@Module({ imports: [QuestionsModule], providers: [PetitionShelf] })
class Library {}

describe('the desk for questions', () => {
  let app: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;
  let carried: unknown[];

  beforeEach(async () => {
    app = await NestFactory.createApplicationContext(Library, { logger: false, abortOnError: false });
    carried = [];
    app.get(QueryBus, { strict: false }).subscribe((question) => carried.push(question));
  });

  afterEach(async () => {
    await app.close();
  });

  it('answers through the QueryBus whoever may ask', async () => {
    const question = new PetitionsOpen('coventry', 'Foleshill');
    const answer = await app.get(QuestionDesk).ask(question, { authority: 'coventry', role: 'auditor' });
    expect(answer).toBe('two in Foleshill of coventry');
    expect(carried).toEqual([question]);
  });

  it('turns away another authority and another role before anything is looked up', async () => {
    const desk = app.get(QuestionDesk);
    const question = new PetitionsOpen('coventry', 'Foleshill');
    await expect(desk.ask(question, { authority: 'warwick', role: 'officer' })).rejects.toThrow(NotKnown);
    await expect(desk.ask(question, { authority: 'coventry', role: 'operator' })).rejects.toThrow(
      new NotPermitted('The role operator may not ask this. It is for: officer, auditor.'),
    );
    expect(carried).toEqual([]);
  });
});
