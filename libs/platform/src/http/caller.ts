import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Principal } from '../auth/principal.js';

const callers = new WeakMap<FastifyRequest['raw'], Principal>();

/** Called at the door, once the token has been found good. */
export const rememberCaller = (request: FastifyRequest, principal: Principal): void => {
  callers.set(request.raw, principal);
};

/** The office that sent the request; nothing on a public route. */
export const callerOf = (request: FastifyRequest): Principal | undefined => callers.get(request.raw);

/** The office that sent the request, where the door has seen to it that there is one. */
export const principalOf = (request: FastifyRequest): Principal => {
  const principal = callerOf(request);
  if (principal === undefined) throw new Error('a public route has no principal');
  return principal;
};

/** The office that sent the request, as a parameter of a route's method. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  principalOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
