import type { KurrentDBClient, ReadAllOptions, ReadStreamOptions } from '@kurrent/kurrentdb-client';
import { type Credentials } from './address.js';
import { isFailure } from './failures.js';
import { type StoredEvent } from './stored-events.js';

/** What a read tells: an event, or a link whose event is no longer there. */
export interface Told {
  readonly event?: StoredEvent;
}

/** What the log asks of a client in order to read. */
export interface Reading {
  readStream(stream: string, options: ReadStreamOptions): AsyncIterable<Told>;
  readAll(options: ReadAllOptions): AsyncIterable<Told>;
}

/** A client is used at least so long, in milliseconds: making one holds the process up for 10 to 60 of them. */
const RENEW_AFTER = 1_000;

/**
 * Reads through one client after another. The native part that reads for the client gives up for good when it cannot reach
 * a node to begin with or to change over to (`kurrentdb` 1.1.0, `grpc.rs`: its connection task ends), and every later
 * read fails as well, though the server has long been back. So a client whose last read found nobody is replaced.
 *
 * A node that is not the leader says who is, and the client goes there, but fails the read that found it out: that one is
 * begun again.
 */
export class ReadingClient implements Reading {
  #madeAt = performance.now();
  #foundNobody = false;

  constructor(
    private client: KurrentDBClient,
    private readonly make: () => KurrentDBClient,
    /** Given with each read, for the native part does not unescape those of the connection string. */
    private readonly credentials?: Credentials,
  ) {}

  readStream(stream: string, options: ReadStreamOptions): AsyncIterable<Told> {
    return this.#read((client) => client.readStream(stream, { ...options, ...this.#asked }));
  }

  readAll(options: ReadAllOptions): AsyncIterable<Told> {
    return this.#read((client) => client.readAll({ ...options, ...this.#asked }));
  }

  get #asked(): { readonly credentials?: Credentials } {
    return this.credentials === undefined ? {} : { credentials: this.credentials };
  }

  async *#read(begin: (client: KurrentDBClient) => AsyncIterable<Told>): AsyncGenerator<Told, void, undefined> {
    for (let mayBeginAgain = true; ; mayBeginAgain = false) {
      try {
        for await (const told of begin(this.#current())) {
          mayBeginAgain = false;
          this.#foundNobody = false;
          yield told;
        }
        return;
      } catch (error) {
        this.#foundNobody = isFailure(error, 'unavailable');
        if (!mayBeginAgain || !isFailure(error, 'not-leader')) throw error;
      }
    }
  }

  #current(): KurrentDBClient {
    if (this.#foundNobody && performance.now() - this.#madeAt >= RENEW_AFTER) {
      this.client = this.make();
      this.#madeAt = performance.now();
      this.#foundNobody = false;
    }
    return this.client;
  }
}
