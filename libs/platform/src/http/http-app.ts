import { type Server } from 'node:http';
import { type DynamicModule, type ForwardReference, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import helmet from '@fastify/helmet';
import { type FastifyInstance } from 'fastify';
import { TokenRegister } from '../auth/token-register.js';
import { HealthModule } from '../health/health.module.js';
import { Readiness } from '../health/readiness.js';
import { ProblemFilter } from '../problems/problem-filter.js';
import { guardArrivals } from './arrival.js';
import { ClientErrors } from './client-errors.js';
import { DoorModule } from './door.module.js';
import { logAnswers, NestLog } from './log.js';
import { type ApiDescription, serveOpenApi } from './open-api.js';
import { RouteTable } from './route-table.js';
import { serverOptions, type ServerOptions } from './server-options.js';

/** What the application is made with. */
export interface HttpOptions extends ServerOptions {
  readonly description: ApiDescription;
}

/** A running application, and the end of it. */
export interface HttpApp {
  readonly app: NestFastifyApplication;
  readonly routes: RouteTable;
  /** Begins to take requests; port 0 takes any that is free. Says where it listens: `http://127.0.0.1:3000`. */
  listen(at: { readonly port: number; readonly host: string }): Promise<{ readonly origin: string }>;
  /** Takes no more requests, finishes those begun for at most so many milliseconds, and lets go of everything. */
  close(patienceMs?: number): Promise<void>;
}

type RootModule = Type | DynamicModule | Promise<DynamicModule> | ForwardReference;

/**
 * The application behind its HTTP door, initialised and not yet listening. The root module brings, from global modules,
 * the `TokenRegister`, the `CommandDesk` with its `EVENT_LOG`, a `CLOCK` and a `ConsistencySeal`, and its own controllers.
 */
export const createHttpApp = async (root: RootModule, options: HttpOptions): Promise<HttpApp> => {
  const clientErrors = new ClientErrors();
  const routes = new RouteTable();
  const state = { closing: false };
  const adapter = new FastifyAdapter(serverOptions(options, clientErrors));
  const fastify = adapter.getInstance<FastifyInstance>();
  takeBodiesAsBytes(fastify);
  fastify.addHook('onRoute', ({ method, url }) => {
    routes.add(url, method);
  });
  const app = await NestFactory.create<NestFastifyApplication>(withDoor(root), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(fastify.log),
  });
  await fastify.register(helmet, HELMET);
  guardArrivals(fastify, { doorkeeper: () => app.get(TokenRegister), routes, isClosing: () => state.closing });
  logAnswers(fastify);
  app.useGlobalFilters(new ProblemFilter());
  await serveOpenApi(app, options.description);
  await app.init();
  await fastify.ready();
  const server = app.getHttpServer();
  heedEveryHeader(server);
  answerTheHalfClosed(server);
  clientErrors.watch(server);
  const listen = async ({ port, host }: { port: number; host: string }): Promise<{ origin: string }> => {
    await app.listen(port, host);
    return { origin: fastify.listeningOrigin };
  };
  return { app, routes, listen, close: (patienceMs) => closeGently(app, state, patienceMs) };
};

/** Left to itself Node leaves out those after the 2,000th without a word; the length of the head is what bounds them. */
const heedEveryHeader = (server: Server): void => {
  server.maxHeadersCount = 0;
};

/** Who has asked and says no more (`nc -N`) is answered: left to itself Node closes as soon as the other side does. Its types do not have it. */
const answerTheHalfClosed = (server: Server): void => {
  Object.assign(server, { httpAllowHalfOpen: true });
};

const withDoor = (root: RootModule): Type => {
  @Module({ imports: [root, HealthModule, DoorModule] })
  class Application {}
  return Application;
};

/** Bodies are read as bytes: what they mean is settled after the caller is known. */
const takeBodiesAsBytes = (fastify: FastifyInstance): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
};

const HELMET = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: 'deny' as const },
  referrerPolicy: { policy: 'no-referrer' as const },
};

const PATIENCE_MS = 10_000;

const closeGently = async (
  app: NestFastifyApplication,
  state: { closing: boolean },
  patienceMs = PATIENCE_MS,
): Promise<void> => {
  state.closing = true;
  app.get(Readiness, { strict: false }).close();
  const limit = setTimeout(() => {
    app.getHttpServer().closeAllConnections();
  }, patienceMs);
  try {
    await app.close();
  } finally {
    clearTimeout(limit);
  }
};
