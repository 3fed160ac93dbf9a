import { randomUUID } from 'node:crypto';
import { type FastifyRequest } from 'fastify';
import { malformed } from '#kernel';
import { type Principal } from '../auth/principal.js';
import { commandIdFor } from '../commands/ids.js';

const KEY = /^[\x20-\x7e]{1,200}$/;
const REVISION = /^"(0|[1-9]\d{0,14})"$/;

/** The id of the command: the same for each repeat under one `Idempotency-Key`, a new one without it. @throws Malformed */
export const commandIdOf = ({ headers }: FastifyRequest, { authority, tokenId }: Principal): string => {
  const key = headers['idempotency-key'];
  if (key === undefined) return randomUUID();
  if (typeof key !== 'string' || !KEY.test(key))
    return malformed('#header/Idempotency-Key', 'must be 1 to 200 printable ASCII characters');
  return commandIdFor({ authority, tokenId, key });
};

/** The revision that the caller insists on in `If-Match`; nothing for `*` or without the header. @throws Malformed */
export const expectedRevisionOf = ({ headers }: FastifyRequest): number | undefined => {
  const tag = headers['if-match']?.trim();
  if (tag === undefined || tag === '*') return undefined;
  const revision = REVISION.exec(tag)?.[1];
  return revision === undefined
    ? malformed('#header/If-Match', 'must be one revision in double quotes, such as "3", or *')
    : Number(revision);
};

/** The entity tag of a revision. */
export const entityTag = (revision: number): string => `"${revision}"`;
