import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { type ServerWritableStream } from '@grpc/grpc-js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { ReadReq, ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { type DoubleLog, type KeptEvent } from './double-log.js';
import { caughtUpAt, checkpointAt, confirmation, eventResponse, nameIn, streamNotFound } from './double-messages.js';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** The server looks at so many events at a time; a checkpoint comes after a multiple of them. */
const SEARCH_WINDOW = 32;

/** Answers a read or a subscription. Ends when everything was told, or never for a subscription. */
export const answerRead = async (log: DoubleLog, call: ReadCall): Promise<void> => {
  const options = call.request.getOptions();
  if (options?.hasSubscription() === true) await subscription(log, call, options);
  else if (options?.hasStream() === true) await streamRead(log, call, options);
  else if (options !== undefined) await allRead(log, call, options);
  call.end();
};

const streamRead = async (log: DoubleLog, call: ReadCall, options: ReadReq.Options): Promise<void> => {
  const from = options.getStream();
  const name = nameIn(from?.getStreamIdentifier());
  const events = log.stream(name);
  if (events === undefined) return send(call, streamNotFound(name));
  const start = from?.hasStart() === true ? 0 : Number(from?.getRevision());
  const asked = isBackwards(options)
    ? events.filter(({ revision }) => from?.hasEnd() === true || revision <= start).reverse()
    : events.slice(start);
  await sendEvents(call, asked, options);
};

const allRead = async (log: DoubleLog, call: ReadCall, options: ReadReq.Options): Promise<void> => {
  const from = options.getAll();
  const start = BigInt(from?.getPosition()?.getCommitPosition() ?? 0);
  const asked = isBackwards(options)
    ? backwards(log.events, from?.hasEnd() === true ? log.events.length : log.firstAt(start))
    : onwards(log.events, log.firstAt(start));
  await sendEvents(call, filtered(asked, filterIn(options)), options);
};

const sendEvents = async (call: ReadCall, events: Iterable<KeptEvent>, options: ReadReq.Options): Promise<void> => {
  let count = Number(options.getCount());
  for (const event of events) {
    if (count === 0) return;
    count -= 1;
    await send(call, eventResponse(event));
  }
};

function* onwards(events: readonly KeptEvent[], from: number): Generator<KeptEvent> {
  for (let event = events[from]; event !== undefined; event = events[++from]) yield event;
}

function* backwards(events: readonly KeptEvent[], before: number): Generator<KeptEvent> {
  for (let event = events[before - 1]; event !== undefined; event = events[--before - 1]) yield event;
}

function* filtered(events: Iterable<KeptEvent>, lets: (event: KeptEvent) => boolean): Generator<KeptEvent> {
  for (const event of events) if (lets(event)) yield event;
}

const isBackwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

const subscription = async (log: DoubleLog, call: ReadCall, options: ReadReq.Options): Promise<void> => {
  const gone = new AbortController();
  call.on('cancelled', () => {
    gone.abort();
  });
  await send(call, confirmation(randomUUID()));
  const subscriber = new Subscriber(log, call, options);
  while (!gone.signal.aborted) {
    const known = log.bell.rings;
    await subscriber.tell(gone.signal);
    await log.bell.after(known, gone.signal);
  }
};

/** Where a subscription stands, and how many events it has looked at since its last checkpoint. */
class Subscriber {
  readonly #lets: (event: KeptEvent) => boolean;
  readonly #interval: number;
  #position: bigint;
  #sinceCheckpoint = 0;
  #live = false;

  constructor(
    private readonly log: DoubleLog,
    private readonly call: ReadCall,
    options: ReadReq.Options,
  ) {
    this.#lets = filterIn(options);
    this.#interval = SEARCH_WINDOW * (options.getFilter()?.getCheckpointintervalmultiplier() ?? 1);
    this.#position = BigInt(options.getAll()?.getPosition()?.getCommitPosition() ?? 0);
  }

  /** Tells everything up to the end of the log, and that it has caught up the first time that it gets there. */
  async tell(gone: AbortSignal): Promise<void> {
    for (const event of onwards(this.log.events, this.log.firstAt(this.#position + 1n))) {
      if (gone.aborted) return;
      await this.#consider(event);
    }
    if (!this.#live) await send(this.call, caughtUpAt(this.#position));
    this.#live = true;
  }

  async #consider(event: KeptEvent): Promise<void> {
    this.#position = event.position;
    this.#sinceCheckpoint += 1;
    if (this.#lets(event)) await send(this.call, eventResponse(event));
    if (this.#sinceCheckpoint < this.#interval) return;
    this.#sinceCheckpoint = 0;
    await send(this.call, checkpointAt(this.#position));
  }
}

const filterIn = (options: ReadReq.Options): ((event: KeptEvent) => boolean) => {
  const expression = options.getFilter()?.getStreamIdentifier();
  if (expression === undefined) return () => true;
  const prefixes = expression.getPrefixList();
  const regex = new RegExp(expression.getRegex(), 'u');
  return ({ stream }) =>
    prefixes.length > 0 ? prefixes.some((prefix) => stream.startsWith(prefix)) : regex.test(stream);
};

const send = async (call: ReadCall, response: ReadResp): Promise<void> => {
  if (!call.write(response) && !call.cancelled) await Promise.race([once(call, 'drain'), once(call, 'cancelled')]);
};
