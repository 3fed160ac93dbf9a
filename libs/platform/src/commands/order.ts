import { createHash } from 'node:crypto';
import {
  type AnyCommandHandling,
  type AnySubject,
  type AppendContext,
  type Command,
  type Envelope,
  streamName,
} from '#kernel';
import { canonicalForm } from '#ledger';
import { newSubjectIdFor } from './ids.js';
import { plainObject } from './plain.js';

/** A command with everything that is fixed before the log is read. */
export interface Order {
  readonly subject: AnySubject;
  readonly handling: AnyCommandHandling;
  readonly command: Command;
  readonly envelope: Envelope;
  /** The subject's id within its authority; made from the command's id where the command begins the subject and names none. */
  readonly subjectId: string;
  readonly stream: string;
  /** Lower-case hex SHA-256 of the canonical form of what was asked: the command's name, its subject if that existed, its body. */
  readonly payloadHash: string;
}

export const orderOf = (
  subject: AnySubject,
  handling: AnyCommandHandling,
  sent: { readonly command: Command; readonly envelope: Envelope },
): Order => {
  const { command, envelope } = sent;
  const begins = handling.on === 'a new subject';
  const subjectId = begins && envelope.subject === '' ? newSubjectIdFor(envelope.commandId) : envelope.subject;
  return {
    subject,
    handling,
    command,
    envelope,
    subjectId,
    stream: streamName({ category: subject.category, authority: envelope.authority, id: subjectId }),
    payloadHash: sha256(
      canonicalForm({
        command: handling.command.name,
        category: subject.category,
        subject: begins ? undefined : subjectId,
        body: plainObject(command),
      }),
    ),
  };
};

/** What is written beside each fact that the order gives. */
export const contextOf = ({ envelope, payloadHash }: Order): AppendContext => ({
  commandId: envelope.commandId,
  payloadHash,
  correlationId: envelope.correlationId,
  causationId: envelope.causationId,
  actor: envelope.actor.office,
  capacity: envelope.actor.role === 'automation' ? nameOf(envelope.actor.office) : envelope.actor.role,
  authority: envelope.authority,
});

const nameOf = (automation: string): string => automation.replace(/^automation:/, '');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
