import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type DataSource, IsNull, type Repository } from 'typeorm';
import { type InstantText } from '#kernel';
import { commandIdFor } from '../commands/ids.js';
import { CommandIdReused } from '../commands/rejections.js';
import { hashOf } from './bearer-token.js';
import { FeedAddress, type FeedWords } from './feed-address.entity.js';
import { type Principal } from './principal.js';

/** A feed as a list shows it. */
export type FeedEntry = Omit<FeedAddress, 'secretHash'>;

/** A new feed. */
export interface FeedMade {
  /** What the address ends with, 43 letters, digits, `-` and `_`: shown this once, for only its hash is kept. */
  readonly secret: string;
  readonly feed: FeedEntry;
}

/** What a new feed is to be. */
export interface FeedWanted {
  readonly scope: FeedWords;
  readonly note: string;
}

/** Under what a feed is asked for, so that asking again makes no other. */
export interface FeedKey {
  readonly key: string;
  readonly tokenId: string;
  /** The whole token. The address is made of it, of the key and of a secret of the server, so that nothing kept here gives it away. */
  readonly token: string;
}

type Maker = Pick<Principal, 'authority' | 'office'>;

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The addresses at which calendar programs read feeds without a token. What time it is, the caller says. */
export class FeedRegister {
  private readonly feeds: Repository<FeedAddress>;

  /** Over an opened data source: see `openAccess`; with a secret of the server, so that a token alone gives no address away. */
  constructor(
    dataSource: DataSource,
    private readonly secret: Buffer,
  ) {
    this.feeds = dataSource.getRepository(FeedAddress);
  }

  /**
   * Makes an address of an authority, in the name of an office of it. Asked again under the same key, it gives the feed
   * that was made then, with its address. @throws CommandIdReused where another feed was asked for under the key
   */
  async make(wanted: FeedWanted, { authority, office }: Maker, now: InstantText, under?: FeedKey): Promise<FeedMade> {
    const { id, secret } = under === undefined ? newAddress() : addressUnder(under, authority, this.secret);
    const { scope, note } = wanted;
    const made = {
      ...{ id, authority, scope, note, secretHash: hashOf(secret) },
      ...{ madeBy: office, madeAt: now, revokedBy: null, revokedAt: null },
    };
    await this.feeds.createQueryBuilder().insert().values(made).orIgnore().execute();
    const kept = await this.feeds.findOneByOrFail({ id, authority });
    if (!isDeepStrictEqual({ scope: kept.scope, note: kept.note }, { scope, note }))
      throw new CommandIdReused('Under this key another feed was made: ask for a new one under a new key.');
    if (!kept.secretHash.equals(made.secretHash)) throw new CommandIdReused(BY_AN_EARLIER_RELEASE);
    return { secret, feed: entryOf(kept) };
  }

  /**
   * From now on nothing is at the address. Revoking twice keeps the first time; nothing where the authority has no such
   * feed.
   */
  async revoke(id: string, { authority, office }: Maker, now: InstantText): Promise<FeedEntry | undefined> {
    await this.feeds.update({ id, authority, revokedAt: IsNull() }, { revokedAt: now, revokedBy: office });
    const kept = await this.feeds.findOneBy({ id, authority });
    return kept === null ? undefined : entryOf(kept);
  }

  /** The feeds of an authority, the newest first; revoked ones too. */
  async list(
    authority: string,
    part: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly total: number; readonly feeds: readonly FeedEntry[] }> {
    const [kept, total] = await this.feeds.findAndCount({
      where: { authority },
      order: { madeAt: 'DESC', id: 'ASC' },
      skip: part.offset,
      take: part.limit,
    });
    return { total, feeds: kept.map(entryOf) };
  }

  /** The feed at an address; nothing, whether the secret is unknown, revoked or none at all. */
  async open(secret: string): Promise<FeedEntry | undefined> {
    if (!SECRET.test(secret)) return undefined;
    const kept = await this.feeds.findOneBy({ secretHash: hashOf(secret), revokedAt: IsNull() });
    return kept === null ? undefined : entryOf(kept);
  }
}

const BY_AN_EARLIER_RELEASE =
  'Under this key an earlier release made a feed, whose address is not told again: ask for a new one under a new key.';

const newAddress = () => ({ id: randomUUID() as string, secret: randomBytes(32).toString('base64url') });

const addressUnder = ({ key, tokenId, token }: FeedKey, authority: string, secret: Buffer) => ({
  id: commandIdFor({ authority, tokenId, key }),
  secret: createHmac('sha256', secret).update(`address of a feed\n${token}\n${key}`).digest('base64url'),
});

const entryOf = ({ secretHash: _secretHash, ...entry }: FeedAddress): FeedEntry => entry;
