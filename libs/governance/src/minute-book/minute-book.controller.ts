import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { isCivilDate, malformed } from '#kernel';
import { type Principal } from '#platform/auth/principal';
import { Caller } from '#platform/http/caller';
import { type Page, pageOf } from '#platform/http/paging';
import { given, onlyNames, type Query as QueryString, single } from '#platform/http/query';
import { revisionOf } from '#platform/http/reading-documentation';
import { SubjectId } from '#platform/http/subject-id';
import { asAsked, asOf } from '#platform/http/time-travel';
import { QuestionDesk } from '#platform/queries/question-desk';
import { type Answer, ANSWERS } from '../decisions/index.js';
import { Reads } from './describes-reading.controller.js';
import { addressOf, linksOf, type MatterLinks } from './links.js';
import {
  ConsultationsAsked,
  type Listed,
  MatterAsked,
  MattersAsked,
  RecommendationsAsked,
  type RevisedPage,
} from './questions.query.js';

const MATTER = ApiParam({ name: 'matter', schema: { type: 'string', format: 'uuid' } });

/** The lists and pages of an authority's minute book. */
@ApiTags('matters')
@Controller('v1/authorities/:authority')
export class MinuteBookController {
  constructor(private readonly desk: QuestionDesk) {}

  @Get('matters')
  @Reads('list-matters', 'The matter register', ['search', 'body', 'planPeriod', 'page', 'limit'])
  async matters(@Param('authority') authority: string, @Query() query: QueryString, @Caller() caller: Principal) {
    onlyNames(query, ['search', 'body', 'planPeriod', 'page', 'limit']);
    const page = pageOf(query);
    const filter = given(query, ['search', 'body', 'planPeriod']);
    return listed(await this.desk.ask(new MattersAsked(authority, filter, page), caller), page, 'matters');
  }

  @Get('matters/:matter')
  @MATTER
  @Reads('read-matter', 'The page of a matter', ['asAt', 'knownAt'], revisionOf('matter'))
  async matter(
    @Param('authority') authority: string,
    @SubjectId('matter') matter: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    onlyNames(query, ['asAt', 'knownAt']);
    const asked = new MatterAsked(authority, matter, asOf(query));
    const { page, ...standing } = await this.desk.ask(asked, caller);
    void reply.header('etag', `"${standing.revision}"`);
    // The plan to which a matter led bears the matter's id.
    const plan = adoptsPlan(page) ? { plan: addressOf(authority, 'plan', matter) } : {};
    const links: MatterLinks = { ...linksOf(authority, 'matter', matter), ...plan };
    return { authority, matter, ...asAsked(query), ...standing, ...page, links };
  }

  @Get('recommendations')
  @Reads('list-recommendations', 'The recommendation tracker: which body asked what, and what became of it', [
    ...(['matter', 'askedBy', 'addressedTo', 'answer', 'page', 'limit'] as const),
  ])
  async recommendations(
    @Param('authority') authority: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
  ) {
    onlyNames(query, ['matter', 'askedBy', 'addressedTo', 'answer', 'page', 'limit']);
    const page = pageOf(query);
    const answer = single(query, 'answer');
    if (answer !== undefined && answer !== 'none' && !isAnswer(answer))
      malformed('#query/answer', `must be one of: ${[...ANSWERS, 'none'].join(', ')}`);
    const filter = {
      ...given(query, ['matter', 'askedBy', 'addressedTo']),
      ...(answer === undefined ? {} : { answer: answer as Answer | 'none' }),
    };
    return listed(
      await this.desk.ask(new RecommendationsAsked(authority, filter, page), caller),
      page,
      'recommendations',
    );
  }

  @Get('consultations')
  @Reads('list-consultations', 'The consultation register', ['matter', 'openOn', 'page', 'limit'])
  async consultations(@Param('authority') authority: string, @Query() query: QueryString, @Caller() caller: Principal) {
    onlyNames(query, ['matter', 'openOn', 'page', 'limit']);
    const page = pageOf(query);
    const openOn = single(query, 'openOn');
    if (openOn !== undefined && !isCivilDate(openOn))
      malformed('#query/openOn', 'must be a day that exists, as YYYY-MM-DD, such as 2024-07-15');
    const filter = { ...given(query, ['matter']), ...(openOn === undefined ? {} : { openOn }) };
    return listed(await this.desk.ask(new ConsultationsAsked(authority, filter, page), caller), page, 'consultations');
  }
}

const adoptsPlan = ({ resolutions }: RevisedPage['page']): boolean =>
  resolutions.some(({ parts }) => parts.some(({ plan }) => plan !== undefined));

const isAnswer = (text: string): text is Answer => (ANSWERS as readonly string[]).includes(text);

const listed = <Row, Name extends string>({ total, rows }: Listed<Row>, { page, limit }: Page, name: Name) => ({
  page,
  limit,
  total,
  ...({ [name]: rows } as Record<Name, readonly Row[]>),
});
