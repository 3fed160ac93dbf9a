import { type EntityManager } from 'typeorm';
import { BoardedDeadline } from '../deadlines/index.js';
import { knownAs } from '../vocabulary/same-body.js';
import { type FeedScope } from './feed-scope.js';

const MOST_NAMED = 20;

/**
 * What to tell who asks for the feed of a body to which nothing is owed so far, and was not before: it may be a new body, or
 * a name that was mistyped. A body is only a name, so the feed is made all the same. Nothing where there is nothing to tell.
 */
export const noticeOf = async (
  manager: EntityManager,
  authority: string,
  scope: FeedScope,
): Promise<string | undefined> => {
  if (scope.kind !== 'body') return undefined;
  const ofAuthority = { authority };
  const owed = await manager
    .createQueryBuilder(BoardedDeadline, 'deadline')
    .where('deadline.authority = :authority and :of = any(deadline.bodies_known_as)', {
      ...{ ...ofAuthority, of: knownAs(scope.of) },
    })
    .getExists();
  if (owed) return undefined;
  const known: readonly { readonly body: string }[] = await manager
    .createQueryBuilder(BoardedDeadline, 'deadline')
    .select('distinct unnest(deadline.bodies)', 'body')
    .where('deadline.authority = :authority', ofAuthority)
    .orderBy('body')
    .limit(MOST_NAMED + 1)
    .getRawMany();
  return `nothing is owed to ${scope.of} so far, and the calendar stays empty until something is. ${named(known.map(({ body }) => body))}`;
};

const named = (bodies: readonly string[]): string => {
  if (bodies.length === 0) return 'Nothing is owed to any other body either.';
  const more = bodies.length > MOST_NAMED ? ' and others' : '';
  return `Something is owed to ${bodies.slice(0, MOST_NAMED).join(', ')}${more}.`;
};
