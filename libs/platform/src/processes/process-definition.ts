import { type RecordedFact } from '#kernel';

/**
 * Streams; or what finds them, and is asked once all that was told before the fact has been handled. Of what was parked it
 * cannot know, so that every parked subject is told of such a fact too, once it is mended.
 */
export type Concerned = readonly string[] | (() => Promise<readonly string[]>);

/** Facts in, commands out: what is done about facts of one category in other streams. */
export interface ProcessDefinition {
  /** Short and stable: its checkpoint is kept under this name. */
  readonly name: string;
  /** The categories of the streams whose facts it is told. */
  readonly categories: readonly string[];
  /** What whoever comes to follow the log does first. It bears being done again, like all that follows. */
  begins?(): Promise<void>;
  /** The streams of the subjects that a fact concerns: its own; or, where it changes others from outside, how to find them. */
  concerns(fact: RecordedFact): Concerned;
  /**
   * Does what is to be done for one subject about one fact. It is called at least once for each fact, so it must bear
   * being called again, also after later facts and in two processes at once: ids of commands come from the fact's id.
   * A subject's facts come in their order, one after the other; those of several subjects at once.
   */
  handle(stream: string, fact: RecordedFact): Promise<void>;
}

/** What a process tells of its way. */
export interface ProcessReports {
  /** It could not go on, and tries again. */
  failed(name: string, error: unknown): void;
  /** It goes on, or another does in its place. */
  goesOn?(name: string): void;
  /** One subject's facts cannot be handled; they are kept aside, and all others go on. */
  parked(name: string, stream: string, error: unknown): void;
}
