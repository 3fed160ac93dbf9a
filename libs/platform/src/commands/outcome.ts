import { type RecordedFact } from '#kernel';
import { type Order } from './order.js';
import { CommandIdReused } from './rejections.js';
import { type Outcome } from './submission.js';

/** What is said of a command id that stands for another command already. */
export const ANOTHER_COMMAND = 'This key was used for another command: send a new command under a new key.';

/** What the order came to, by the facts that it left. At least one fact. */
export const outcomeOf = (order: Order, facts: readonly RecordedFact[], repeated: boolean): Outcome => {
  const last = facts.at(-1);
  if (last === undefined) throw new Error('an outcome with facts needs facts');
  return {
    commandId: order.envelope.commandId,
    subject: order.subjectId,
    revision: last.revision,
    facts: facts.map(({ id, type, revision }) => ({ id, type, revision })),
    repeated,
    position: last.position,
  };
};

/** What an order came to that found nothing left to say, at a revision of its subject. */
export const nothingNew = (order: Order, revision: number): Outcome => {
  if (revision < 0 && order.handling.on === 'a new subject')
    throw new Error(`${order.handling.command.name} begins a subject and must give a fact`);
  return {
    commandId: order.envelope.commandId,
    subject: order.subjectId,
    revision,
    facts: [],
    repeated: false,
    position: undefined,
  };
};

/**
 * What the same command came to when it came before; nothing if it left no trace among the facts.
 * @throws CommandIdReused when it was another command under the same id
 */
export const earlierOutcome = (order: Order, facts: readonly RecordedFact[]): Outcome | undefined => {
  const mine = facts.filter(({ metadata }) => metadata.commandId === order.envelope.commandId);
  if (mine.length === 0) return undefined;
  if (mine.some(({ metadata }) => metadata.payloadHash !== order.payloadHash))
    throw new CommandIdReused(ANOTHER_COMMAND);
  return outcomeOf(order, mine, true);
};
