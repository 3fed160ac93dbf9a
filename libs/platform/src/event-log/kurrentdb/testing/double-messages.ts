import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import type { SupportedMethods } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type { StreamIdentifier, UUID } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import status from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import type { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
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

export const proposedIn = (message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): ProposedEvent => ({
  id: uuidIn(message.getId()),
  labels: new Map(message.getMetadataMap().toArray()),
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

export const supportedMethods = (version: string): SupportedMethods => {
  const methods = new features.SupportedMethods().setEventStoreServerVersion(version);
  for (const name of ['append', 'batchappend', 'read'])
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

export const checkpointAt = (position: bigint): ReadResp =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint()
      .setCommitPosition(position.toString())
      .setPreparePosition(position.toString())
      .setTimestamp(timestamp.Timestamp.fromDate(new Date())),
  );

export const caughtUpAt = (position: bigint): ReadResp =>
  new streams.ReadResp().setCaughtUp(
    new streams.ReadResp.CaughtUp()
      .setTimestamp(timestamp.Timestamp.fromDate(new Date()))
      .setPosition(
        new streams.ReadResp.Position().setCommitPosition(position.toString()).setPreparePosition(position.toString()),
      ),
  );

/** The answer to a whole append in one call. What is too large is an error of the call, not an answer. */
export const appendResponse = (outcome: Exclude<AppendOutcome, { outcome: 'too large' }>): AppendResp => {
  if (outcome.outcome === 'written')
    return new streams.AppendResp().setSuccess(
      new streams.AppendResp.Success()
        .setCurrentRevision(String(outcome.lastRevision))
        .setPosition(
          new streams.AppendResp.Position()
            .setCommitPosition(outcome.position.toString())
            .setPreparePosition(outcome.position.toString()),
        ),
    );
  const wrong = new streams.AppendResp.WrongExpectedVersion().setExpectedAny(new shared.Empty());
  return new streams.AppendResp().setWrongExpectedVersion(
    outcome.current === undefined
      ? wrong.setCurrentNoStream(new shared.Empty())
      : wrong.setCurrentRevision(String(outcome.current)),
  );
};

export const batchResponse = (
  correlation: UUID | undefined,
  stream: string,
  outcome: AppendOutcome,
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

const batchError = (outcome: Exclude<AppendOutcome, { outcome: 'written' }>): Status => {
  const details = new anyMessage.Any();
  if (outcome.outcome === 'too large') {
    const tooLarge = new shared.MaximumAppendSizeExceeded().setMaxappendsize(outcome.limit);
    details.pack(tooLarge.serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded');
    return new status.Status().setMessage('Maximum Append Size Exceeded').setDetails(details);
  }
  const wrong = new shared.WrongExpectedVersion().setExpectedAny(new emptyMessage.Empty());
  if (outcome.current === undefined) wrong.setCurrentNoStream(new emptyMessage.Empty());
  else wrong.setCurrentStreamRevision(String(outcome.current));
  details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  return new status.Status().setMessage('WrongExpectedVersion').setDetails(details);
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
