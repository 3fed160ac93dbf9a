import { type FactMetadata, type RecordedFact } from '#kernel';
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
