import { type Position, type RecordedFact } from '#kernel';
import { type LogBatch, type ReadAll, type StoredBatch } from '../event-log.js';
import { placeOf, positionOf } from '../position.js';
import { type Connections, type Statement } from './connections.js';
import { COLUMNS, factOf, type FactRow, factOfStored, STORED_COLUMNS, type StoredRow, textOfStored } from './rows.js';

/** Facts a batch, at most, where nobody says otherwise. */
export const BATCH = 500;
/** Positions that a filtered reader goes through at once, at most. */
const WINDOW = 10_000;

const EVERYTHING: Statement = {
  name: 'log-everything',
  text: `select ${COLUMNS} from log.facts where position > $1 order by position limit $2`,
};
const AS_STORED: Statement = {
  name: 'log-as-stored',
  text: `select ${STORED_COLUMNS} from log.facts where position > $1 order by position limit $2`,
};
const FILTERED: Statement = {
  name: 'log-filtered',
  text: `select ${COLUMNS} from log.facts
    where position > $1 and position <= $2 and stream ^@ any($3::text[]) order by position limit $4`,
};
const COUNTER: Statement = { name: 'log-counter', text: 'select last from log.counter' };

/** The place of the last fact; 0 when the log is empty. */
export const lastPlace = async (connections: Connections): Promise<number> => {
  const [row] = await connections.rows<readonly [last: string]>(COUNTER, []);
  if (row === undefined) throw new Error('the log has no counter: its row in log.counter is missing');
  return Number(row[0]);
};

/** The facts after a place, in the order of the log, at most so many. */
export const readPlaces = async (connections: Connections, after: number, most: number): Promise<RecordedFact[]> =>
  (await connections.rows<FactRow>(EVERYTHING, [after, most])).map(factOf);

/** Reads the batch that comes after a checkpoint; nothing where there is no more. */
export type NextBatch = (checkpoint: Position | undefined) => Promise<LogBatch | undefined>;

/** How to go on reading as the options say. */
export const nextBatch = (connections: Connections, { prefixes, batchSize = BATCH }: ReadAll): NextBatch =>
  prefixes === undefined ? nextOfAll(connections, batchSize) : nextFiltered(connections, prefixes, batchSize);

/** One row more than a batch holds tells whether there is more. */
const nextOfAll =
  (connections: Connections, batchSize: number): NextBatch =>
  async (checkpoint) => {
    const read = await readPlaces(connections, startAfter(checkpoint), batchSize + 1);
    const facts = read.slice(0, batchSize);
    const last = facts.at(-1);
    return last && { facts, checkpoint: last.position, caughtUp: read.length <= batchSize };
  };

/** Reads everything with its text, a batch after each checkpoint; nothing where there is no more. */
export const nextStored =
  (connections: Connections) =>
  async (checkpoint: Position | undefined): Promise<StoredBatch | undefined> => {
    const read = await connections.rows<StoredRow>(AS_STORED, [startAfter(checkpoint), BATCH + 1]);
    const rows = read.slice(0, BATCH);
    const facts = rows.map(factOfStored);
    const last = facts.at(-1);
    const caughtUp = read.length <= BATCH;
    return last && { facts, texts: rows.map(textOfStored), checkpoint: last.position, caughtUp };
  };

const startAfter = (checkpoint: Position | undefined): number => (checkpoint === undefined ? 0 : placeOf(checkpoint));

/** Never beyond the counter as it stood before the read: up to there, everything is committed. */
const nextFiltered = (connections: Connections, prefixes: readonly string[], batchSize: number): NextBatch => {
  let last = 0;
  return async (checkpoint) => {
    const start = startAfter(checkpoint);
    if (start + WINDOW >= last) last = await lastPlace(connections);
    if (start >= last) return undefined;
    const end = Math.min(start + WINDOW, last);
    const rows = await connections.rows<FactRow>(FILTERED, [start, end, prefixes, batchSize + 1]);
    const facts = rows.slice(0, batchSize).map(factOf);
    const more = rows.length > batchSize;
    return {
      facts,
      checkpoint: more ? (facts.at(-1)?.position ?? positionOf(end)) : positionOf(end),
      caughtUp: !more && end === last,
    };
  };
};
