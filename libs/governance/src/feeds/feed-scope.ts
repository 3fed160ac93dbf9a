import { malformed } from '#kernel';
import { Line, OneOf } from '#kernel/input/fields';
import { LIMITS } from '../vocabulary/references.js';

/** Which deadlines of an authority a feed shows: all, or those of one body, matter, plan or office. */
export type FeedScope =
  | { readonly kind: 'authority' }
  | {
      readonly kind: NamedKind;
      /** The body as the council writes it, the id of the matter or plan, or the slug of the office. */
      readonly of: string;
    };

const NAMED = ['body', 'matter', 'plan', 'office'] as const;
type NamedKind = (typeof NAMED)[number];

const KINDS: readonly FeedScope['kind'][] = ['authority', ...NAMED];
const NOTE = 200;

/** What an officer asks for who wants a feed. */
export class FeedWanted {
  @OneOf(KINDS, {
    describe: 'Which deadlines it shows: all of the authority, or those of one body, matter, plan or office.',
  })
  kind!: FeedScope['kind'];

  @Line(LIMITS.name, {
    optional: true,
    describe: 'The body as the council writes it, the id of the matter or plan, or the office: community-safety.',
  })
  of?: string;

  @Line(NOTE, { optional: true, describe: 'Who will use it, for the list: it is how the right one is revoked.' })
  note?: string;
}

const OFFICE = /^[a-z0-9-]{1,60}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The scope that is wanted. @throws Malformed with the pointer `/of` */
export const scopeOf = ({ kind, of }: Pick<FeedWanted, 'kind' | 'of'>): FeedScope => {
  if (kind === 'authority')
    return of === undefined ? { kind } : malformed('/of', 'must be left out: the feed is of the whole authority');
  if (of === undefined) return malformed('/of', `is missing: it must say which ${kind}`);
  if (kind === 'office' && !OFFICE.test(of)) malformed('/of', 'must be an office, 1 to 60 of a-z, 0-9 and -');
  if ((kind === 'matter' || kind === 'plan') && !UUID.test(of))
    malformed('/of', `must be the id of a ${kind}: a lower-case UUID`);
  return { kind, of };
};

/** The scope as it is kept with a feed's address. */
export const keptScope = (scope: FeedScope): Readonly<Record<string, string>> => ({ ...scope });

/** The scope that was kept with a feed's address. @throws Error where it is none: a bug */
export const readScope = ({ kind, of }: Readonly<Record<string, string>>): FeedScope => {
  if (kind === 'authority') return { kind };
  const named = NAMED.find((known) => known === kind);
  if (named !== undefined && of !== undefined) return { kind: named, of };
  throw new Error('a feed was kept without a scope');
};
