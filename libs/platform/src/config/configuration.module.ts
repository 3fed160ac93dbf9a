import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, registerAs } from '@nestjs/config';
import { type Configuration } from './configuration.js';

/** Inject with `@Inject(CONFIGURATION) configuration: Configuration`. */
export const CONFIGURATION = Symbol('CONFIGURATION');

/**
 * Serves the configuration to every module. It is read before, with `readConfiguration(process.env)`, so that a wrong value is told
 * before anything starts; nothing else reads the environment.
 */
@Module({})
export class ConfigurationModule {
  static forRoot(configuration: Configuration): DynamicModule {
    const source = registerAs('minutebook', () => configuration);
    return {
      module: ConfigurationModule,
      global: true,
      imports: [ConfigModule.forRoot({ load: [source], ignoreEnvFile: true, skipProcessEnv: true })],
      providers: [{ provide: CONFIGURATION, useFactory: (read: Configuration) => read, inject: [source.KEY] }],
      exports: [CONFIGURATION],
    };
  }
}
