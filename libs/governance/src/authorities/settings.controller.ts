import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Principal } from '#platform/auth/principal';
import { Caller } from '#platform/http/caller';
import { given, onlyNames, type Query as QueryString } from '#platform/http/query';
import { describesReading, revisionOf } from '#platform/http/reading-documentation';
import { asOf } from '#platform/http/time-travel';
import { QuestionDesk } from '#platform/queries/question-desk';
import { SettingsAsked } from './settings.query.js';

const ON_DAY = {
  asAt: { type: 'string', format: 'date', description: 'As it was settled at the end of this day.' },
};

/** What an authority has settled of its name, its plans and its deadlines, and what is as usual. */
@ApiTags('settings')
@Controller('v1/authorities/:authority')
export class SettingsController {
  constructor(private readonly desk: QuestionDesk) {}

  @Get('settings')
  @describesReading(
    'read-settings',
    'Its name, the calendar, the cadences of plans, who owes what and when whom it reminds: as settled, or as usual',
    ON_DAY,
    revisionOf('settings'),
  )
  async settings(
    @Param('authority') authority: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    onlyNames(query, Object.keys(ON_DAY));
    const { revision, settings } = await this.desk.ask(new SettingsAsked(authority, asOf(query).asAt), caller);
    if (revision >= 0) void reply.header('etag', `"${revision}"`);
    return { authority, ...given(query, ['asAt']), ...settings };
  }
}
