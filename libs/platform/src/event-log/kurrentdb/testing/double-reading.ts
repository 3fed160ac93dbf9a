import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { Metadata, type ServerWritableStream, status } from '@grpc/grpc-js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { ReadReq, ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { type DoubleLog, type KeptEvent } from './double-log.js';
import {
  caughtUpAt,
  checkpointAt,
  confirmation,
  eventResponse,
  nameIn,
  type Place,
  streamNotFound,
} from './double-messages.js';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** The server looks at so many events at a time; a checkpoint comes after a multiple of them. */
const SEARCH_WINDOW = 32;

/** Fails a call as the server does: what it is about stands in the metadata (`RpcExceptions.cs`). */
export const fail = (call: ReadCall, code: status, exception: string, more: Readonly<Record<string, string>>): void => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries({ exception, ...more })) metadata.set(name, value);
  call.emit('error', Object.assign(new Error(exception), { code, details: exception, metadata }));
};

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
  if (log.isTombstoned(name)) {
    fail(call, status.FAILED_PRECONDITION, 'stream-deleted', { 'stream-name': name });
    return;
  }
  const events = log.stream(name);
  if (events === undefined) return send(call, streamNotFound(name));
  const start = from?.hasStart() === true ? 0 : Number(from?.getRevision());
  const asked = isBackwards(options)
    ? events.filter(({ revision }) => from?.hasEnd() === true || revision <= start).reverse()
    : events.filter(({ revision }) => revision >= start);
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
  #at: Place | undefined;
  #sinceCheckpoint = 0;
  #live = false;

  constructor(
    private readonly log: DoubleLog,
    private readonly call: ReadCall,
    options: ReadReq.Options,
  ) {
    this.#lets = filterIn(options);
    this.#interval = SEARCH_WINDOW * (options.getFilter()?.getCheckpointintervalmultiplier() ?? 1);
    const from = options.getAll()?.getPosition();
    if (from !== undefined)
      this.#at = { commit: BigInt(from.getCommitPosition()), prepare: BigInt(from.getPreparePosition()) };
  }

  /** Tells everything up to the end of the log, and that it has caught up the first time that it gets there. */
  async tell(gone: AbortSignal): Promise<void> {
    if (!this.#live) await this.#catchUp(gone);
    this.#live = true;
    for (const event of this.#after()) {
      if (gone.aborted) return;
      await this.#tellLive(event);
    }
  }

  #after(): Generator<KeptEvent> {
    return onwards(this.log.events, this.#at === undefined ? 0 : this.log.firstAt(placeAfter(this.#at)));
  }

  /**
   * Page by page, as `Enumerator.AllSubscriptionFiltered` of the server does: a checkpoint of what was kept back is the
   * place where the page began that was looked at last, between two events, and one comes at the end whatever was told.
   */
  async #catchUp(gone: AbortSignal): Promise<void> {
    const ahead = [...this.#after()];
    for (let from = 0; from < ahead.length && !gone.aborted; from += SEARCH_WINDOW) {
      if (from > 0) await this.#tellCheckpointWhenDue();
      await this.#tellPage(ahead.slice(from, from + SEARCH_WINDOW), from === 0);
    }
    if (ahead.length > 0 && this.#at !== undefined) await send(this.call, checkpointAt(this.#at));
    await send(this.call, caughtUpAt(this.#at));
  }

  async #tellPage(page: readonly KeptEvent[], isFirst: boolean): Promise<void> {
    const begin = page[0]?.position ?? 0n;
    for (const event of page.filter(this.#lets)) await this.#tellEvent(event);
    if (!isFirst && isBefore(this.#at, begin)) this.#at = { commit: begin, prepare: 0n };
    this.#sinceCheckpoint += page.length;
  }

  async #tellLive(event: KeptEvent): Promise<void> {
    this.#sinceCheckpoint += 1;
    if (this.#lets(event)) await this.#tellEvent(event);
    else if (this.#sinceCheckpoint >= this.#interval) this.#at = placeOf(event);
    await this.#tellCheckpointWhenDue();
  }

  async #tellEvent(event: KeptEvent): Promise<void> {
    this.#at = placeOf(event);
    await send(this.call, eventResponse(event));
  }

  async #tellCheckpointWhenDue(): Promise<void> {
    if (this.#sinceCheckpoint < this.#interval || this.#at === undefined) return;
    this.#sinceCheckpoint %= this.#interval;
    await send(this.call, checkpointAt(this.#at));
  }
}

const placeOf = ({ position }: KeptEvent): Place => ({ commit: position, prepare: position });

/** Events stand at the same commit and prepare position: one at this commit comes after any lesser prepare position. */
const placeAfter = ({ commit, prepare }: Place): bigint => (prepare < commit ? commit : commit + 1n);

const isBefore = (at: Place | undefined, commit: bigint): boolean => at === undefined || at.commit < commit;

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
