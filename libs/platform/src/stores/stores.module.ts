import { type DynamicModule, Module } from '@nestjs/common';
import { type Clock } from '#kernel';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { CLOCK } from '../http/ports.js';
import { LogHealth } from './log-health.js';

/** The log and the clock, for the whole application. They are opened before it, and closed after it. */
@Module({})
export class StoresModule {
  static forRoot({ log, clock }: { readonly log: EventLog; readonly clock: Clock }): DynamicModule {
    return {
      module: StoresModule,
      global: true,
      providers: [{ provide: EVENT_LOG, useValue: log }, { provide: CLOCK, useValue: clock }, LogHealth],
      exports: [EVENT_LOG, CLOCK],
    };
  }
}
