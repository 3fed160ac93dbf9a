import { type FastifyRequest } from 'fastify';
import { type Json, malformed } from '#kernel';
import { readJson } from '#kernel/input/json-text';
import { problem, ProblemError } from '../problems/problem.js';

const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?$/i;
const IDENTITY = 'identity';
const COMPRESSED = 'The body must be sent as it is, without Content-Encoding.';
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The JSON that a request brought, with nothing lost in reading it.
 * @throws ProblemError (415) for another media type or encoding; `Malformed` for what is no JSON or no UTF-8
 */
export const bodyOf = ({ headers, body }: FastifyRequest): Json => {
  if (!JSON_TYPE.test(headers['content-type'] ?? ''))
    throw new ProblemError(problem('unsupported-media-type'), { accept: 'application/json' });
  if ((headers['content-encoding'] ?? IDENTITY) !== IDENTITY)
    throw new ProblemError(problem('unsupported-media-type', COMPRESSED), { 'accept-encoding': IDENTITY });
  if (!Buffer.isBuffer(body) || body.length === 0) return malformed('', 'must be a JSON object, and there is no body');
  return readJson(decoded(body));
};

const decoded = (bytes: Buffer): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    return malformed('', 'must be UTF-8, and some of its bytes are not');
  }
};
