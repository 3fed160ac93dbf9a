import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  type Type,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { type Observable } from 'rxjs';
import { unavailable } from '../problems/problem.js';
import { ConsistencyTokens } from '../projections/consistency-tokens.js';
import { Projections } from '../projections/projections.js';
import { principalOf } from './caller.js';
import { CONSISTENCY_HEADER } from './ports.js';

/** How long a reading request waits for the caller's own write, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * For a route that reads from a read model (or from `all`): a caller that sends back the token of its last write is
 * answered when that write can be seen; after five seconds with 503.
 */
export const SeesOwnWrites = (readModel: string): MethodDecorator & ClassDecorator =>
  applyDecorators(
    UseInterceptors(waitingFor(readModel)),
    ApiHeader({
      name: CONSISTENCY_HEADER,
      required: false,
      description: 'The token returned by a command. The answer will include at least that change.',
      schema: { type: 'string' },
    }),
  );

const waitingFor = (readModel: string): Type<NestInterceptor> => {
  @Injectable()
  class WaitForOwnWrite implements NestInterceptor {
    constructor(
      @Inject(ConsistencyTokens) private readonly tokens: ConsistencyTokens,
      @Inject(Projections) private readonly projections: Projections,
    ) {}

    async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
      const request = context.switchToHttp().getRequest<FastifyRequest>();
      const token = request.headers[CONSISTENCY_HEADER.toLowerCase()];
      if (token !== undefined) await this.wait([token].flat().join(), principalOf(request).authority);
      return next.handle();
    }

    private async wait(token: string, authority: string): Promise<void> {
      const position = this.tokens.open(token, authority);
      const seen = await this.projections.waitUntilSeen(readModel, position, { timeoutMs: PATIENCE_MS });
      if (!seen) throw unavailable('Your last write cannot be read yet: ask again.');
    }
  }
  return WaitForOwnWrite;
};
