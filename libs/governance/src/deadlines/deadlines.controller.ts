import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { malformed } from '#kernel';
import { type Principal } from '#platform/auth/principal';
import { Caller } from '#platform/http/caller';
import { pageOf, PAGING } from '#platform/http/paging';
import { given, onlyNames, type Query as QueryString, single } from '#platform/http/query';
import { describesReading, revisionOf } from '#platform/http/reading-documentation';
import { SubjectId } from '#platform/http/subject-id';
import { asAsked, asOf } from '#platform/http/time-travel';
import { QuestionDesk } from '#platform/queries/question-desk';
import {
  BoardAsked,
  type BoardFilter,
  type ExplainedDeadline,
  NotComputableAsked,
  type OfSubject,
  PastDeadlinesAsked,
  type State,
  STATES,
  SubjectDeadlinesAsked,
  UnansweredAsked,
} from './deadline-questions.query.js';
import { LeftOpenAsked } from './left-open.query.js';

const AS_OF = {
  asAt: {
    ...{ type: 'string', format: 'date' },
    description: 'As they stood at the end of this day, by what had happened; as they are today where it is left out.',
  },
  knownAt: {
    type: 'string',
    description: 'As the log knew of them at this instant, or at the end of this day in London.',
  },
};

const OF_BOARD = {
  state: {
    ...{ type: 'string', enum: [...STATES] },
    description:
      'Only deadlines with this standing on the `asAt` date. due: not done, and more than fourteen days away; at risk: not done, and due within fourteen days; missed: not done, and its day has gone by; met: done (`inTime` says whether by its day: yes, no or not known); waived; suspended.',
  },
  body: {
    type: 'string',
    description: 'The body, or one of the bodies, to which it is owed, as the council writes it.',
  },
  owner: { type: 'string', description: 'The office that owes it: community-safety.' },
  matter: { type: 'string', format: 'uuid', description: 'Of this matter only.' },
  plan: { type: 'string', format: 'uuid', description: 'Of this plan only.' },
  asAt: {
    ...{ type: 'string', format: 'date' },
    description:
      'The day that judges; today where it is left out. It judges the deadlines as they are known and dated today: how those of a matter or plan stood is asked there.',
  },
  ...PAGING,
};

const REVISION = revisionOf('deadlines');

/** What is due by when, and why. */
@ApiTags('deadlines')
@Controller('v1/authorities/:authority')
export class DeadlinesController {
  constructor(private readonly desk: QuestionDesk) {}

  @Get('deadlines')
  @describesReading('list-deadlines', 'The deadline board: what is due, at risk, missed and met', OF_BOARD)
  async board(@Param('authority') authority: string, @Query() query: QueryString, @Caller() caller: Principal) {
    onlyNames(query, Object.keys(OF_BOARD));
    const { offset, page, limit } = pageOf(query);
    const state = stateOf(query);
    const filter: BoardFilter = {
      ...(state === undefined ? {} : { state }),
      ...given(query, ['body', 'owner', 'matter', 'plan']),
    };
    const asked = new BoardAsked(authority, filter, { offset, limit }, asOf(query).asAt);
    const { asAt, total, rows } = await this.desk.ask(asked, caller);
    const notComputable = await this.desk.ask(new LeftOpenAsked(authority, filter), caller);
    return { asAt, page, limit, total, deadlines: rows, notComputable };
  }

  @Get('matters/:matter/deadlines')
  @ApiParam({ name: 'matter', schema: { type: 'string', format: 'uuid' } })
  @describesReading(
    'list-deadlines-of-matter',
    'Every deadline of a matter, with what explains its date',
    AS_OF,
    REVISION,
  )
  async ofMatter(
    @Param('authority') authority: string,
    @SubjectId('matter') matter: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = ofSubject(authority, { category: 'matter', id: matter }, query);
    const { deadlines, ...answer } = await this.#answer(asked, caller, reply);
    const unanswered = await this.desk.ask(new UnansweredAsked(authority, matter, asOfThen(asked)), caller);
    return {
      authority,
      matter,
      ...asAsked(query),
      ...answer,
      deadlines: deadlines.map((deadline) => openIn(deadline, unanswered)),
    };
  }

  @Get('plans/:plan/deadlines')
  @ApiParam({ name: 'plan', schema: { type: 'string', format: 'uuid' } })
  @describesReading('list-deadlines-of-plan', 'Every deadline of a plan, with what explains its date', AS_OF, REVISION)
  async ofPlan(
    @Param('authority') authority: string,
    @SubjectId('plan') plan: string,
    @Query() query: QueryString,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = ofSubject(authority, { category: 'plan', id: plan }, query);
    return { authority, plan, ...asAsked(query), ...(await this.#answer(asked, caller, reply)) };
  }

  /** With what cannot be computed of them, and why. */
  async #answer(asked: SubjectDeadlinesAsked | PastDeadlinesAsked, caller: Principal, reply: FastifyReply) {
    const { revision, ...deadlines } = await this.desk.ask(asked, caller);
    const { authority, subject } = asked;
    const notComputable = await this.desk.ask(new NotComputableAsked(authority, subject, asOfThen(asked)), caller);
    if (revision !== undefined) void reply.header('etag', `"${revision}"`);
    return { ...deadlines, notComputable };
  }
}

/** As the board has them where nothing of the past is asked, else from the log. */
const ofSubject = (
  authority: string,
  subject: OfSubject,
  query: QueryString,
): SubjectDeadlinesAsked | PastDeadlinesAsked => {
  onlyNames(query, Object.keys(AS_OF));
  const asked = asOf(query);
  return Object.keys(asked).length === 0
    ? new SubjectDeadlinesAsked(authority, subject)
    : new PastDeadlinesAsked(authority, subject, asked);
};

const asOfThen = (asked: SubjectDeadlinesAsked | PastDeadlinesAsked): PastDeadlinesAsked['asOf'] =>
  asked instanceof PastDeadlinesAsked ? asked.asOf : {};

const openIn = (deadline: ExplainedDeadline, unanswered: ReadonlyMap<string, readonly string[]>): ExplainedDeadline => {
  const labels = unanswered.get(deadline.key);
  return labels === undefined ? deadline : { ...deadline, unanswered: labels };
};

const stateOf = (query: QueryString): State | undefined => {
  const text = single(query, 'state');
  if (text === undefined) return undefined;
  return STATES.find((state) => state === text) ?? malformed('#query/state', `must be one of: ${STATES.join(', ')}`);
};
