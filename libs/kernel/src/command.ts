import { type InstantText, type PlainDateText } from './civil-date.js';

/** What an office may do here. The matrix is in docs/roles.md. */
export type Role = 'officer' | 'auditor' | 'operator';

/**
 * A command is its own request body, its OpenAPI schema and its message: a class whose fields carry the decorators of
 * `#kernel/input/fields`. Authority, subject, actor and idempotency key travel in the envelope, never in the body.
 */
export abstract class Command {
  /** `act`: in the council's name, now; refused when a rule forbids it. `record`: a fact of the past; accepted, and judged elsewhere. */
  abstract readonly kind: 'act' | 'record';
}

/** Does something in the council's name today. */
export abstract class Act extends Command {
  override get kind(): 'act' {
    return 'act';
  }
}

/** Tells of something that has happened, on whatever day. */
export abstract class Recording extends Command {
  override get kind(): 'record' {
    return 'record';
  }
}

export type CommandClass<C extends Command = Command> = new () => C;

/** Who acts: an office of an authority, through one of its tokens, or a named automation. */
export interface Actor {
  /** `office:<slug>` or `automation:<name>`. */
  readonly office: string;
  readonly role: Role | 'automation';
}

/** What is made at the door, once, for every caller. */
export interface Envelope {
  readonly authority: string;
  /** The id of the subject within its authority: the matter's id. Empty when the command begins it and leaves the id to be made. */
  readonly subject: string;
  readonly actor: Actor;
  /** UUID; the same command sent twice has the same one. */
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly receivedAt: InstantText;
  /** The revision that the caller last saw, where it insists on it; -1 where it saw that there is no subject yet. */
  readonly expectedRevision?: number;
}

/** What a decision may know beside the command and the state. Everything in it is fixed by the envelope. */
export interface DecisionContext {
  readonly now: InstantText;
  /** The civil day in London at `now`. */
  readonly today: PlainDateText;
  readonly actor: Actor;
  /** The subject's id within its authority. */
  readonly subject: string;
  /** The id of a new thing: the same command gives the same id for the same purpose, however often it is decided. */
  newId(purpose: string): string;
}
