import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#platform/auth/principal';
import { Caller } from '#platform/http/caller';
import { onlyNames, type Query as QueryString } from '#platform/http/query';
import { describesReading, revisionOf } from '#platform/http/reading-documentation';
import { QuestionDesk } from '#platform/queries/question-desk';
import { OfficesAsked } from './offices.query.js';

/** Who owes things in an authority, and where its mail goes. */
@ApiTags('settings')
@Controller('v1/authorities/:authority')
export class OfficesController {
  constructor(private readonly desk: QuestionDesk) {}

  @Get('offices')
  @describesReading(
    'list-offices',
    'The offices of the authority, to whom each escalates, and whom its ladders name in vain',
    {},
    revisionOf('settings'),
  )
  async offices(
    @Param('authority') authority: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    onlyNames(query, []);
    const asked = new OfficesAsked(authority, caller.role !== 'auditor');
    const { revision, ...listed } = await this.desk.ask(asked, caller);
    if (revision >= 0) void reply.header('etag', `"${revision}"`);
    return { authority, ...listed };
  }
}
