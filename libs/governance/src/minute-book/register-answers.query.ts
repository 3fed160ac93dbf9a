import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectDataSource } from '@nestjs/typeorm';
import { type DataSource, type FindOptionsWhere, IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import { knownAs } from '../vocabulary/same-body.js';
import { RegisteredRound } from './consultation-register.entity.js';
import { RegisteredMatter } from './matter-register.entity.js';
import {
  ConsultationsAsked,
  type Listed,
  type ListedLeaf,
  type ListedMatter,
  MattersAsked,
  RecommendationsAsked,
} from './questions.query.js';
import { TrackedLeaf } from './recommendation-tracker.entity.js';
import { narrowToWords } from './search.query.js';

/** The matter register: what happened last comes first, and that of which no day is known last. */
@QueryHandler(MattersAsked)
export class MattersAnswered implements IQueryHandler<MattersAsked> {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async execute({ authority, filter, part }: MattersAsked): Promise<Listed<ListedMatter>> {
    const { search, body, planPeriod } = filter;
    const query = this.dataSource.getRepository(RegisteredMatter).createQueryBuilder('matter');
    query.where('matter.authority = :authority', { authority });
    if (search !== undefined) await narrowToWords(query, 'matter.searchable', search);
    if (body !== undefined) query.andWhere('matter.bodies_known_as @> array[:body]::text[]', { body: knownAs(body) });
    if (planPeriod !== undefined) query.andWhere('matter.plan_period = :planPeriod', { planPeriod });
    query.orderBy('matter.last_happened_on', 'DESC', 'NULLS LAST').addOrderBy('matter.matter', 'ASC');
    const [rows, total] = await query.offset(part.offset).limit(part.limit).getManyAndCount();
    return { total, rows: rows.map(({ searchable: _searchable, bodiesKnownAs: _knownAs, ...row }) => row) };
  }
}

/** The recommendation tracker: the newest recommendations first, their leaves in the order as written. */
@QueryHandler(RecommendationsAsked)
export class RecommendationsAnswered implements IQueryHandler<RecommendationsAsked> {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async execute({ authority, filter, part }: RecommendationsAsked): Promise<Listed<ListedLeaf>> {
    const { answer, askedBy, addressedTo, ...rest } = filter;
    const where: FindOptionsWhere<TrackedLeaf> = {
      ...{ authority, ...rest },
      ...(askedBy === undefined ? {} : { askedByKnownAs: knownAs(askedBy) }),
      ...(addressedTo === undefined ? {} : { addressedToKnownAs: knownAs(addressedTo) }),
      ...(answer === undefined ? {} : { answer: answer === 'none' ? IsNull() : answer }),
    };
    const [rows, total] = await this.dataSource.getRepository(TrackedLeaf).findAndCount({
      where,
      order: { madeDay: 'DESC', matter: 'ASC', recommendations: 'ASC', place: 'ASC' },
      skip: part.offset,
      take: part.limit,
    });
    return { total, rows: rows.map(({ askedByKnownAs: _by, addressedToKnownAs: _to, ...row }) => row) };
  }
}

/** The consultation register: the window that closes last comes first. */
@QueryHandler(ConsultationsAsked)
export class ConsultationsAnswered implements IQueryHandler<ConsultationsAsked> {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async execute({ authority, filter, part }: ConsultationsAsked): Promise<Listed<RegisteredRound>> {
    const { openOn, ...rest } = filter;
    const open = openOn === undefined ? {} : { opensOn: LessThanOrEqual(openOn), closesOn: MoreThanOrEqual(openOn) };
    const of = { authority, ...rest, ...open };
    const where: FindOptionsWhere<RegisteredRound>[] =
      openOn === undefined
        ? [of]
        : [
            { ...of, closedOn: IsNull() },
            { ...of, closedOn: MoreThanOrEqual(openOn) },
          ];
    const [rows, total] = await this.dataSource.getRepository(RegisteredRound).findAndCount({
      where,
      order: { closesOn: 'DESC', matter: 'ASC', round: 'ASC' },
      skip: part.offset,
      take: part.limit,
    });
    return { total, rows };
  }
}
