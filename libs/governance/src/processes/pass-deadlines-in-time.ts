import { v5 as uuidv5 } from 'uuid';
import {
  type Clock,
  type Command,
  type CommandClass,
  type Envelope,
  foldAll,
  type RecordedFact,
  streamName,
  type StreamSubject,
} from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { type Deadline, deadlinesIdOf, deadlinesStreamOf, deadlinesSubject, PassDeadline } from '../deadlines/index.js';
import { CloseConsultation } from '../matter-commands.js';
import { CommencePlan, LapsePlan } from '../plans/index.js';
import { type Books } from './books.js';
import { AUTOMATION, type DeadlineKeeping } from './keep-deadlines-on-facts.js';
import { type Desk } from './ports.js';

/** One date of one deadline. */
export interface Due {
  readonly subject: StreamSubject;
  readonly key: string;
  readonly version: number;
}

/** What the passing of a date may become, by the name that a feature gives. */
const CONSEQUENCES: Readonly<Record<string, CommandClass>> = { CloseConsultation, CommencePlan, LapsePlan };

/** How often a firing begins anew because the subject moved on meanwhile. */
const MOST_TRIES = 20;

/**
 * Lets a date go by. First the subject's facts are read and its deadlines derived again: what moved meanwhile moves by a
 * fact, and nothing passes. Else the subject is commanded what the date becomes, on the very revision that was read, and
 * the passing is recorded with it. It may be called any number of times; whether the time has come is the clock's to say.
 */
export const passInTime = async (
  due: Due,
  parts: { readonly keeping: DeadlineKeeping; readonly desk: Desk; readonly clock: Clock },
): Promise<void> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const books = await parts.keeping.keep(due.subject);
    const deadline = foldAll(deadlinesSubject, books.deadlines).find(({ key }) => key === due.key);
    if (deadline === undefined || parts.clock.now() < deadline.dueAt || !isToPass(deadline, due, books)) return;
    const revision = await carriedOut(deadline, due, books, parts);
    if (revision !== undefined) return recordPassing(deadline, due, revision, parts);
  }
  throw new Error(`${streamName(due.subject)} is written to without a pause: ${due.key} is tried again`);
};

/** It runs in this version; or it was met by its own consequence, and a crash came before its passing was recorded. */
const isToPass = (deadline: Deadline, due: Due, books: Books): boolean => {
  if (deadline.version !== due.version || deadline.passed !== undefined) return false;
  return deadline.status === 'running' || (deadline.status === 'met' && isOwnWork(deadline, due, books.subject));
};

const isOwnWork = ({ met }: Deadline, due: Due, facts: readonly RecordedFact[]): boolean =>
  facts.find(({ id }) => id === met?.by)?.metadata.commandId === commandIdOf(due, 'becomes');

/** The subject's revision once it has been commanded; nothing when it moved on since it was read. */
const carriedOut = async (
  { becomes, status, startedBy }: Deadline,
  due: Due,
  { subject }: Books,
  { desk, clock }: { readonly desk: Desk; readonly clock: Clock },
): Promise<number | undefined> => {
  const revision = subject.at(-1)?.revision ?? -1;
  if (becomes === undefined || status === 'met') return revision;
  const type = CONSEQUENCES[becomes.command];
  if (type === undefined) throw new Error(`nobody has said which command ${becomes.command} is`);
  const envelope = { ...envelopeOf(due, 'becomes', startedBy, clock), subject: due.subject.id };
  const sent = await desk.send({
    category: due.subject.category,
    command: commandOf(type, becomes.fields),
    envelope: { ...envelope, expectedRevision: revision },
  });
  return sent.outcome === 'done' ? sent.revision : undefined;
};

const commandOf = (type: CommandClass, fields: object): Command => readInput(type, fields);

const recordPassing = async (
  { key, version, startedBy }: Deadline,
  due: Due,
  subjectRevision: number,
  { desk, clock }: { readonly desk: Desk; readonly clock: Clock },
): Promise<void> => {
  const command = Object.assign(new PassDeadline(), { key, version, subjectRevision });
  await desk.send({ category: 'deadlines', command, envelope: envelopeOf(due, 'pass', startedBy, clock) });
};

const commandIdOf = ({ subject, key, version }: Due, purpose: 'becomes' | 'pass'): string =>
  uuidv5(JSON.stringify([deadlinesStreamOf(subject), key, version, purpose]), DEADLINES);

/** The namespace of the ids of commands that dates become. Changing it would let every date pass again. */
const DEADLINES = '0f7c4b1e-52a3-5a57-9c0e-3b8f6d2a9e41';

const envelopeOf = (due: Due, purpose: 'becomes' | 'pass', startedBy: string, clock: Clock): Envelope => ({
  ...{ authority: due.subject.authority, subject: deadlinesIdOf(due.subject), actor: AUTOMATION },
  commandId: commandIdOf(due, purpose),
  correlationId: commandIdOf(due, 'pass'),
  causationId: startedBy,
  receivedAt: clock.now(),
});
