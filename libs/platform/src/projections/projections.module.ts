import {
  type DynamicModule,
  type FactoryProvider,
  Logger,
  Module,
  type ModuleMetadata,
  type Provider,
} from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Clock } from '#kernel';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { CLOCK, ConsistencySeal } from '../http/ports.js';
import { Rush } from '../timers/rush.js';
import { ConsistencyTokens } from './consistency-tokens.js';
import { migrateReadModels, readModelOptions } from './open-read-models.js';
import { type ProjectionDefinition } from './projection-definition.js';
import { Projections } from './projections.js';
import { ProjectionsHealth } from './projections-health.js';
import { ProjectionsLife } from './projections-life.js';

export interface ProjectionsSettings {
  readonly databaseUrl: string;
  /** Whether this process moves the projections; one that only serves queries leaves it to others. */
  readonly follows: boolean;
}

/** The read models of an application, and where they are kept, told when it starts. */
export interface ProjectionsPlace extends Pick<ModuleMetadata, 'imports'> {
  readonly definitions: readonly ProjectionDefinition[];
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: FactoryProvider<ProjectionsSettings>['useFactory'];
}

const SETTINGS = Symbol('ProjectionsSettings');

/**
 * Read models for the whole application: their `Projections`, `ConsistencyTokens`, and the data source under which
 * `@InjectRepository` finds their entities. Needs an `EVENT_LOG` and a `CLOCK` from global modules.
 */
@Module({})
export class ProjectionsModule {
  /** Import it once, in the application's root module. The tables are brought up to date before anything is served. */
  static forRoot({ definitions, imports = [], inject = [], useFactory }: ProjectionsPlace): DynamicModule {
    return {
      module: ProjectionsModule,
      global: true,
      imports: [
        ...imports,
        TypeOrmModule.forRootAsync({
          imports,
          inject,
          useFactory: async (...given: unknown[]) => {
            const { databaseUrl } = await useFactory(...given);
            await migrateReadModels(databaseUrl, definitions);
            return readModelOptions(databaseUrl, definitions);
          },
        }),
        TypeOrmModule.forFeature(definitions.flatMap(({ entities }) => [...entities])),
      ],
      providers: [{ provide: SETTINGS, inject, useFactory }, ...providersFor(definitions)],
      exports: [Projections, ConsistencyTokens, ConsistencySeal, TypeOrmModule],
    };
  }
}

const providersFor = (definitions: readonly ProjectionDefinition[]): Provider[] => [
  {
    provide: Projections,
    inject: [SETTINGS, DataSource, EVENT_LOG, CLOCK, { token: Rush, optional: true }],
    useFactory: (
      { databaseUrl }: ProjectionsSettings,
      dataSource: DataSource,
      log: EventLog,
      clock: Clock,
      rush: Rush | undefined,
    ) => new Projections({ databaseUrl, dataSource, definitions, log, now: () => clock.now(), rush, onFailure }),
  },
  {
    provide: ProjectionsLife,
    inject: [Projections, SETTINGS],
    useFactory: (projections: Projections, { follows }: ProjectionsSettings) =>
      new ProjectionsLife(projections, follows),
  },
  {
    provide: ConsistencyTokens,
    inject: [SETTINGS],
    useFactory: ({ databaseUrl }: ProjectionsSettings) => ConsistencyTokens.of(databaseUrl),
  },
  { provide: ConsistencySeal, useExisting: ConsistencyTokens },
  ProjectionsHealth,
];

const logger = new Logger('Projections');

const onFailure = (name: string, error: unknown): void => {
  logger.warn(`${name} could not go on and tries again: ${error instanceof Error ? error.message : String(error)}`);
};
