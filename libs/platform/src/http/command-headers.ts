import { randomUUID } from 'node:crypto';
import { type FastifyRequest } from 'fastify';
import { malformed } from '#kernel';
import { type Principal } from '../auth/principal.js';
import { commandIdFor } from '../commands/ids.js';

const KEY = /^[\x20-\x7e]{1,200}$/;
const REVISION = /^"(0|[1-9]\d{0,14})"$/;

/** The id of the command: the same for each repeat under one `Idempotency-Key`, a new one without it. @throws Malformed */
export const commandIdOf = (request: FastifyRequest, { authority, tokenId }: Principal): string => {
  const key = idempotencyKeyOf(request);
  return key === undefined ? randomUUID() : commandIdFor({ authority, tokenId, key });
};

/** What the caller sent as `Idempotency-Key`, if anything. @throws Malformed also where it was sent twice */
export const idempotencyKeyOf = ({ raw }: FastifyRequest): string | undefined => {
  const [key, ...others] = raw.headersDistinct['idempotency-key'] ?? [];
  if (key === undefined) return undefined;
  if (others.length > 0) return malformed('#header/Idempotency-Key', 'must be sent once');
  return KEY.test(key) ? key : malformed('#header/Idempotency-Key', 'must be 1 to 200 printable ASCII characters');
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
