import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { Processes } from '../processes/index.js';
import { Projections } from '../projections/projections.js';
import { Timekeeper } from '../timers/index.js';
import { ClockDesk } from './clock-desk.js';
import { ClockMover } from './clock-mover.js';
import { DEMO_CLOCK_HEADER, type DemoClock } from './demo-clock.js';
import { DemoClockController } from './demo-clock.controller.js';
import { DemoClockHealth } from './demo-clock-health.js';

export interface DemoClockSettings {
  readonly clock: DemoClock;
  readonly databaseUrl: string;
  /** Whether this process answers officers and operators. */
  readonly serves: boolean;
  /** Whether this process keeps timers, and so can move the clock. */
  readonly keeps: boolean;
}

/** How long an operator is kept waiting for a move, in milliseconds. */
const PATIENCE_MS = 60_000;

/** The clock of a demo, for its process. An ordinary store has none of this. */
@Module({})
export class DemoClockModule {
  static forRoot(settings: DemoClockSettings): DynamicModule {
    const { clock, serves, keeps } = settings;
    return {
      module: DemoClockModule,
      controllers: serves ? [DemoClockController] : [],
      providers: [
        { provide: ClockDesk, useFactory: () => new ClockDesk(clock, PATIENCE_MS) },
        { provide: DemoClockHealth, useFactory: () => new DemoClockHealth(clock) },
        { provide: DemoHeader, inject: [HttpAdapterHost], useFactory: headerOf(clock) },
        ...(keeps ? [moverWith(settings)] : []),
      ],
    };
  }
}

/** Every answer says that it comes from a demo. A request is answered by what the clock shows then, whoever moved it. */
class DemoHeader implements OnModuleInit {
  constructor(
    private readonly clock: DemoClock,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRequest', async () => {
      // A database that is away is told of by whoever needs it.
      await this.clock.look().catch(() => undefined);
    });
    fastify.addHook('onSend', async (_request, reply) => {
      void reply.header(DEMO_CLOCK_HEADER, this.clock.now());
    });
  }
}

const headerOf =
  (clock: DemoClock) =>
  (host: HttpAdapterHost): DemoHeader =>
    new DemoHeader(clock, host);

const logger = new Logger('DemoClock');

const moverWith = ({ clock, databaseUrl }: DemoClockSettings): Provider => ({
  provide: MoverLife,
  inject: [ModuleRef, EVENT_LOG],
  useFactory: (modules: ModuleRef, log: EventLog) =>
    new MoverLife(() => {
      const find = { strict: false };
      return new ClockMover({
        ...{ clock, databaseUrl, log },
        timekeeper: modules.get(Timekeeper, find),
        processes: modules.get(Processes, find),
        projections: modules.get(Projections, find),
        onProblem: (problem) => {
          logger.warn(problem);
        },
      });
    }),
});

/** Lets the mover live as long as what it works with. */
class MoverLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #mover: ClockMover | undefined;

  constructor(private readonly make: () => ClockMover) {}

  onApplicationBootstrap(): void {
    this.#mover = this.make();
    this.#mover.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#mover?.stop();
  }
}
