import { type DynamicModule, Module } from '@nestjs/common';
import { readModels } from '#governance';
import { GovernanceModule, subjects } from '#governance/governance.module';
import { type Clock } from '#kernel';
import { AccessModule } from '#platform/auth/access.module';
import { CommandsModule } from '#platform/commands/commands.module';
import { type Configuration } from '#platform/config/configuration';
import { ConfigurationModule } from '#platform/config/configuration.module';
import { ProjectionsModule } from '#platform/projections/projections.module';
import { QuestionsModule } from '#platform/queries/questions.module';
import { type Stores } from '#platform/stores/stores';
import { StoresModule } from '#platform/stores/stores.module';

export interface MinutebookParts {
  readonly configuration: Configuration;
  readonly stores: Stores;
  readonly clock: Clock;
  /** Whether this process answers officers and auditors, or only health. */
  readonly serves: boolean;
  /** Whether this process moves the read models. */
  readonly follows: boolean;
}

/** A Minutebook process, whole: every module of the platform, and the product. */
@Module({})
export class MinutebookModule {
  static of({ configuration, stores, clock, serves, follows }: MinutebookParts): DynamicModule {
    const { databaseUrl, log } = stores;
    return {
      module: MinutebookModule,
      imports: [
        ConfigurationModule.forRoot(configuration),
        StoresModule.forRoot({ log, clock }),
        AccessModule.forRootAsync({ useFactory: () => databaseUrl }),
        CommandsModule.forSubjects(subjects),
        QuestionsModule,
        ProjectionsModule.forRoot({ definitions: readModels, useFactory: () => ({ databaseUrl, follows }) }),
        ...(serves ? [GovernanceModule] : []),
      ],
    };
  }
}
