import {
  type DynamicModule,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Clock } from '#kernel';
import { CommandDesk } from '#platform/commands/command-desk';
import { CommandIdReused, StaleRevision } from '#platform/commands/rejections';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { CLOCK } from '#platform/http/ports';
import { type ProcessDefinition, Processes, ProcessesHealth, type ProcessReports } from '#platform/processes/index';
import { type QueueBackend, Rush, Timekeeper, type TimerKind, TimersHealth } from '#platform/timers/index';
import { dueDeadlines } from '../deadlines/index.js';
import { timersAfter } from './arm-timers-on-deadlines.js';
import { DEADLINE, dueOf, timerOf } from './deadline-timers.js';
import { DeadlineKeeping } from './keep-deadlines-on-facts.js';
import { type Due, passInTime } from './pass-deadlines-in-time.js';
import { planProcesses } from './plan-processes.js';
import { type Desk, type Records } from './ports.js';
import { dueAfterMet, wantsPassing } from './record-passing-on-met.js';
import { Reminding, type RemindingSettings, remindingWith } from './reminding.module.js';

/** What the processes of an application need beside its log, desk, clock and read models. */
export interface ProcessesSettings extends RemindingSettings {
  readonly queue: QueueBackend;
  /** Milliseconds between sweeps of the timers; fifteen seconds unless told otherwise. */
  readonly sweepEveryMs?: number;
}

/** Where processes hand in commands, for Nest. */
const DESK = Symbol('DeskOfProcesses');

/** What lets a date pass, for Nest. */
const PASS = Symbol('Pass');
type Pass = (due: Due) => Promise<void>;

/**
 * The processes of the product, for a process that keeps them: deadlines follow the facts, timers follow the deadlines,
 * and what falls due happens. Import it once, where the read models are followed too.
 */
@Module({})
export class ProcessesModule {
  static forRoot(settings: ProcessesSettings): DynamicModule {
    return {
      module: ProcessesModule,
      providers: [
        ...[desk, keeping, passing, ...remindingWith(settings, DESK)],
        ...[timekeeperWith(settings), processesWith(settings), ...life],
      ],
      exports: [Timekeeper, Processes],
    };
  }
}

const desk: Provider = {
  provide: DESK,
  inject: [CommandDesk],
  useFactory: (commands: CommandDesk): Desk => ({
    send: async (sent) => {
      try {
        return { outcome: 'done', revision: (await commands.submit(sent)).revision };
      } catch (error) {
        // The same cause was recorded before, by a former version of the rules: what it said then stands.
        if (error instanceof StaleRevision || error instanceof CommandIdReused) return { outcome: 'overtaken' };
        throw error;
      }
    },
  }),
};

const keeping: Provider = {
  provide: DeadlineKeeping,
  inject: [EVENT_LOG, DESK, CLOCK],
  useFactory: (records: EventLog, submits: Desk, clock: Clock) =>
    new DeadlineKeeping({ records, desk: submits, clock }),
};

const passing: Provider = {
  provide: PASS,
  inject: [DeadlineKeeping, DESK, CLOCK],
  useFactory:
    (keeps: DeadlineKeeping, submits: Desk, clock: Clock): Pass =>
    (due) =>
      passInTime(due, { keeping: keeps, desk: submits, clock }),
};

const timekeeperWith = ({ databaseUrl, queue, sweepEveryMs }: ProcessesSettings): Provider => ({
  provide: Timekeeper,
  inject: [PASS, CLOCK, DataSource, Reminding, Rush],
  useFactory: (pass: Pass, clock: Clock, dataSource: DataSource, reminding: Reminding, rush: Rush) =>
    new Timekeeper({
      ...{ databaseUrl, backend: queue, clock, rush, onProblem },
      ...(sweepEveryMs === undefined ? {} : { sweepEveryMs }),
      kinds: [deadlineTimers(dataSource, pass), reminding.kind],
    }),
});

const deadlineTimers = (dataSource: DataSource, pass: Pass): TimerKind => ({
  kind: DEADLINE,
  due: async function* (until) {
    for await (const rows of dueDeadlines(dataSource, until))
      yield rows.map(({ authority, subjectCategory: category, subject: id, ...due }) =>
        timerOf({ ...due, subject: { category, authority, id } }),
      );
  },
  fire: (timer) => pass(dueOf(timer)),
});

const armTimers = (timekeeper: Timekeeper): ProcessDefinition => ({
  name: 'arm-timers',
  categories: ['deadlines'],
  concerns: (fact) => (timersAfter(fact).length === 0 ? [] : [fact.stream]),
  handle: (_stream, fact) => timekeeper.arm(timersAfter(fact)),
});

const recordPassing = (pass: Pass, records: Records): ProcessDefinition => ({
  name: 'record-passing',
  categories: ['deadlines'],
  concerns: (fact) => (dueAfterMet(fact) === undefined ? [] : [fact.stream]),
  handle: async (stream, fact) => {
    const due = dueAfterMet(fact);
    if (due !== undefined && wantsPassing(due, await records.readStream(stream))) await pass(due);
  },
});

const processesWith = ({ databaseUrl }: ProcessesSettings): Provider => ({
  provide: Processes,
  inject: [EVENT_LOG, CLOCK, DeadlineKeeping, Timekeeper, PASS, DESK, Rush],
  useFactory: (
    log: EventLog,
    clock: Clock,
    keeps: DeadlineKeeping,
    timekeeper: Timekeeper,
    pass: Pass,
    to: Desk,
    rush: Rush,
  ) => {
    const processes = new Processes({
      ...{ databaseUrl, log, now: () => clock.now(), rush, reports },
      definitions: [
        keeps,
        armTimers(timekeeper),
        recordPassing(pass, log),
        ...planProcesses({ records: log, desk: to, clock }),
      ],
    });
    keeps.leaveTo((last, why) => processes.setAside(keeps.name, last, why));
    return processes;
  },
});

const reports: ProcessReports = {
  failed: (name, error) => {
    onProblem(`${name} could not go on and tries again: ${inWords(error)}`);
  },
  parked: (name, stream, error) => {
    onProblem(`${name} has parked ${stream}: ${inWords(error)}`);
  },
};

/** Lets the processes live as long as the application does. */
class ProcessesLife implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly processes: Processes,
    private readonly timekeeper: Timekeeper,
    private readonly reminding: Reminding,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.processes.start();
    this.timekeeper.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reminding.end();
    await this.timekeeper.stop();
    await this.processes.stop();
    await this.reminding.close();
  }
}

const life: readonly Provider[] = [
  {
    provide: ProcessesLife,
    inject: [Processes, Timekeeper, Reminding],
    useFactory: (processes: Processes, timekeeper: Timekeeper, reminding: Reminding) =>
      new ProcessesLife(processes, timekeeper, reminding),
  },
  {
    provide: ProcessesHealth,
    inject: [Processes],
    useFactory: (processes: Processes) => new ProcessesHealth(processes),
  },
  {
    provide: TimersHealth,
    inject: [Timekeeper],
    useFactory: (timekeeper: Timekeeper) => new TimersHealth(timekeeper),
  },
];

const logger = new Logger('Processes');

const onProblem = (problem: string): void => {
  logger.warn(problem);
};

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));
