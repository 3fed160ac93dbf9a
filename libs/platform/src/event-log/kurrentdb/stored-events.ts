import { type FactMetadata, type Position, type RecordedFact } from '#kernel';
import { type LogPosition, positionOf } from './log-position.js';

/** An event as the client hands it over, whether it was read or came through a subscription. */
export interface StoredEvent {
  readonly streamId: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly position?: LogPosition | undefined;
}

/** What every fact carries beside its data. An event without it was written by something else. */
const METADATA = [
  'eventId',
  'commandId',
  'payloadHash',
  'correlationId',
  'causationId',
  'actor',
  'capacity',
  'authority',
  'schemaVersion',
  'recordedAt',
  'chainVersion',
  'contentHash',
  'hash',
] as const satisfies readonly (keyof FactMetadata)[];

/** The server's own streams: statistics, link streams of projections, settings. */
export const isOfSystem = (stream: string): boolean => stream.startsWith('$');

/** The fact that an event holds; nothing for what others keep in the same database. */
export const factOf = (event: StoredEvent): RecordedFact | undefined => {
  const { streamId: stream, id, type, data, metadata } = event;
  if (isOfSystem(stream) || !event.isJson || !isObject(data) || !isFactMetadata(metadata)) return undefined;
  return { stream, revision: Number(event.revision), position: positionIn(event), id, type, data, metadata };
};

/**
 * The position of an event.
 * @throws Error from servers that do not tell the positions of a stream's events.
 */
export const positionIn = ({ streamId, revision, position }: StoredEvent): Position => {
  if (position === undefined || BigInt.asIntN(64, position.commit) < 0n)
    throw new Error(
      `${streamId}: the server does not say where event ${revision.toString()} stands in its log; KurrentDB, or EventStoreDB from 22.10, does`,
    );
  return positionOf(position);
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFactMetadata = (metadata: unknown): metadata is FactMetadata => {
  if (!isObject(metadata)) return false;
  const values = new Map<string, unknown>(Object.entries(metadata));
  return METADATA.every((name) => typeof values.get(name) === 'string');
};
