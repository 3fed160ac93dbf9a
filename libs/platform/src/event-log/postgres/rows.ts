import { type FactMetadata, type RecordedFact } from '#kernel';
import { type StoredText } from '../event-log.js';
import { positionOf } from '../position.js';

export const COLUMNS = 'position, stream, revision, id, type, data, metadata';

/** A row of `log.facts`, its columns in the order of `COLUMNS`. */
export type FactRow = readonly [
  position: string,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: object,
  metadata: FactMetadata,
];

export const factOf = ([position, stream, revision, id, type, data, metadata]: FactRow): RecordedFact => ({
  stream,
  revision,
  position: positionOf(position),
  id,
  type,
  data,
  metadata,
});

export const STORED_COLUMNS = 'position, stream, revision, id, type, data::text, metadata::text';

/** A row of `log.facts` as it is written down, its columns in the order of `STORED_COLUMNS`. */
export type StoredRow = readonly [
  position: string,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
];

export const factOfStored = ([position, stream, revision, id, type, data, metadata]: StoredRow): RecordedFact =>
  factOf([position, stream, revision, id, type, JSON.parse(data) as object, JSON.parse(metadata) as FactMetadata]);

export const textOfStored = ([, , , , , data, metadata]: StoredRow): StoredText => ({ data, metadata });
