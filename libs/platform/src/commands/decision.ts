import {
  type AnySubject,
  type DecisionContext,
  type Fact,
  foldAll,
  londonDay,
  malformed,
  type NewFact,
  type RecordedFact,
  type Role,
  refuse,
} from '#kernel';
import { folded } from './folded.js';
import { factIdFor, newIdFor } from './ids.js';
import { type Order } from './order.js';
import { plainObject } from './plain.js';
import { NotKnown, NotPermitted, StaleRevision } from './rejections.js';

/** Whether a role may send a command of which `may` is the list. Automations are our own code and are let through. */
export const isPermitted = (role: Role | 'automation', may: readonly Role[]): boolean =>
  role === 'automation' || may.includes(role);

/** @throws NotPermitted */
export const mustBePermitted = ({ handling, envelope }: Order): void => {
  const { role } = envelope.actor;
  if (!isPermitted(role, handling.may))
    throw new NotPermitted(`The role ${role} may not do this. It is for: ${handling.may.join(', ') || 'automations'}.`);
};

/**
 * The revision of the subject on which the order is decided; -1 where there is no subject yet.
 * @throws NotKnown, StaleRevision; `Refusal` where what is to be begun exists; `Malformed` for a revision of what does not
 */
export const revisionFor = (order: Order, history: readonly RecordedFact[]): number => {
  const current = history.at(-1)?.revision;
  return current === undefined ? beforeTheFirst(order) : insistedOn(order, current);
};

const beforeTheFirst = ({ handling, envelope }: Order): number => {
  if (handling.on === 'an existing subject') throw new NotKnown();
  if (envelope.expectedRevision !== undefined && envelope.expectedRevision !== -1)
    return malformed('#header/If-Match', 'must be left out: what this command begins has no revision yet');
  return -1;
};

const insistedOn = ({ handling, envelope: { expectedRevision } }: Order, current: number): number => {
  if (handling.on === 'a new subject') return refuse(EXISTS);
  if (expectedRevision !== undefined && expectedRevision !== current)
    throw new StaleRevision(expectedRevision, current);
  return current;
};

const EXISTS = {
  reason: 'it was begun before, by another command',
  rule: 'commands/begun-once',
  satisfiedBy: 'sending the commands that change what exists',
};

/**
 * The facts that the order gives on this history, ready for the log. Pure: the same order on the same history gives the
 * same facts with the same ids.
 * @throws `Refusal` and `Malformed` of the rules; RecordNotReadable
 */
export const decided = (
  { subject, handling, command, envelope, subjectId }: Order,
  history: readonly RecordedFact[],
): readonly NewFact[] => {
  const state = folded(() => foldAll<unknown>(subject, history));
  const context: DecisionContext = {
    now: envelope.receivedAt,
    today: londonDay(envelope.receivedAt),
    actor: envelope.actor,
    subject: subjectId,
    newId: (purpose) => newIdFor(envelope.commandId, purpose),
  };
  const facts = overReadable(subject, state, () => handling.decide(command, state, context));
  return facts.map((fact, index) => ({
    id: factIdFor(envelope.commandId, index),
    type: fact.type,
    data: plainObject(fact.data),
    schemaVersion: schemaVersionOf(fact, subject.facts),
  }));
};

/** Where the decision fails since a fact of the record cannot be taken, says that. */
const overReadable = <Given>(subject: AnySubject, state: unknown, decide: () => Given): Given => {
  try {
    return decide();
  } catch (error) {
    folded(() => subject.read?.(state));
    throw error;
  }
};

const schemaVersionOf = ({ type }: Fact, versions: Readonly<Record<string, number>>): number => {
  const version = Object.hasOwn(versions, type) ? versions[type] : undefined;
  if (version === undefined) throw new Error(`the subject does not list facts of type ${type}`);
  return version;
};
