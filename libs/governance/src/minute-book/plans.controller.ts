import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { isCivilDate, malformed } from '#kernel';
import { type Principal } from '#platform/auth/principal';
import { Caller } from '#platform/http/caller';
import { pageOf, PAGING } from '#platform/http/paging';
import { onlyNames, type Query as QueryString, single } from '#platform/http/query';
import { describesReading, revisionOf } from '#platform/http/reading-documentation';
import { SubjectId } from '#platform/http/subject-id';
import { asAsked, asOf } from '#platform/http/time-travel';
import { QuestionDesk } from '#platform/queries/question-desk';
import { linksOf } from './links.js';
import { PlanAsked, type PlanFilter, PlansAsked, STANDINGS } from './plan-questions.query.js';

const PLAN = ApiParam({ name: 'plan', schema: { type: 'string', format: 'uuid' } });

const OF_REGISTER = {
  search: { type: 'string', description: 'Words of its titles, bodies and documents.' },
  standing: { type: 'string', enum: [...STANDINGS], description: 'How it stands on the day that judges.' },
  expiringBefore: {
    ...{ type: 'string', format: 'date' },
    description: 'Only those that have yet to run out, and do so before this day.',
  },
  asAt: { type: 'string', format: 'date', description: 'The day that judges; today where it is left out.' },
  ...PAGING,
};

const AS_OF = {
  asAt: { type: 'string', format: 'date', description: 'As it stood at the end of this day.' },
  knownAt: { type: 'string', description: 'As the log knew it at this instant, or at the end of this day in London.' },
};

/** The plans of an authority: the register, and the page of one. */
@ApiTags('plans')
@Controller('v1/authorities/:authority/plans')
export class PlansController {
  constructor(private readonly desk: QuestionDesk) {}

  @Get()
  @describesReading('list-plans', 'The plan register: terms, how each plan stands, and what is due next', OF_REGISTER)
  async plans(@Param('authority') authority: string, @Query() query: QueryString, @Caller() caller: Principal) {
    onlyNames(query, Object.keys(OF_REGISTER));
    const { offset, page, limit } = pageOf(query);
    const asked = new PlansAsked(authority, filterOf(query), { offset, limit }, asOf(query).asAt);
    const { asAt, total, rows } = await this.desk.ask(asked, caller);
    return { asAt, page, limit, total, plans: rows };
  }

  @Get(':plan')
  @PLAN
  @describesReading(
    'read-plan',
    'The page of a plan: its term, its life in order, what led to it and what follows',
    AS_OF,
    revisionOf('plan'),
  )
  async plan(
    @Param('authority') authority: string,
    @SubjectId('plan') plan: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    onlyNames(query, Object.keys(AS_OF));
    const { page, ...standing } = await this.desk.ask(new PlanAsked(authority, plan, asOf(query)), caller);
    void reply.header('etag', `"${standing.revision}"`);
    return { authority, plan, ...asAsked(query), ...standing, ...page, links: linksOf(authority, 'plan', plan) };
  }
}

const filterOf = (query: QueryString): PlanFilter => {
  const search = single(query, 'search');
  const standing = standingIn(query);
  const expiringBefore = single(query, 'expiringBefore');
  if (expiringBefore !== undefined && !isCivilDate(expiringBefore))
    malformed('#query/expiringBefore', 'must be a day that exists, as YYYY-MM-DD, such as 2028-04-01');
  return {
    ...(search === undefined ? {} : { search }),
    ...(standing === undefined ? {} : { standing }),
    ...(expiringBefore === undefined ? {} : { expiringBefore }),
  };
};

const standingIn = (query: QueryString): PlanFilter['standing'] => {
  const text = single(query, 'standing');
  if (text === undefined) return undefined;
  return (
    STANDINGS.find((standing) => standing === text) ??
    malformed('#query/standing', `must be one of: ${STANDINGS.join(', ')}`)
  );
};
