import { type Command, type Envelope, type RecordedFact } from '#kernel';

/** What processes read of the log. */
export interface Records {
  readStream(stream: string): Promise<readonly RecordedFact[]>;
  /** Of a stream that is named later no less than what a fact of an earlier one speaks of. */
  readStreams(streams: readonly string[]): Promise<readonly (readonly RecordedFact[])[]>;
  readAll(options: {
    readonly prefixes: readonly string[];
  }): AsyncIterable<{ readonly facts: readonly RecordedFact[] }>;
}

/** What became of a command that a process sent. `overtaken`: the subject moved on since it was read, and nothing was done. */
export type Sent = { readonly outcome: 'done'; readonly revision: number } | { readonly outcome: 'overtaken' };

/** Where processes hand in commands. The same command id again is the same command. */
export interface Desk {
  send(sent: { readonly category: string; readonly command: Command; readonly envelope: Envelope }): Promise<Sent>;
}

/** A process as the product writes it: what is done about facts of some categories in other streams. */
export interface Process {
  /** Short and stable: its checkpoint is kept under this name. */
  readonly name: string;
  readonly categories: readonly string[];
  /** What whoever comes to follow the log does first; again where it is done again, and nothing twice. */
  begins?(): Promise<void>;
  /** The streams of the subjects that a fact concerns; or what finds them, once what came before the fact was handled. */
  concerns(fact: RecordedFact): readonly string[] | (() => Promise<readonly string[]>);
  /** Does what is to be done for one subject about one fact; again where it is called again, and nothing twice. */
  handle(stream: string, fact: RecordedFact): Promise<void>;
}
