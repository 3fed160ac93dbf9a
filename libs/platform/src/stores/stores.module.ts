import { type DynamicModule, Module } from '@nestjs/common';
import { type Clock } from '#kernel';
import { IS_DEMO } from '../clock/demo-in-words.js';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { CLOCK } from '../http/ports.js';
import { Rush } from '../timers/index.js';
import { LogHealth } from './log-health.js';

interface OpenStores {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly isDemo: boolean;
}

/**
 * The log and the clock, for the whole application, and whether they are a demo’s: they are opened before it, and closed after it.
 * And where those who follow the log give way to what falls due.
 */
@Module({})
export class StoresModule {
  static forRoot({ log, clock, isDemo }: OpenStores): DynamicModule {
    return {
      module: StoresModule,
      global: true,
      providers: [
        { provide: EVENT_LOG, useValue: log },
        { provide: CLOCK, useValue: clock },
        { provide: IS_DEMO, useValue: isDemo },
        { provide: Rush, useValue: new Rush() },
        LogHealth,
      ],
      exports: [EVENT_LOG, CLOCK, IS_DEMO, Rush],
    };
  }
}
