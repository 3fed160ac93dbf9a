import { type Command, type Envelope, type Position } from '#kernel';

/** A command on its way in, with its envelope and the category of its subject (`matter`). */
export interface Submission {
  readonly category: string;
  readonly command: Command;
  readonly envelope: Envelope;
}

/** What a command came to. */
export interface Outcome {
  readonly commandId: string;
  /** Id of the subject within its authority; new when the command began it. */
  readonly subject: string;
  /** The subject's revision after the command: its ETag. -1 where there is none, because nothing was to be said of it yet. */
  readonly revision: number;
  readonly facts: readonly { readonly id: string; readonly type: string; readonly revision: number }[];
  /** The same command came before; this is what it came to then. */
  readonly repeated: boolean;
  /** Where in the log the caller's own write stands; nothing when the command left no fact. Never shown: see consistency tokens. */
  readonly position: Position | undefined;
}
