import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server } from 'node:http';
import { type FastifyReply, type FastifyRequest, type FastifyHttpOptions, LogController } from 'fastify';
import { malformedInput, problemOf } from '../problems/problem.js';
import { tellProblem } from '../problems/telling.js';
import { type ClientErrors } from './client-errors.js';
import { loggerOptions, type LogOptions } from './log.js';

/** What may be told of the server when the application is made. */
export interface ServerOptions {
  readonly log: LogOptions;
  /** Bytes of a body, at most; 1 MiB unless told otherwise. */
  readonly bodyLimit?: number;
  /** Whose `X-Forwarded-*` headers are believed: nobody's unless told otherwise. */
  readonly trustProxy?: boolean | string;
  /** Milliseconds within which the head of a request must have arrived, and the whole of it. */
  readonly headMs?: number;
  readonly requestMs?: number;
}

const MEBIBYTE = 1_048_576;
/** The head of a request, in bytes; a parameter of its path cannot be longer. */
const LARGEST_HEAD = 16_384;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export const serverOptions = (options: ServerOptions, clientErrors: ClientErrors): FastifyHttpOptions<Server> => ({
  logger: loggerOptions(options.log),
  logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
  genReqId: requestIdOf,
  bodyLimit: options.bodyLimit ?? MEBIBYTE,
  trustProxy: options.trustProxy ?? false,
  requestTimeout: options.requestMs ?? 30_000,
  keepAliveTimeout: 10_000,
  routerOptions: { maxParamLength: LARGEST_HEAD },
  return503OnClosing: false,
  http: {
    maxHeaderSize: LARGEST_HEAD,
    headersTimeout: options.headMs ?? 10_000,
    connectionsCheckingInterval: Math.min(5_000, options.headMs ?? 5_000),
    requireHostHeader: false,
  },
  clientErrorHandler: (error, socket) => {
    clientErrors.answer(error, socket);
  },
  frameworkErrors: answerUnroutable,
});

/** The caller's own id of the request where it is a UUID, otherwise a new one. */
const requestIdOf = ({ headers }: IncomingMessage): string => {
  const given = headers['x-request-id'];
  return typeof given === 'string' && UUID.test(given) ? given.toLowerCase() : randomUUID();
};

/** An address that the router cannot read: no route's hooks run for it. */
const answerUnroutable = (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
  const { status } = problemOf(error).problem;
  void reply.header('x-request-id', request.id);
  const told =
    status === 400
      ? malformedInput([{ pointer: '#path', detail: 'must be a path that is percent-encoded soundly' }])
      : error;
  tellProblem(told, request, reply);
  request.log.info({ method: request.method, route: '(none)', status }, 'answered');
};
