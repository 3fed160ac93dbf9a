import { type Command } from 'commander';
import { type InstantText, isAuthorityId, Malformed, type Role } from '#kernel';
import { openAccess } from '#platform/auth/access-database';
import { type TokenEntry, TokenRegister } from '#platform/auth/token-register';
import { StartupProblem } from '#platform/config/startup-problem';
import { findDatabase } from '../database.js';
import { aside, counted, fail, reasonOf, say } from '../telling.js';

export interface MintOptions {
  readonly authority: string;
  readonly office: string;
  readonly role: Role;
  readonly days: number;
  readonly note?: string;
}

const DAY = 86_400_000;
const TOKEN_ID = /^[0-9a-f]{16}$/;

/** The token alone goes to the standard output, so that a script may keep it; what is said about it goes beside. */
export const mint = async ({ days, ...office }: MintOptions, command: Command): Promise<void> => {
  await withRegister(command, async (register) => {
    const expiresAt = new Date(Date.now() + days * DAY).toISOString();
    const { token, principal } = await register.mint({ ...office, expiresAt, now: now() });
    say(command, `${token}\n`);
    aside(
      command,
      `Token ${principal.tokenId}: ${principal.office} of ${principal.authority}, ${principal.role}, until ${expiresAt}. It is shown this once.\n`,
    );
  });
};

/** An office all of whose tokens are to end. */
export interface RevokedOffice {
  readonly authority: string;
  readonly office: string;
}

export const revoke = async (
  { id, authority, office }: { readonly id: string | undefined } & Partial<RevokedOffice>,
  command: Command,
): Promise<void> => {
  if (id !== undefined && authority === undefined && office === undefined) return revokeOne(id, command);
  if (id !== undefined || authority === undefined || office === undefined)
    return fail(command, 'name a token by its id, or an office by --authority and --office');
  await withRegister(command, async (register) => {
    const revoked = await register.revokeAllOf(authority, office, now());
    if (revoked === undefined) return fail(command, `no token of ${office} of ${authority} was ever minted`);
    say(command, `${counted(revoked, 'token')} of ${office} of ${authority} revoked.\n`);
  });
};

const revokeOne = async (id: string, command: Command): Promise<void> => {
  if (!TOKEN_ID.test(id)) return fail(command, 'the id of a token is 16 characters of 0-9 and a-f, as in the list');
  await withRegister(command, async (register) => {
    if (!(await register.revoke(id, now()))) fail(command, `there is no token ${id}`);
    say(command, `Token ${id} is revoked.\n`);
  });
};

export const list = async (
  { authority, json = false }: { readonly authority?: string; readonly json?: boolean },
  command: Command,
): Promise<void> => {
  if (authority !== undefined && !isAuthorityId(authority))
    return fail(command, '--authority must be 1 to 40 of a-z and 0-9');
  await withRegister(command, async (register) => {
    const tokens = await register.list(authority);
    say(command, json ? `${JSON.stringify(tokens, undefined, 2)}\n` : tableOf(tokens, now()));
  });
};

const withRegister = async (command: Command, work: (register: TokenRegister) => Promise<void>): Promise<void> => {
  const connections = await opened(command);
  try {
    await work(new TokenRegister(connections));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    fail(command, error.problems.map(({ pointer, detail }) => `--${pointer.slice(1)} ${detail}`).join('; '));
  } finally {
    await connections.destroy();
  }
};

const opened = async (command: Command): Promise<Awaited<ReturnType<typeof openAccess>>> => {
  const address = addressFor(command);
  try {
    return await openAccess(address);
  } catch (error) {
    return fail(command, `the database cannot be opened: ${reasonOf(error)}`);
  }
};

const addressFor = (command: Command): string => {
  try {
    return findDatabase(process.env);
  } catch (error) {
    if (!(error instanceof StartupProblem)) throw error;
    return fail(command, error.message);
  }
};

const tableOf = (tokens: readonly TokenEntry[], today: InstantText): string => {
  const rows = tokens.map((token) => [
    token.tokenId,
    token.authority,
    token.office,
    token.role,
    standingOf(token, today),
    token.note,
  ]);
  const all = [['id', 'authority', 'office', 'role', 'standing', 'note'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
};

const standingOf = ({ expiresAt, revokedAt }: TokenEntry, today: InstantText): string => {
  if (revokedAt !== undefined) return `revoked ${revokedAt}`;
  return expiresAt <= today ? `expired ${expiresAt}` : `until ${expiresAt}`;
};

const now = (): InstantText => new Date().toISOString();
