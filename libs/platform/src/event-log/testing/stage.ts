import { randomUUID } from 'node:crypto';
import { type AppendContext, type InstantText, type JsonObject, type NewFact, type RecordedFact } from '#kernel';
import { type EventLog } from '../event-log.js';

/** A log that was opened for the contract. */
export interface OpenedLog {
  readonly log: EventLog;
  /** Severs the connections that the log has now, as a network or an administrator would; it has to mend them itself. */
  readonly cutOff?: () => Promise<void>;
  /** Closes the log and takes away what was set up for it. */
  readonly close: () => Promise<void>;
}

/** Opens the log on trial with the contract's clock. */
export type OpenLog = (now: () => InstantText) => Promise<OpenedLog>;

/** How much is asked of the log, and what it is known not to promise. */
export interface ContractTerms {
  /** Rounds of the race to create a stream. */
  readonly rounds: number;
  /** Callers in each race. */
  readonly racers: number;
  readonly writers: number;
  readonly appendsPerWriter: number;
  /** Facts in one append; a server has a limit in bytes for them. */
  readonly largeBatch: number;
  /** Whether the log finds an id again that another stream holds. KurrentDB cannot be asked. */
  readonly idsAcrossStreams: boolean;
  /** How long to wait for what must come, in milliseconds. */
  readonly patience: number;
}

export const FULL_TERMS: ContractTerms = {
  rounds: 1_000,
  racers: 8,
  writers: 16,
  appendsPerWriter: 60,
  largeBatch: 1_000,
  idsAcrossStreams: true,
  patience: 15_000,
};

/** What one case of the contract plays on: a log that may hold the facts of others, and names that nobody else has. */
export interface Stage {
  readonly log: EventLog;
  readonly terms: ContractTerms;
  readonly cutOff: (() => Promise<void>) | undefined;
  /** The log's clock: set it to any instant. */
  readonly clock: { instant: InstantText };
  /** With which all streams of this case begin. */
  readonly prefix: string;
  /** A stream of this case. */
  readonly stream: (name: string) => string;
}

export interface ContractCase {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<void>;
}

export const clockOf = (): { instant: InstantText } => ({ instant: '2024-07-09T10:00:00.000Z' });

export const stageOf = (opened: OpenedLog, clock: Stage['clock'], terms: ContractTerms): Stage => {
  const prefix = `contract${randomUUID().replaceAll(/[^a-z\d]/g, '')}`;
  const stream = (name: string) => `${prefix}-${name}`;
  return { log: opened.log, cutOff: opened.cutOff, clock, terms, prefix, stream };
};

export const CONTEXT: AppendContext = {
  commandId: '6a1c8a3e-5f1e-4b7e-9b43-0d8f5a3f7a10',
  payloadHash: 'c0ffee',
  correlationId: 'f2b7f3c4-3f44-4c3b-8a53-6a5b8a7a9d11',
  causationId: '6a1c8a3e-5f1e-4b7e-9b43-0d8f5a3f7a10',
  actor: 'office:democratic-services',
  capacity: 'officer',
  authority: 'coventry',
};

/** A new fact with an id of its own. */
export const told = (data: JsonObject = {}, id: string = randomUUID()): NewFact => ({
  id,
  type: 'SomethingTold',
  data,
  schemaVersion: 1,
});

/** So many new facts, numbered. */
export const toldTimes = (count: number): NewFact[] => Array.from({ length: count }, (_, n) => told({ n }));

/** What a reader should find of new facts: their ids, types and data, in order. */
export const gist = (facts: readonly (NewFact | RecordedFact)[]): unknown[] =>
  facts.map(({ id, type, data }) => ({ id, type, data }));

/** What a promise was rejected with; a failed expectation where it was not. */
export const rejection = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('this should have been refused, and was not');
    },
    (error: unknown) => error,
  );
