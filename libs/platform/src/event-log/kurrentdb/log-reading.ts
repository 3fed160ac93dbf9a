import type { Filter } from '@kurrent/kurrentdb-client';
import { type Position, type RecordedFact } from '#kernel';
import { type LogBatch, type ReadAll } from '../event-log.js';
import { isFailure } from './failures.js';
import { logPositionOf } from './log-position.js';
import { type Reading } from './reading-client.js';
import { factOf, positionIn, type StoredEvent } from './stored-events.js';

export const BATCH = 500;

/** Everything but the server's own streams. How often checkpoints come is of meaning to subscriptions only. */
export const NO_SYSTEM_STREAMS = { filterOn: 'streamName', checkpointInterval: 1, regex: '^[^$]' } as const;

/**
 * The facts of one stream from a revision on; an empty list where there is no stream.
 * @throws Error when the stream holds an event that is no fact.
 */
export const readFacts = async (
  client: Reading,
  stream: string,
  from: number,
  limit: number | undefined,
): Promise<RecordedFact[]> => {
  if (limit !== undefined && limit < 1) return [];
  const facts: RecordedFact[] = [];
  const options = {
    fromRevision: BigInt(from),
    requiresLeader: true,
    ...(limit === undefined ? {} : { maxCount: limit }),
  };
  try {
    for await (const { event } of client.readStream(stream, options)) facts.push(mustBeFact(stream, event));
  } catch (error) {
    if (!isFailure(error, 'stream-not-found')) throw error;
  }
  return facts;
};

/** The position of the last event that is not the server's own; nothing when there is none. */
export const lastPosition = async (client: Reading): Promise<Position | undefined> => {
  const last = client.readAll({
    direction: 'backwards',
    fromPosition: 'end',
    maxCount: 1,
    requiresLeader: true,
    filter: NO_SYSTEM_STREAMS,
  });
  for await (const { event } of last) if (event !== undefined) return positionIn(event);
  return undefined;
};

/**
 * Everything after a position up to the end that the log has when this begins; what comes meanwhile may be among it.
 * The server leaves out what the prefixes leave out. Nothing is yielded where nothing comes after.
 */
export async function* readToEnd(client: Reading, options: ReadAll): AsyncGenerator<LogBatch, void, undefined> {
  const end = await lastPosition(client);
  let { after } = options;
  if (end === undefined) return;
  while (after === undefined || after < end) {
    const { events, full } = await readPage(client, options, after);
    const last = events.at(-1);
    const reached = last === undefined ? undefined : positionIn(last);
    const caughtUp = !full || (reached !== undefined && reached >= end);
    const checkpoint: Position = caughtUp ? later(reached, end) : (reached ?? end);
    yield { facts: events.map(factOf).filter((fact) => fact !== undefined), checkpoint, caughtUp };
    after = checkpoint;
  }
}

const readPage = async (
  client: Reading,
  { prefixes, batchSize = BATCH }: ReadAll,
  after: Position | undefined,
): Promise<{ events: readonly StoredEvent[]; full: boolean }> => {
  if (prefixes?.length === 0) return { events: [], full: false };
  // The server begins a read with the event that stands at the position, so one more is asked for and left out.
  const maxCount = batchSize + (after === undefined ? 0 : 1);
  const events: StoredEvent[] = [];
  let count = 0;
  const page = client.readAll({
    fromPosition: after === undefined ? 'start' : logPositionOf(after),
    maxCount,
    requiresLeader: true,
    filter: filterOf(prefixes),
  });
  for await (const { event } of page) {
    count += 1;
    if (event !== undefined && (after === undefined || positionIn(event) > after)) events.push(event);
  }
  return { events: events.slice(0, batchSize), full: count >= maxCount };
};

const filterOf = (prefixes: readonly string[] | undefined): Filter =>
  prefixes === undefined
    ? NO_SYSTEM_STREAMS
    : { filterOn: 'streamName', checkpointInterval: 1, prefixes: [...prefixes] };

const later = (one: Position | undefined, other: Position): Position =>
  one !== undefined && one > other ? one : other;

const mustBeFact = (stream: string, event: StoredEvent | undefined): RecordedFact => {
  const fact = event && factOf(event);
  if (fact === undefined)
    throw new Error(
      `${stream}: event ${event?.revision.toString() ?? 'unknown'} is not a fact of this log: it lacks the metadata that every fact has`,
    );
  return fact;
};
