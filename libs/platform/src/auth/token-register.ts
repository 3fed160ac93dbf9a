import { timingSafeEqual } from 'node:crypto';
import { type DataSource, IsNull, type Repository } from 'typeorm';
import { type InputProblem, type InstantText, isAuthorityId, isInstant, Malformed, type Role } from '#kernel';
import { isOneLine } from '#kernel/input/checks';
import { NotAuthenticated } from '../commands/rejections.js';
import { bearerText, hashOf, newBearerToken, readBearerToken } from './bearer-token.js';
import { OfficeToken } from './office-token.entity.js';
import { type Principal } from './principal.js';

/** What a new token is to be. */
export interface Minting {
  readonly authority: string;
  /** Slug of the office: `democratic-services`. */
  readonly office: string;
  readonly role: Role;
  readonly expiresAt: InstantText;
  readonly now: InstantText;
  /** What it is for, up to 200 characters. */
  readonly note?: string;
}

/** A new token. */
export interface Minted {
  /** The token itself: shown this once, for only its hash is kept. */
  readonly token: string;
  readonly principal: Principal;
}

/** A token as a list shows it. */
export interface TokenEntry extends Principal {
  readonly note: string;
  readonly mintedAt: InstantText;
  readonly revokedAt: InstantText | undefined;
}

const ROLES: readonly string[] = ['officer', 'auditor', 'operator'] satisfies readonly Role[];
const OFFICE = /^[a-z0-9-]{1,60}$/;
const LONGEST_NOTE = 200;
/** Compared with where there is no token, so that an unknown one takes as long as a revoked one. */
const NO_HASH = Buffer.alloc(32);

/** The bearer tokens of offices. Time comes from the machine's clock, never from one that a demo store moves. */
export class TokenRegister {
  private readonly tokens: Repository<OfficeToken>;

  /** Over an opened data source: see `openAccess`. */
  constructor(private readonly dataSource: DataSource) {
    this.tokens = dataSource.getRepository(OfficeToken);
  }

  /** @throws Malformed */
  async mint(minting: Minting): Promise<Minted> {
    const { kept, token } = newToken(minting);
    await this.tokens.insert(kept);
    return { token, principal: principalOf(kept) };
  }

  /** Mints a token and revokes those of the authority that bear the same note, all or nothing. @throws Malformed */
  async renew(minting: Minting & { readonly note: string }): Promise<Minted> {
    const { kept, token } = newToken(minting);
    const { authority, note } = kept;
    await this.dataSource.transaction(async (manager) => {
      await manager.update(OfficeToken, { authority, note, revokedAt: IsNull() }, { revokedAt: minting.now });
      await manager.insert(OfficeToken, kept);
    });
    return { token, principal: principalOf(kept) };
  }

  /** From now on the token opens nothing. False where there is no such token; revoking twice keeps the first time. */
  async revoke(tokenId: string, now: InstantText): Promise<boolean> {
    await this.tokens.update({ id: tokenId, revokedAt: IsNull() }, { revokedAt: now });
    return this.tokens.existsBy({ id: tokenId });
  }

  /** From now on no token of the office opens anything. How many did, or had expired unrevoked; nothing where none was ever minted. */
  async revokeAllOf(authority: string, office: string, now: InstantText): Promise<number | undefined> {
    const { affected } = await this.tokens.update({ authority, office, revokedAt: IsNull() }, { revokedAt: now });
    return (await this.tokens.existsBy({ authority, office })) ? (affected ?? 0) : undefined;
  }

  /** The tokens of one authority, or of all, the newest first; revoked and expired ones too. */
  async list(authority?: string): Promise<readonly TokenEntry[]> {
    const kept = await this.tokens.find({
      where: authority === undefined ? {} : { authority },
      order: { mintedAt: 'DESC', id: 'ASC' },
    });
    return kept.map((token) => ({
      ...principalOf(token),
      note: token.note,
      mintedAt: token.mintedAt,
      revokedAt: token.revokedAt ?? undefined,
    }));
  }

  /**
   * Who is behind a token (`mb_…`, without the word Bearer).
   * @throws NotAuthenticated in one wording, whether the token is unknown, revoked, expired or no token at all
   */
  async authenticate(text: string, now: InstantText): Promise<Principal> {
    const token = readBearerToken(text);
    if (token === undefined) throw new NotAuthenticated(NO_VALID_TOKEN);
    const kept = await this.tokens.findOneBy({ id: token.id });
    const proven = timingSafeEqual(hashOf(token.secret), kept?.secretHash ?? NO_HASH);
    if (kept === null || !proven || kept.revokedAt !== null || kept.expiresAt <= now)
      throw new NotAuthenticated(NO_VALID_TOKEN);
    return principalOf(kept);
  }
}

/** The one thing that is said to a caller without a valid token. */
export const NO_VALID_TOKEN = 'A valid bearer token is needed: there is none, or it is unknown, revoked or expired.';

const newToken = (minting: Minting): { kept: OfficeToken; token: string } => {
  mustBeMintable(minting);
  const { authority, office, role, expiresAt, now, note = '' } = minting;
  const fresh = newBearerToken();
  const kept = Object.assign(new OfficeToken(), {
    id: fresh.id,
    authority,
    office,
    role,
    secretHash: hashOf(fresh.secret),
    note,
    mintedAt: now,
    expiresAt,
    revokedAt: null,
  });
  return { kept, token: bearerText(fresh) };
};

const mustBeMintable = ({ authority, office, role, expiresAt, now, note = '' }: Minting): void => {
  const checks: readonly (InputProblem & { readonly holds: boolean })[] = [
    { pointer: '/authority', holds: isAuthorityId(authority), detail: 'must be 1 to 40 of a-z and 0-9' },
    { pointer: '/office', holds: OFFICE.test(office), detail: 'must be 1 to 60 of a-z, 0-9 and -' },
    { pointer: '/role', holds: ROLES.includes(role), detail: `must be one of: ${ROLES.join(', ')}` },
    { pointer: '/expiresAt', holds: isInstant(expiresAt) && expiresAt > now, detail: 'must be an instant to come' },
    { pointer: '/note', holds: isOneLine(note), detail: 'must be one line without control characters' },
    { pointer: '/note', holds: note.length <= LONGEST_NOTE, detail: `must have at most ${LONGEST_NOTE} characters` },
  ];
  const [first, ...others] = checks.filter(({ holds }) => !holds).map(({ pointer, detail }) => ({ pointer, detail }));
  if (first !== undefined) throw new Malformed([first, ...others]);
};

const principalOf = ({ id, authority, office, role, expiresAt }: OfficeToken): Principal => ({
  tokenId: id,
  authority,
  office,
  role,
  expiresAt,
});
