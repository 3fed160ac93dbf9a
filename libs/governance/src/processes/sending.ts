import { v5 as uuidv5 } from 'uuid';
import { type Clock, type Command, type Envelope, type RecordedFact, streamName, type StreamSubject } from '#kernel';
import { type Desk, type Process, type Records } from './ports.js';

/** What a process needs that sends commands about facts. */
export interface SendingParts {
  readonly records: Records;
  readonly desk: Desk;
  readonly clock: Clock;
}

/** In whose name plans are opened, followed and renewed. */
const PLANS = { office: 'automation:plans', role: 'automation' } as const;

/** A command to a subject, because of a fact. */
export interface Consequence {
  readonly to: StreamSubject;
  readonly command: Command;
  /** Tells apart the commands to one subject that one fact has as its consequence. */
  readonly purpose?: string;
}

/** A process whose work for each fact of these types is to send the commands that follow from it. */
export const sendingAfter = (
  { desk, clock }: SendingParts,
  process: Pick<Process, 'name' | 'categories'> & {
    readonly types: readonly string[];
    readonly consequences: (stream: string, fact: RecordedFact) => Promise<readonly Consequence[]>;
    /** Finds the streams, beside its own, whose consequences a fact may change; nothing where there can be none. */
    readonly others?: (fact: RecordedFact) => (() => Promise<readonly string[]>) | undefined;
  },
): Process => ({
  name: process.name,
  categories: process.categories,
  concerns: (fact) => {
    if (!process.types.includes(fact.type)) return [];
    const others = process.others?.(fact);
    return others === undefined ? [fact.stream] : async () => [fact.stream, ...(await others())];
  },
  handle: async (stream, fact) => {
    for (const consequence of await process.consequences(stream, fact)) {
      const envelope = envelopeAfter(fact, process.name, consequence, clock);
      await desk.send({ category: consequence.to.category, command: consequence.command, envelope });
    }
  },
});

/** The command's id comes from the fact's, so that a fact which is told twice has its consequence once. */
const envelopeAfter = (fact: RecordedFact, name: string, { to, purpose }: Consequence, clock: Clock): Envelope => ({
  ...{ authority: to.authority, subject: to.id, actor: PLANS },
  commandId: uuidv5(JSON.stringify([streamName(to), name, ...(purpose === undefined ? [] : [purpose])]), fact.id),
  correlationId: fact.metadata.correlationId,
  causationId: fact.id,
  receivedAt: clock.now(),
});
