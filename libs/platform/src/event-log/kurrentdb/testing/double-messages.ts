import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import type { SupportedMethods } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type { StreamIdentifier, UUID } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import status from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import type { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type {
  BatchAppendReq,
  BatchAppendResp,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { type AppendOutcome, type KeptEvent, type ProposedEvent } from './double-log.js';

/** Ten thousand of these ticks make a millisecond; the client counts them from 1970. */
const TICKS = 10_000n;

export const nameIn = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const proposedIn = (message: BatchAppendReq.ProposedMessage): ProposedEvent => ({
  id: uuidIn(message.getId()),
  labels: new Map(message.getMetadataMap().toArray()),
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

export const supportedMethods = (version: string): SupportedMethods => {
  const methods = new features.SupportedMethods().setEventStoreServerVersion(version);
  for (const name of ['batchappend', 'read'])
    methods.addMethods(
      new features.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
    );
  return methods;
};

export const eventResponse = (event: KeptEvent): ReadResp => {
  const position = event.position.toString();
  const record = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(identifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setCustomMetadata(event.metadata)
    .setData(event.data);
  for (const [label, value] of event.labels) record.getMetadataMap().set(label, value);
  record.getMetadataMap().set('created', (BigInt(Date.now()) * TICKS).toString());
  return new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(record).setCommitPosition(position));
};

export const streamNotFound = (stream: string): ReadResp =>
  new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream)),
  );

export const confirmation = (id: string): ReadResp =>
  new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

/** A place in the server's log; between two events, the prepare position is 0. */
export interface Place {
  readonly commit: bigint;
  readonly prepare: bigint;
}

export const checkpointAt = ({ commit, prepare }: Place): ReadResp =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint()
      .setCommitPosition(commit.toString())
      .setPreparePosition(prepare.toString())
      .setTimestamp(timestamp.Timestamp.fromDate(new Date())),
  );

/** Without a position where nothing was read yet. */
export const caughtUpAt = (place: Place | undefined): ReadResp => {
  const caughtUp = new streams.ReadResp.CaughtUp().setTimestamp(timestamp.Timestamp.fromDate(new Date()));
  if (place !== undefined)
    caughtUp.setPosition(
      new streams.ReadResp.Position()
        .setCommitPosition(place.commit.toString())
        .setPreparePosition(place.prepare.toString()),
    );
  return new streams.ReadResp().setCaughtUp(caughtUp);
};

export const batchResponse = (
  correlation: UUID | undefined,
  stream: string,
  outcome: AppendOutcome | { readonly outcome: 'busy' },
): BatchAppendResp => {
  const response = new streams.BatchAppendResp().setStreamIdentifier(identifier(stream)).setCorrelationId(correlation);
  if (outcome.outcome !== 'written') return response.setError(batchError(outcome));
  const position = outcome.position.toString();
  return response.setSuccess(
    new streams.BatchAppendResp.Success()
      .setCurrentRevision(String(outcome.lastRevision))
      .setPosition(new shared.AllStreamPosition().setCommitPosition(position).setPreparePosition(position)),
  );
};

/** The errors of the server's `Status.cs`; being busy has no details to tell it by. */
const batchError = (outcome: Exclude<AppendOutcome, { outcome: 'written' }> | { readonly outcome: 'busy' }): Status => {
  switch (outcome.outcome) {
    case 'busy':
      return errorOf('Server Is Busy', 'google.protobuf.Empty', new emptyMessage.Empty());
    case 'stream deleted':
      return errorOf('StreamDeleted', 'event_store.client.StreamDeleted', new shared.StreamDeleted());
    case 'event too large':
      return errorOf(
        'MaximumAppendEventSizeExceeded',
        'event_store.client.MaximumAppendEventSizeExceeded',
        new emptyMessage.Empty(),
      );
    case 'too large':
      return errorOf(
        'MaximumAppendSizeExceeded',
        'event_store.client.MaximumAppendSizeExceeded',
        new shared.MaximumAppendSizeExceeded().setMaxappendsize(outcome.limit),
      );
    default: {
      const wrong = new shared.WrongExpectedVersion().setExpectedAny(new emptyMessage.Empty());
      if (outcome.current === undefined) wrong.setCurrentNoStream(new emptyMessage.Empty());
      else wrong.setCurrentStreamRevision(String(outcome.current));
      return errorOf('WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', wrong);
    }
  }
};

const errorOf = (message: string, type: string, detail: { serializeBinary: () => Uint8Array }): Status => {
  const details = new anyMessage.Any();
  details.pack(detail.serializeBinary(), type);
  return new status.Status().setMessage(message).setDetails(details);
};

const identifier = (stream: string): StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8').toString('base64'));

/** Ids come as text or as two signed halves of 64 bits. */
const uuidIn = (id: UUID | undefined): string => {
  const halves = id?.getStructured();
  if (halves === undefined) return id?.getString() ?? '';
  const hex = [halves.getMostSignificantBits(), halves.getLeastSignificantBits()]
    .map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
    .join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
