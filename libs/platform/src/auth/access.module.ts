import { type DynamicModule, type FactoryProvider, Module, type ModuleMetadata } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { type DataSource } from 'typeorm';
import { sharedSecret } from '../projections/secrets.js';
import { accessOptions, migrateAccess } from './access-database.js';
import { FeedRegister } from './feed-register.js';
import { TokenRegister } from './token-register.js';

/** Where they are kept, told when the application starts. */
export interface AccessPlace extends Pick<ModuleMetadata, 'imports'> {
  readonly inject?: FactoryProvider['inject'];
  /** The connection string of the database. */
  readonly useFactory: FactoryProvider<string>['useFactory'];
}

const CONNECTIONS = 'access';

/** The registers of tokens and of feeds’ addresses, for the whole application. */
@Module({})
export class AccessModule {
  static forRootAsync({ imports = [], inject = [], useFactory }: AccessPlace): DynamicModule {
    return {
      module: AccessModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          name: CONNECTIONS,
          imports,
          inject,
          useFactory: async (...args: unknown[]) => {
            const databaseUrl = await useFactory(...args);
            await migrateAccess(databaseUrl);
            return accessOptions(databaseUrl);
          },
        }),
      ],
      providers: [
        {
          provide: TokenRegister,
          inject: [getDataSourceToken(CONNECTIONS)],
          useFactory: (dataSource: DataSource) => new TokenRegister(dataSource),
        },
        {
          provide: FeedRegister,
          inject: [getDataSourceToken(CONNECTIONS), ...inject],
          useFactory: async (dataSource: DataSource, ...args: unknown[]) =>
            new FeedRegister(dataSource, await sharedSecret(await useFactory(...args), 'feed-addresses')),
        },
      ],
      exports: [TokenRegister, FeedRegister],
    };
  }
}
