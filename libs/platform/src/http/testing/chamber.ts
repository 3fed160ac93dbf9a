import { randomBytes } from 'node:crypto';
import { Controller, Get, Global, Module, type Provider, Query, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiSecurity } from '@nestjs/swagger';
import { type Clock, type InstantText, type Role } from '#kernel';
import { freshDatabase } from '../../../../../test/support/database.js';
import { openAccess } from '../../auth/access-database.js';
import { type Principal } from '../../auth/principal.js';
import { TokenRegister } from '../../auth/token-register.js';
import { CommandsModule } from '../../commands/commands.module.js';
import { EVENT_LOG, type EventLog } from '../../event-log/event-log.js';
import { InMemoryEventLog } from '../../event-log/in-memory-event-log.js';
import { ConsistencyTokens } from '../../projections/consistency-tokens.js';
import { openReadModels } from '../../projections/open-read-models.js';
import { type ProjectionDefinition } from '../../projections/projection-definition.js';
import { Projections } from '../../projections/projections.js';
import { Caller } from '../caller.js';
import { BEARER_SCHEME } from '../command-documentation.js';
import { commandRoutes } from '../command-routes.js';
import { createHttpApp, type HttpApp, type HttpOptions } from '../http-app.js';
import { type Page, pageOf } from '../paging.js';
import { CLOCK, ConsistencySeal } from '../ports.js';
import { CouldGoWrong } from '../problem-responses.js';
import { type Query as QueryString } from '../query.js';
import { SubjectId } from '../subject-id.js';
import { type AsOf, asOf } from '../time-travel.js';
import { type Answer, ask, type Asked } from './ask.js';
import { motions } from './motions.js';

const RECEIVED_AT: InstantText = '2024-07-10T09:00:00.000Z';

@Controller('v1/authorities/:authority/motions')
class MotionQueries {
  @Get()
  @ApiSecurity(BEARER_SCHEME)
  @ApiParam({ name: 'authority', schema: { type: 'string' } })
  @ApiOperation({ operationId: 'list-motions', summary: 'What is asked, told back' })
  @ApiOkResponse({ schema: { type: 'object' } })
  @CouldGoWrong('malformed-input', 'not-authenticated', 'not-known')
  list(@Query() query: QueryString, @Caller() { office }: Principal): AsOf & Page & { readonly office: string } {
    return { ...asOf(query), ...pageOf(query), office };
  }

  @Get(':motion')
  @ApiSecurity(BEARER_SCHEME)
  @ApiParam({ name: 'authority', schema: { type: 'string' } })
  @ApiParam({ name: 'motion', schema: { type: 'string', format: 'uuid' } })
  @ApiOperation({ operationId: 'read-motion', summary: 'The id, told back' })
  @ApiOkResponse({ schema: { type: 'object' } })
  @CouldGoWrong('not-authenticated', 'not-known')
  read(@SubjectId('motion') motion: string): { readonly motion: string } {
    return { motion };
  }
}

/** An application over its own log and its own database of tokens. */
export interface Chamber extends HttpApp {
  readonly log: EventLog;
  readonly tokens: TokenRegister;
  /** Of the read models given; started by whoever wants them to follow the log. */
  readonly projections: Projections;
  /** Where it listens: `http://127.0.0.1:40000`. */
  readonly origin: string;
  ask(asked: Asked): Promise<Answer>;
  /** A token of an office of an authority. */
  token(authority: string, role?: Role): Promise<string>;
}

/** Opens an application with the motions, the door and whatever else is given; close it when done. */
export const openChamber = async (
  options: Partial<HttpOptions> & {
    readonly modules?: readonly Type[];
    readonly readModels?: readonly ProjectionDefinition[];
  } = {},
): Promise<Chamber> => {
  const database = await freshDatabase();
  const access = await openAccess(database.url);
  const tokens = new TokenRegister(access);
  const clock: Clock = { now: () => RECEIVED_AT };
  const log = new InMemoryEventLog(clock);
  const definitions = options.readModels ?? [];
  const dataSource = await openReadModels(database.url, definitions);
  const parts = { databaseUrl: database.url, dataSource, definitions, log, now: () => RECEIVED_AT };
  const projections = new Projections(parts);
  const http = await createHttpApp(chamberOf({ log, tokens, clock, projections }, options.modules ?? []), {
    log: { level: 'silent' },
    description: { title: 'Motions', version: '1', description: 'A chamber for tests.' },
    ...options,
  });
  const origin = (await http.listen({ port: 0, host: '127.0.0.1' })).origin;
  return {
    ...http,
    log,
    tokens,
    origin,
    projections,
    ask: (asked) => ask(origin, asked),
    token: async (authority, role = 'officer') => (await tokens.mint({ ...OFFICE, authority, role })).token,
    close: async (patienceMs) => {
      await http.close(patienceMs);
      await projections.close();
      await log.close();
      await dataSource.destroy();
      await access.destroy();
      await database.drop();
    },
  };
};

const OFFICE = {
  office: 'democratic-services',
  expiresAt: '2999-01-01T00:00:00.000Z',
  now: '2024-01-01T00:00:00.000Z',
} as const;

interface Parts {
  readonly log: EventLog;
  readonly tokens: TokenRegister;
  readonly clock: Clock;
  readonly projections: Projections;
}

const chamberOf = ({ log, tokens, clock, projections }: Parts, modules: readonly Type[]): Type => {
  const parts: Exclude<Provider, Type>[] = [
    { provide: EVENT_LOG, useValue: log },
    { provide: CLOCK, useValue: clock },
    { provide: TokenRegister, useValue: tokens },
    { provide: ConsistencyTokens, useValue: new ConsistencyTokens(randomBytes(32)) },
    { provide: ConsistencySeal, useExisting: ConsistencyTokens },
    { provide: Projections, useValue: projections },
  ];
  @Global()
  @Module({ providers: parts, exports: parts.map(({ provide }) => provide) })
  class Parts {}

  @Module({
    imports: [Parts, CommandsModule.forSubjects([motions]), ...modules],
    controllers: [commandRoutes(motions, { path: 'motions', parameter: 'motion' }), MotionQueries],
  })
  class Root {}
  return Root;
};
