import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectDataSource } from '@nestjs/typeorm';
import { type DataSource } from 'typeorm';
import { type Role } from '#kernel';
import { Question } from '#platform/queries/question';
import { type NotComputable } from '../vocabulary/deadline.js';
import { BoardedDeadline } from './deadline-board.entity.js';
import { DateLeftOpen } from './left-open.entity.js';

/** What cannot be computed, and of which matter or plan. */
export interface LeftOpenOfSubject extends NotComputable {
  /** `matter` */
  readonly subjectCategory: string;
  /** Id of the subject within its authority. */
  readonly subject: string;
  /** Where the subject's deadlines are told. */
  readonly link: string;
}

export interface LeftOpenOfAuthority {
  /** How many dates and mornings, of which the first are listed. */
  readonly total: number;
  readonly rows: readonly LeftOpenOfSubject[];
}

/** Asks what cannot be computed of an authority's deadlines; of one matter or plan, where its id is given. */
export class LeftOpenAsked extends Question<LeftOpenOfAuthority> {
  override readonly may: readonly Role[] = ['officer', 'auditor'];
  constructor(
    authority: string,
    readonly of: Readonly<Partial<Record<'matter' | 'plan', string>>>,
  ) {
    super(authority);
  }
}

const MOST_ROWS = 100;

/** What is still to be done; what was waived, or done late without a date, needs none. */
@QueryHandler(LeftOpenAsked)
export class LeftOpenAnswered implements IQueryHandler<LeftOpenAsked> {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async execute({ authority, of }: LeftOpenAsked): Promise<LeftOpenOfAuthority> {
    const query = this.dataSource.getRepository(DateLeftOpen).createQueryBuilder('left_open');
    query.leftJoin(
      BoardedDeadline,
      'deadline',
      'deadline.authority = left_open.authority and deadline.held_under = left_open.held_under and deadline.key = left_open.key',
    );
    query.where('left_open.authority = :authority', { authority });
    query.andWhere(`(deadline.status is null or deadline.status not in ('met', 'waived'))`);
    if (of.matter !== undefined) query.andWhere('left_open.held_under = :matter', { matter: `matter-${of.matter}` });
    if (of.plan !== undefined) query.andWhere('left_open.held_under = :plan', { plan: `plan-${of.plan}` });
    query.orderBy('left_open.heldUnder').addOrderBy('left_open.key').addOrderBy('left_open.rung');
    const [rows, total] = await query.limit(MOST_ROWS).getManyAndCount();
    return { total, rows: rows.map(told) };
  }
}

const told = (row: DateLeftOpen): LeftOpenOfSubject => {
  const { authority, subjectCategory, subject, key, title, rule, rung, offices, reason } = row;
  return {
    ...{ subjectCategory, subject, key, title, rule, reason },
    ...(rung === '' ? {} : { rung, offices: offices ?? [] }),
    link: `/v1/authorities/${authority}/${subjectCategory}s/${subject}/deadlines`,
  };
};
