import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectDataSource } from '@nestjs/typeorm';
import { type DataSource, type SelectQueryBuilder } from 'typeorm';
import { type Clock, londonDay, type PlainDateText } from '#kernel';
import { NotKnown } from '#platform/commands/rejections';
import { StandingRecords } from '#platform/commands/standing-records';
import { followedTo } from '#platform/projections/parked';
import { CLOCK } from '#platform/http/ports';
import { knownAs } from '../vocabulary/same-body.js';
import { BoardedDeadline } from './deadline-board.entity.js';
import {
  type Board,
  BoardAsked,
  type BoardFilter,
  type JudgedRow,
  type State,
  type SubjectDeadlines,
  SubjectDeadlinesAsked,
} from './deadline-questions.query.js';
import { deadlinesIdOf, deadlinesStreamOf } from './deadline-stream.js';
import { judgedOn, riskEndsOn } from './standing.js';
import { remindersOf } from './told-reminders.js';

const JUDGED = `status not in ('waived', 'suspended', 'superseded')`;
/** What may have been done in time is not missed once its day is over, though the last day that is possible is to come. */
const DONE = `(met_on <= :asAt or (due_on < :asAt and in_time = 'not known'))`;
const NOT_DONE = `${DONE} is not true`;

/** What each state means on a day, over columns that hold dates only; the same as the standing that `judgedOn` gives one row. */
const STATE: Readonly<Record<State, string>> = {
  due: `${JUDGED} and ${NOT_DONE} and due_on > :riskEndsOn`,
  'at risk': `${JUDGED} and ${NOT_DONE} and due_on between :asAt and :riskEndsOn`,
  missed: `${JUDGED} and ${NOT_DONE} and due_on < :asAt`,
  met: `${JUDGED} and ${DONE}`,
  waived: `status = 'waived'`,
  suspended: `status = 'suspended'`,
};

/** The board: what is due first comes first. What no longer stands is left out. */
@QueryHandler(BoardAsked)
export class BoardAnswered implements IQueryHandler<BoardAsked> {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ authority, filter, part, asAt: asked }: BoardAsked): Promise<Board> {
    const asAt = asked ?? londonDay(this.clock.now());
    const board = this.dataSource.getRepository(BoardedDeadline);
    const query = board.createQueryBuilder('deadline');
    query.where(`deadline.authority = :authority and deadline.status <> 'superseded'`, { authority });
    narrow(query, filter, asAt);
    const total = await query.getCount();
    query.select(['deadline.authority', 'deadline.heldUnder', 'deadline.key']);
    const keys = inOrder(query).offset(part.offset).limit(part.limit);
    // The index has all by which rows are chosen, so that none is read but those of the page: they are wide, and many.
    const chosen = board.createQueryBuilder('row').setParameters(keys.getParameters());
    chosen.where(`(row.authority, row.held_under, row.key) in (${keys.getQuery()})`);
    const rows = await inOrder(chosen).getMany();
    return { asAt, total, rows: rows.map((row) => judgedRow(row, asAt)) };
  }
}

const inOrder = (query: SelectQueryBuilder<BoardedDeadline>): SelectQueryBuilder<BoardedDeadline> =>
  ['dueOn', 'heldUnder', 'key'].reduce((ordered, name) => ordered.addOrderBy(`${query.alias}.${name}`), query);

const narrow = (
  query: SelectQueryBuilder<BoardedDeadline>,
  { state, body, owner, matter, plan }: BoardFilter,
  asAt: PlainDateText,
): void => {
  if (state !== undefined) query.andWhere(`(${STATE[state]})`, { asAt, riskEndsOn: riskEndsOn(asAt) });
  if (body !== undefined) query.andWhere(':body = any(deadline.bodies_known_as)', { body: knownAs(body) });
  if (owner !== undefined) query.andWhere('deadline.owner = :owner', { owner });
  if (matter !== undefined) query.andWhere('deadline.held_under = :matter', { matter: `matter-${matter}` });
  if (plan !== undefined) query.andWhere('deadline.held_under = :plan', { plan: `plan-${plan}` });
};

const judgedRow = (boarded: BoardedDeadline, asAt: PlainDateText): JudgedRow => {
  const {
    authority: _,
    heldUnder: _h,
    bodiesKnownAs: _b,
    receipt: _r,
    rungs: _l,
    startedBy: _s,
    setAt: _t,
    changedAt: _c,
    ...row
  } = boarded;
  return { ...row, reminders: remindersOf(boarded), ...judgedOn(boarded, asAt) };
};

/** Every deadline that a matter or a plan has had, each with what explains it. How they stood before is read in the minute book. */
@QueryHandler(SubjectDeadlinesAsked)
export class SubjectDeadlinesAnswered implements IQueryHandler<SubjectDeadlinesAsked> {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly records: StandingRecords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ authority, subject }: SubjectDeadlinesAsked): Promise<SubjectDeadlines> {
    const { category, id } = subject;
    if (!(await this.records.has({ category, authority, id }))) throw new NotKnown();
    const asAt = londonDay(this.clock.now());
    const kept = deadlinesStreamOf({ category, authority, id });
    // Asked before the rows: they tell of no less than it.
    const revision = await followedTo(this.dataSource, BoardedDeadline, kept);
    const rows = await this.dataSource.getRepository(BoardedDeadline).find({
      where: { authority, heldUnder: deadlinesIdOf(subject) },
      order: { dueOn: 'ASC', key: 'ASC' },
    });
    return {
      asAt,
      ...(revision === undefined ? {} : { revision }),
      deadlines: rows.map((boarded) => {
        const { authority: _, heldUnder: _h, bodiesKnownAs: _b, ...row } = boarded;
        return { ...row, reminders: remindersOf(boarded), ...judgedOn(boarded, asAt) };
      }),
    };
  }
}
