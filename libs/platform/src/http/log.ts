import { type LoggerService } from '@nestjs/common';
import { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { type DestinationStream, type LevelWithSilent, type LoggerOptions } from 'pino';
import { callerOf } from './caller.js';

/** How the log is written: JSON lines, on standard output unless told otherwise. */
export interface LogOptions {
  readonly level: LevelWithSilent;
  readonly stream?: DestinationStream;
}

/** Fastify's logger: an error without what a driver hangs onto it, for that may be somebody's text. */
export const loggerOptions = ({ level, stream }: LogOptions): LoggerOptions & { stream?: DestinationStream } => ({
  level,
  base: null,
  serializers: { err: errorEntry },
  redact: { paths: ['req.headers.authorization', 'headers.authorization', 'authorization'], censor: '(withheld)' },
  ...(stream === undefined ? {} : { stream }),
});

const errorEntry = (error: unknown): object =>
  error instanceof Error
    ? {
        type: error.constructor.name,
        message: error.message,
        stack: error.stack,
        code: Reflect.get(error, 'code') as unknown,
      }
    : { type: typeof error };

/** One line for each request that was answered: the route as it is written in the code, never the address as it came. */
export const logAnswers = (fastify: FastifyInstance): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    const caller = callerOf(request);
    request.log.info(
      {
        method: request.method,
        route: request.is404 ? '(none)' : request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(caller === undefined ? {} : { office: caller.office, authority: caller.authority }),
      },
      'answered',
    );
    done();
  });
};

/** Nest's own messages, in the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: FastifyBaseLogger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  error(message: unknown, ...details: readonly unknown[]): void {
    if (message instanceof Error) this.logger.error({ err: message }, 'an error in the framework');
    else this.logger.error({ context: details.at(-1) }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }
}
