import { type DynamicModule, Module } from '@nestjs/common';
import { readModels } from '#governance';
import { GovernanceModule, subjects } from '#governance/governance.module';
import { ProcessesModule, type ProcessesSettings } from '#governance/processes/processes.module';
import { type Clock } from '#kernel';
import { AccessModule } from '#platform/auth/access.module';
import { type DemoClock } from '#platform/clock/demo-clock';
import { DemoClockModule } from '#platform/clock/demo-clock.module';
import { CommandsModule } from '#platform/commands/commands.module';
import { type Configuration } from '#platform/config/configuration';
import { ConfigurationModule } from '#platform/config/configuration.module';
import { demoPost, openPost, type Post } from '#platform/mail/index';
import { ProjectionsModule } from '#platform/projections/projections.module';
import { QuestionsModule } from '#platform/queries/questions.module';
import { type Stores } from '#platform/stores/stores';
import { StoresModule } from '#platform/stores/stores.module';
import { type QueueBackend } from '#platform/timers/index';

export interface MinutebookParts {
  readonly configuration: Configuration;
  readonly stores: Stores;
  readonly clock: Clock;
  /** The same clock, where the store is a demo whose clock can be moved. */
  readonly demo?: DemoClock | undefined;
  /** Whether this process answers officers and auditors, or only health. */
  readonly serves: boolean;
  /** Whether this process moves the read models. */
  readonly follows: boolean;
  /** Whether this process keeps deadlines and lets them pass; as it follows unless told otherwise. */
  readonly keeps?: boolean;
}

/** A Minutebook process, whole: every module of the platform, and the product. */
@Module({})
export class MinutebookModule {
  static of({ configuration, stores, clock, demo, serves, follows, keeps = follows }: MinutebookParts): DynamicModule {
    const { databaseUrl, log } = stores;
    const isDemo = demo !== undefined;
    return {
      module: MinutebookModule,
      imports: [
        ConfigurationModule.forRoot(configuration),
        StoresModule.forRoot({ log, clock, isDemo }),
        AccessModule.forRootAsync({ useFactory: () => databaseUrl }),
        CommandsModule.forSubjects(subjects, configuration.recordLimit),
        QuestionsModule,
        ProjectionsModule.forRoot({ definitions: readModels, useFactory: () => ({ databaseUrl, follows }) }),
        ...(serves ? [GovernanceModule] : []),
        ...(keeps ? [ProcessesModule.forRoot(processesOf(configuration, databaseUrl, isDemo))] : []),
        ...(demo === undefined ? [] : [DemoClockModule.forRoot({ clock: demo, databaseUrl, serves, keeps })]),
      ],
    };
  }
}

const processesOf = (configuration: Configuration, databaseUrl: string, isDemo: boolean): ProcessesSettings => ({
  ...{ databaseUrl, queue: queueOf(configuration, databaseUrl) },
  mail: {
    ...{ post: postOf(configuration, isDemo), from: configuration.mail.from },
    publicUrl: configuration.http.publicUrl,
  },
});

const postOf = ({ mail }: Configuration, isDemo: boolean): Post => (isDemo ? demoPost(openPost(mail)) : openPost(mail));

/** Where timers wait: in the schema `queue` of the database, or in a Redis. */
const queueOf = ({ queues }: Configuration, databaseUrl: string): QueueBackend =>
  queues.kind === 'redis'
    ? { kind: 'redis', url: queues.url, prefix: 'minutebook' }
    : { kind: 'postgres', connectionString: databaseUrl, schema: 'queue' };
