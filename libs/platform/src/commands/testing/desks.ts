import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { type AnySubject } from '#kernel';
import { EVENT_LOG, type EventLog } from '../../event-log/event-log.js';
import { CommandDesk } from '../command-desk.js';
import { CommandsModule } from '../commands.module.js';

@Module({})
class LogModule {
  static with(log: EventLog): DynamicModule {
    return {
      module: LogModule,
      global: true,
      providers: [{ provide: EVENT_LOG, useValue: log }],
      exports: [EVENT_LOG],
    };
  }
}

const QUIETLY = { logger: false, abortOnError: false } as const;

/** A desk in a Nest application of its own, as each process has one. */
export interface OpenDesk {
  readonly desk: CommandDesk;
  readonly bus: CommandBus;
  close(): Promise<void>;
}

export const openDesk = async (
  log: EventLog,
  subjects: readonly AnySubject[],
  largestRecord?: number,
): Promise<OpenDesk> => {
  @Module({ imports: [LogModule.with(log), CommandsModule.forSubjects(subjects, largestRecord)] })
  class Office {}
  const app: INestApplicationContext = await NestFactory.createApplicationContext(Office, QUIETLY);
  return {
    desk: app.get(CommandDesk),
    bus: app.get(CommandBus, { strict: false }),
    close: () => app.close(),
  };
};
