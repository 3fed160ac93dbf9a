import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectDataSource } from '@nestjs/typeorm';
import { type DataSource, type SelectQueryBuilder } from 'typeorm';
import { type Clock, londonDay, type PlainDateText } from '#kernel';
import { CLOCK } from '#platform/http/ports';
import { BoardedDeadline } from '../deadlines/index.js';
import { standingWithin } from '../plans/index.js';
import {
  type NextDue,
  type PlanFilter,
  type PlanOnRegister,
  PlansAsked,
  type Register,
  type STANDINGS,
} from './plan-questions.query.js';
import { RegisteredPlan } from './plan-register.entity.js';
import { narrowToWords } from './search.query.js';

const IN_ITS_PLACE = '(superseded_on is null or superseded_on > :asAt)';

/** What each standing means on a day, over columns that hold dates only; the same as `standingWithin` says of one plan. */
const STANDING: Readonly<Record<(typeof STANDINGS)[number], string>> = {
  adopted: `${IN_ITS_PLACE} and last_day >= :asAt and in_force_from > :asAt`,
  'in force': `${IN_ITS_PLACE} and last_day >= :asAt and in_force_from <= :asAt`,
  superseded: 'superseded_on <= :asAt',
  succeeded: `${IN_ITS_PLACE} and last_day < :asAt and succeeded_on is not null`,
  lapsed: `${IN_ITS_PLACE} and last_day < :asAt and succeeded_on is null`,
};

/** The plan register: the plan that runs longest comes first. What was adopted later than the day that judges is left out. */
@QueryHandler(PlansAsked)
export class PlansAnswered implements IQueryHandler<PlansAsked> {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ authority, filter, part, asAt: asked }: PlansAsked): Promise<Register> {
    const asAt = asked ?? londonDay(this.clock.now());
    const query = this.dataSource.getRepository(RegisteredPlan).createQueryBuilder('plan');
    query.where('plan.authority = :authority and adopted_day <= :asAt', { authority, asAt });
    narrow(query, filter);
    if (filter.search !== undefined) await narrowToWords(query, 'plan.searchable', filter.search);
    query.orderBy('plan.lastDay', 'DESC').addOrderBy('plan.plan');
    const [rows, total] = await query.offset(part.offset).limit(part.limit).getManyAndCount();
    const next = await this.nextDue(authority, rows, asAt);
    return { asAt, total, rows: rows.map((row) => onRegister(row, asAt, next.get(row.plan))) };
  }

  /** What is due next of each plan, by the deadline board. */
  private async nextDue(
    authority: string,
    rows: readonly RegisteredPlan[],
    asAt: PlainDateText,
  ): Promise<ReadonlyMap<string, NextDue>> {
    if (rows.length === 0) return new Map();
    const due = await this.dataSource
      .getRepository(BoardedDeadline)
      .createQueryBuilder('deadline')
      .distinctOn(['deadline.heldUnder'])
      .where('deadline.authority = :authority and deadline.held_under = any(:held)', {
        authority,
        held: rows.map(({ plan }) => `plan-${plan}`),
      })
      .andWhere(
        `status not in ('waived', 'suspended', 'superseded') and (met_on is null or met_on > :asAt) and due_on >= :asAt`,
        {
          asAt,
        },
      )
      .orderBy('deadline.heldUnder')
      .addOrderBy('deadline.dueOn')
      .addOrderBy('deadline.key')
      .getMany();
    return new Map(due.map(({ subject, dueOn, key, rule, title }) => [subject, { dueOn, key, rule, title }]));
  }
}

const narrow = (query: SelectQueryBuilder<RegisteredPlan>, { standing, expiringBefore }: PlanFilter): void => {
  if (standing !== undefined) query.andWhere(`(${STANDING[standing]})`);
  if (expiringBefore !== undefined)
    query.andWhere(`(${IN_ITS_PLACE} and last_day >= :asAt and last_day < :expiringBefore)`, { expiringBefore });
};

const onRegister = (
  { authority: _authority, searchable: _searchable, adoptedDay: _adoptedDay, ...row }: RegisteredPlan,
  asAt: PlainDateText,
  nextDue: NextDue | undefined,
): PlanOnRegister => {
  const { inForceFrom, lastDay, supersededOn, succeededOn } = row;
  const term = {
    ...{ inForceFrom, lastDay },
    ...(supersededOn === null ? {} : { supersededOn }),
    ...(succeededOn === null ? {} : { succeededOn }),
  };
  return { ...row, standing: standingWithin(term, asAt), nextDue: nextDue ?? null };
};
