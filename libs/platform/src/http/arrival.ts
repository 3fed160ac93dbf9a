import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type InstantText } from '#kernel';
import { type Principal } from '../auth/principal.js';
import { NotKnown } from '../commands/rejections.js';
import { problem, ProblemError, unavailable } from '../problems/problem.js';
import { rememberCaller } from './caller.js';
import { type RouteAccess } from './public.js';
import { mustHaveSoundQuery } from './query.js';
import { pathOf, type RouteTable } from './route-table.js';

/** Who tells offices by their tokens. */
export interface Doorkeeper {
  /** @throws NotAuthenticated */
  authenticate(token: string, now: InstantText): Promise<Principal>;
}

export interface Door {
  readonly doorkeeper: () => Doorkeeper;
  readonly routes: RouteTable;
  /** Whether the process has begun to shut down. */
  readonly isClosing: () => boolean;
}

const BEARER = /^Bearer +(\S+)$/i;
/** Under this prefix nothing is said to a caller without a token, not even that there is nothing. */
const GUARDED = '/v1/';

/**
 * What every request goes through before a byte of its body is read: its id, who sends it (401), whether the address and
 * the authority are the caller's to see (404), whether the address takes the method (405), and whether its query can be
 * read (400). Nobody keeps a copy of what is answered to a token, unless the route says otherwise.
 */
export const guardArrivals = (fastify: FastifyInstance, { doorkeeper, routes, isClosing }: Door): void => {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (isClosing()) throw unavailable('This process is shutting down: send the request again.');
    mustNameItsHost(request);
    if (isOpen(request)) return mustHaveRoute(request, reply, routes);
    const principal = await doorkeeper().authenticate(bearerTokenOf(request), new Date().toISOString());
    rememberCaller(request, principal);
    void reply.header('cache-control', 'no-store');
    mustBeOwnAuthority(request, principal);
    const answered = mustHaveRoute(request, reply, routes);
    if (answered === undefined) mustHaveSoundQuery(request.url);
    return answered;
  });
  fastify.addHook('onSend', async (_request, reply) => {
    if (isClosing()) void reply.header('connection', 'close');
  });
};

const mustNameItsHost = ({ raw }: FastifyRequest): void => {
  const hosts = raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1 || (hosts === 0 && raw.httpVersion === '1.1'))
    throw new ProblemError(
      problem('malformed-input', `The Host header ${hosts === 0 ? 'is missing' : 'comes more than once'}.`),
      { connection: 'close' },
    );
};

const isOpen = (request: FastifyRequest): boolean =>
  request.is404
    ? !pathOf(request.url).startsWith(GUARDED)
    : (request.routeOptions.config as Partial<RouteAccess>).access === 'public';

/** The token that the caller sent; empty where there is none. */
export const bearerTokenOf = ({ headers }: FastifyRequest): string =>
  BEARER.exec(headers.authorization ?? '')?.[1] ?? '';

/** Nothing here (404), another method (405), or the methods themselves for OPTIONS. */
const mustHaveRoute = (request: FastifyRequest, reply: FastifyReply, routes: RouteTable): FastifyReply | undefined => {
  if (!request.is404) return undefined;
  const methods = routes.methodsOf(request.url);
  if (methods.length === 0) throw new NotKnown();
  const allow = [...methods, 'OPTIONS'].join(', ');
  if (request.method !== 'OPTIONS') throw new ProblemError(problem('method-not-allowed'), { allow });
  return reply.status(204).header('allow', allow).send();
};

const mustBeOwnAuthority = (request: FastifyRequest, { authority }: Principal): void => {
  const { authority: named } = request.params as { readonly authority?: string };
  if (named !== undefined && named !== authority) throw new NotKnown();
};
