import { Controller, Get, Param, Query } from '@nestjs/common';
import { type Principal } from '#platform/auth/principal';
import { Caller } from '#platform/http/caller';
import { onlyNames, type Query as QueryString } from '#platform/http/query';
import { describesReading } from '#platform/http/reading-documentation';
import { QuestionDesk } from '#platform/queries/question-desk';
import { OfficesAsked } from './offices.query.js';

/** Who owes things in an authority, and where its mail goes. */
@Controller('v1/authorities/:authority')
export class OfficesController {
  constructor(private readonly desk: QuestionDesk) {}

  @Get('offices')
  @describesReading('list-offices', 'The offices of the authority, and to whom each escalates', {})
  async offices(@Param('authority') authority: string, @Query() query: QueryString, @Caller() caller: Principal) {
    onlyNames(query, []);
    const asked = new OfficesAsked(authority, caller.role !== 'auditor');
    return { authority, offices: await this.desk.ask(asked, caller) };
  }
}
