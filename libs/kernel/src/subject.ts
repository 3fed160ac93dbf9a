import { type Command, type CommandClass, type DecisionContext, type Role } from './command.js';
import { type Fact, type RecordedFact } from './fact.js';

/** How facts, in stream order, become what the rules need to remember. */
export interface Fold<State> {
  readonly initial: State;
  readonly evolve: (state: State, fact: RecordedFact) => State;
}

/** One command of a subject: who may send it, and what it gives. */
export interface CommandHandling<State, C extends Command = Command> {
  readonly command: CommandClass<C>;
  readonly may: readonly Role[];
  /** Whether the command begins the stream, needs one that exists, or takes either (what automations keep up to date). */
  readonly on: 'a new subject' | 'an existing subject' | 'any subject';
  /** The fields that name another record of the authority, which has to be there already, and its category. */
  readonly names?: Readonly<Record<string, string>>;
  /** One line for the API's documentation. */
  readonly summary: string;
  /** Facts, a `Refusal`, `Malformed`, or nothing where the state already says so. Pure. */
  readonly decide: (command: C, state: State, context: DecisionContext) => readonly Fact[];
}

/** What has a stream of its own: a matter, a plan. The table of contents of its commands. */
export interface Subject<State> extends Fold<State> {
  /** First part of its streams' names. */
  readonly category: string;
  readonly commands: readonly CommandHandling<State>[];
  /** The schema version in which each type of fact is written today. A type that is not listed cannot be written. */
  readonly facts: Readonly<Record<string, number>>;
  /** Reads all of the state, where folding leaves that to the commands; throws where a fact of the record cannot be taken. */
  readonly read?: (state: State) => unknown;
  /** Whether there is such a thing, by the state of a stream that has facts; left out where every fact makes it one. */
  readonly stands?: (state: State) => boolean;
}

/** A subject whose state is its own business: what machinery that serves all subjects alike is given. */
export interface AnySubject {
  readonly category: string;
  readonly initial: unknown;
  evolve(state: unknown, fact: RecordedFact): unknown;
  readonly commands: readonly AnyCommandHandling[];
  readonly facts: Readonly<Record<string, number>>;
  read?(state: unknown): unknown;
  stands?(state: unknown): boolean;
}

export interface AnyCommandHandling extends Omit<CommandHandling<unknown>, 'decide'> {
  decide(command: Command, state: unknown, context: DecisionContext): readonly Fact[];
}

/** Puts a command into a subject's table without losing its type where it is written. */
export const handles = <State, C extends Command>(handling: CommandHandling<State, C>): CommandHandling<State> =>
  handling as unknown as CommandHandling<State>;
