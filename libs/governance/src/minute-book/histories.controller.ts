import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { JURISDICTIONS } from '#calendar';
import { type Principal } from '#platform/auth/principal';
import { Caller } from '#platform/http/caller';
import { pageOf } from '#platform/http/paging';
import { onlyNames, type Query as QueryString } from '#platform/http/query';
import { revisionOf } from '#platform/http/reading-documentation';
import { SubjectId } from '#platform/http/subject-id';
import { asAsked, asOf } from '#platform/http/time-travel';
import { QuestionDesk } from '#platform/queries/question-desk';
import { type QueryName, Reads } from './describes-reading.controller.js';
import { HistoryAsked } from './questions.query.js';

const QUERY: readonly QueryName[] = ['asAt', 'knownAt', 'page', 'limit'];
const MATTER = ApiParam({ name: 'matter', schema: { type: 'string', format: 'uuid' } });
const PLAN = ApiParam({ name: 'plan', schema: { type: 'string', format: 'uuid' } });
const JURISDICTION = ApiParam({ name: 'jurisdiction', schema: { type: 'string', enum: [...JURISDICTIONS] } });

/** No command takes it over HTTP: the command line keeps holidays. */
const OF_HOLIDAYS = { ETag: { ...revisionOf('holidays').ETag, description: 'The revision of the record.' } };

/** Every fact of a record, with all that the log sealed with it. */
@Controller('v1/authorities/:authority')
export class HistoriesController {
  constructor(private readonly desk: QuestionDesk) {}

  @Get('matters/:matter/history')
  @ApiTags('matters')
  @MATTER
  @Reads('read-history', 'Every fact of a matter, with both times and who told it', QUERY, revisionOf('matter'))
  async ofMatter(
    @Param('authority') authority: string,
    @SubjectId('matter') matter: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const record = { of: 'subject', category: 'matter', id: matter } as const;
    return { authority, matter, ...(await this.#told({ authority, record, query, caller, reply })) };
  }

  @Get('plans/:plan/history')
  @ApiTags('plans')
  @PLAN
  @Reads('read-plan-history', 'Every fact of a plan, with both times and who told it', QUERY, revisionOf('plan'))
  async ofPlan(
    @Param('authority') authority: string,
    @SubjectId('plan') plan: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const record = { of: 'subject', category: 'plan', id: plan } as const;
    return { authority, plan, ...(await this.#told({ authority, record, query, caller, reply })) };
  }

  @Get('matters/:matter/deadlines/history')
  @ApiTags('deadlines')
  @MATTER
  @Reads(
    'read-history-of-deadlines-of-matter',
    'Every fact about the deadlines of a matter and their reminders, with both times and who told it',
    QUERY,
    revisionOf('deadlines'),
  )
  async ofDeadlinesOfMatter(
    @Param('authority') authority: string,
    @SubjectId('matter') matter: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const record = { of: 'deadlines', category: 'matter', id: matter } as const;
    return { authority, matter, ...(await this.#told({ authority, record, query, caller, reply })) };
  }

  @Get('plans/:plan/deadlines/history')
  @ApiTags('deadlines')
  @PLAN
  @Reads(
    'read-history-of-deadlines-of-plan',
    'Every fact about the deadlines of a plan and their reminders, with both times and who told it',
    QUERY,
    revisionOf('deadlines'),
  )
  async ofDeadlinesOfPlan(
    @Param('authority') authority: string,
    @SubjectId('plan') plan: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const record = { of: 'deadlines', category: 'plan', id: plan } as const;
    return { authority, plan, ...(await this.#told({ authority, record, query, caller, reply })) };
  }

  @Get('calendars/:jurisdiction/history')
  @ApiTags('deadlines')
  @JURISDICTION
  @Reads(
    'read-history-of-holidays',
    'Every bank holiday that was proclaimed or withdrawn in a jurisdiction, and each newer table of them',
    QUERY,
    OF_HOLIDAYS,
  )
  async ofHolidays(
    @Param('authority') authority: string,
    @Param('jurisdiction') jurisdiction: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const record = { of: 'holidays', jurisdiction } as const;
    return { authority, jurisdiction, ...(await this.#told({ authority, record, query, caller, reply })) };
  }

  async #told({ authority, record, query, caller, reply }: Asking) {
    onlyNames(query, QUERY);
    const { offset, page, limit } = pageOf(query);
    const asked = new HistoryAsked(authority, record, asOf(query), { offset, limit });
    const { rows, ...history } = await this.desk.ask(asked, caller);
    if (history.revision >= 0) void reply.header('etag', `"${history.revision}"`);
    return { ...asAsked(query), ...history, page, limit, history: rows };
  }
}

interface Asking extends Pick<HistoryAsked, 'authority' | 'record'> {
  readonly query: QueryString;
  readonly caller: Principal;
  readonly reply: FastifyReply;
}
