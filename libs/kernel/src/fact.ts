import { type InstantText } from './civil-date.js';
import { type JsonObject } from './json.js';

/** A sentence of the minute book: its type in the past tense, and its data. Kept for ever, never edited. */
export interface Fact<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** Where a fact stands among all facts of the log. Opaque; comparable as text: a later fact has the greater text. */
export type Position = string & { readonly position: unique symbol };

/** A fact as the log keeps it. */
export interface RecordedFact<F extends Fact = Fact> {
  readonly stream: string;
  /** The place in the stream, counted from 0. */
  readonly revision: number;
  readonly position: Position;
  /** UUID of the fact. */
  readonly id: string;
  readonly type: F['type'];
  readonly data: F['data'];
  readonly metadata: FactMetadata;
}

/**
 * The flat map beside each fact. Every value is text, because KurrentDB's multi-stream appends accept nothing else.
 * The hashes are of the chain (docs/adr): `contentHash` and `hash` are lower-case hex SHA-256.
 */
export interface FactMetadata {
  readonly eventId: string;
  readonly commandId: string;
  /** SHA-256 of the canonical form of the command, by which a repeated command id with other content is found. */
  readonly payloadHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** The office that acted, e.g. `office:democratic-services`. Never a person. */
  readonly actor: string;
  /** The capacity in which it acted: a role, or the name of the automation. */
  readonly capacity: string;
  readonly authority: string;
  /** Version of the fact's schema, a whole number as text. */
  readonly schemaVersion: string;
  /** When the log learned it, server-stamped, never decreasing within a stream. */
  readonly recordedAt: InstantText;
  readonly chainVersion: string;
  readonly contentHash: string;
  readonly hash: string;
}

/** What the caller of an append says about all its facts; the log adds the rest of the metadata. */
export type AppendContext = Omit<
  FactMetadata,
  'eventId' | 'schemaVersion' | 'recordedAt' | 'chainVersion' | 'contentHash' | 'hash'
>;

/** A fact on its way into the log. */
export interface NewFact {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly schemaVersion: number;
}
