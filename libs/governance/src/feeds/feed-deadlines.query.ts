import { type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { type PlainDateText } from '#kernel';
import { BoardedDeadline, deadlinesIdOf } from '../deadlines/index.js';
import { knownAs } from '../vocabulary/same-body.js';
import { FEED_COLUMNS, type FeedDeadline } from './feed-entry.js';
import { type FeedScope } from './feed-scope.js';

/** Which deadlines a feed shows. */
export interface FeedPart {
  readonly authority: string;
  readonly scope: FeedScope;
  /** The first day of which it shows deadlines. */
  readonly from: PlainDateText;
  /** How many it shows at most: the latest. */
  readonly most: number;
  /** How many are read at a time. */
  readonly batch: number;
}

/** The deadlines that a feed shows, the latest first, in batches. */
export async function* feedDeadlines(
  manager: EntityManager,
  part: FeedPart,
): AsyncGenerator<readonly FeedDeadline[], void, undefined> {
  let [left, last]: [number, FeedDeadline | undefined] = [part.most, undefined];
  while (left > 0) {
    const rows: readonly FeedDeadline[] = await nextRows(manager, { ...part, most: Math.min(left, part.batch) }, last);
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    left = rows.length < part.batch ? 0 : left - rows.length;
  }
}

const nextRows = (
  manager: EntityManager,
  { authority, scope, from, most }: FeedPart,
  last: FeedDeadline | undefined,
): Promise<readonly FeedDeadline[]> => {
  const query = manager
    .createQueryBuilder(BoardedDeadline, 'deadline')
    .select(FEED_COLUMNS.map((name) => `deadline.${name}`))
    .where('deadline.authority = :authority and deadline.due_on >= :from', { authority, from });
  narrow(query, scope);
  if (last !== undefined) {
    const { dueOn, heldUnder, key } = last;
    query.andWhere('(deadline.due_on, deadline.held_under, deadline.key) < (:dueOn, :heldUnder, :key)', {
      ...{ dueOn, heldUnder, key },
    });
  }
  return query
    .orderBy('deadline.dueOn', 'DESC')
    .addOrderBy('deadline.heldUnder', 'DESC')
    .addOrderBy('deadline.key', 'DESC')
    .limit(most)
    .getMany();
};

const narrow = (query: SelectQueryBuilder<BoardedDeadline>, scope: FeedScope): void => {
  switch (scope.kind) {
    case 'authority':
      return;
    case 'body':
      query.andWhere(':of = any(deadline.bodies_known_as)', { of: knownAs(scope.of) });
      return;
    case 'office':
      query.andWhere('deadline.owner = :of', { of: scope.of });
      return;
    // The plan to which a matter led bears the matter's id.
    case 'matter':
      narrowToSubjects(query, ['matter', 'plan'], scope.of);
      return;
    case 'plan':
      narrowToSubjects(query, ['plan'], scope.of);
  }
};

const narrowToSubjects = (
  query: SelectQueryBuilder<BoardedDeadline>,
  categories: readonly string[],
  id: string,
): void => {
  query.andWhere('deadline.held_under = any(:held)', {
    held: categories.map((category) => deadlinesIdOf({ category, id })),
  });
};
