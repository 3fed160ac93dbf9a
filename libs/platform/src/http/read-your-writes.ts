import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { from, type Observable, switchMap } from 'rxjs';
import { malformed } from '#kernel';
import { unavailable } from '../problems/problem.js';
import { ConsistencyTokens } from '../projections/consistency-tokens.js';
import { Projections } from '../projections/projections.js';
import { principalOf } from './caller.js';

const PATIENCE_MS = 5_000;
const RETRY_AFTER_SECONDS = 2;
const HEADER = 'minutebook-consistency';

/**
 * Answers a reading request only once the read models have seen the write whose token the caller sends back; 503 with
 * Retry-After where that takes longer than five seconds.
 */
@Injectable()
export class ReadYourWrites implements NestInterceptor {
  constructor(
    private readonly tokens: ConsistencyTokens,
    private readonly projections: Projections,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return from(this.seen(request)).pipe(switchMap(() => next.handle()));
  }

  private async seen(request: FastifyRequest): Promise<void> {
    const token = request.headers[HEADER];
    if (token === undefined) return;
    if (typeof token !== 'string') malformed('#header/Minutebook-Consistency', 'is given twice: give it once');
    const position = this.tokens.open(token as string, principalOf(request).authority);
    const seen = await this.projections.waitUntilSeen('all', position, { timeoutMs: PATIENCE_MS });
    if (!seen) throw unavailable('The read models have not come to that write yet.', RETRY_AFTER_SECONDS);
  }
}

/** Says in the API's description that the route takes a consistency token. */
export const TakesConsistencyToken = ApiHeader({
  name: 'Minutebook-Consistency',
  description: 'What came with the answer to a command: the answer then shows at least that write.',
  schema: { type: 'string' },
});
