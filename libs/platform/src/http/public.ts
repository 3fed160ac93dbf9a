import { RouteConfig } from '@nestjs/platform-fastify';

/** What a route says of who may come in. */
export interface RouteAccess {
  readonly access: 'public';
}

/** Opens a route to callers without a token. Everything else asks for one. */
export const Public = (): MethodDecorator => RouteConfig({ access: 'public' } satisfies RouteAccess);
