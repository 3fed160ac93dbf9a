import { Inject, Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type AnyCommandHandling, type Clock, type Command, type Envelope, malformed, streamName } from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { CommandDesk } from '../commands/command-desk.js';
import { isPermitted } from '../commands/decision.js';
import { NotKnown, NotPermitted, StaleRevision } from '../commands/rejections.js';
import { StandingRecords } from '../commands/standing-records.js';
import { type Outcome, type Submission } from '../commands/submission.js';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { isOnRecord } from '../event-log/on-record.js';
import { principalOf } from './caller.js';
import { commandIdOf, entityTag, expectedRevisionOf } from './command-headers.js';
import { bodyOf } from './json-body.js';
import { CLOCK, CONSISTENCY_HEADER, ConsistencySeal } from './ports.js';
import { onlyNames, type Query } from './query.js';
import { subjectIdOf } from './subject-id.js';

/** One command's place among the addresses. */
export interface CommandPlace {
  readonly category: string;
  readonly handling: AnyCommandHandling;
  /** Name of the path's parameter for the subject, and of its id in the receipt: `matter`. */
  readonly parameter: string;
  /** Stands before the path's id in the subject's own id; empty where the two are one. */
  readonly idPrefix: string;
  /** The id of the one subject that an authority has, where the path holds none. */
  readonly onlyId: string | undefined;
  /** What the record is called that the command changes: `deadlines`. */
  readonly record: string;
}

/** What a command is answered with: the outcome, with the subject's id under the subject's name. */
export type CommandReceipt = Omit<Outcome, 'subject' | 'position'> & { readonly revisionOf: string } & Readonly<
    Record<string, unknown>
  >;

/** Where a command comes in by HTTP: its envelope is made here, and nowhere else. */
@Injectable()
export class CommandDoor {
  constructor(
    private readonly desk: CommandDesk,
    private readonly records: StandingRecords,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly consistency: ConsistencySeal,
  ) {}

  /** Reads, submits and answers. What is not known is said before what is not permitted, and that before what is malformed. */
  async receive(place: CommandPlace, request: FastifyRequest, reply: FastifyReply): Promise<CommandReceipt> {
    const subject = subjectIn(place, request);
    const submission = await this.read(place, subject, request);
    const outcome = await this.submit(place, submission);
    await this.addHeaders(place, outcome, request, reply);
    const { commandId, revision, facts, repeated } = outcome;
    const id = outcome.subject.slice(place.idPrefix.length);
    return { commandId, [place.parameter]: id, revisionOf: place.record, revision, facts, repeated };
  }

  /** Says of which record the revision is, since one address may stand for several. */
  private async submit({ record }: CommandPlace, submission: Submission): Promise<Outcome> {
    try {
      return await this.desk.submit(submission);
    } catch (error) {
      if (error instanceof StaleRevision) throw new StaleRevision(error.expected, error.actual, record);
      throw error;
    }
  }

  private async read(place: CommandPlace, subject: string, request: FastifyRequest) {
    const { category, handling } = place;
    try {
      const envelope = this.envelopeOf(place, subject, request);
      onlyNames(request.query as Query, []);
      const command = readInput(handling.command, bodyOf(request));
      await this.namedMustExist(handling, command, envelope.authority);
      return { category, envelope, command };
    } catch (error) {
      if (handling.on === 'an existing subject') await this.mustExist(category, subject, request);
      throw error;
    }
  }

  private envelopeOf({ handling }: CommandPlace, subject: string, request: FastifyRequest): Envelope {
    const principal = principalOf(request);
    const { authority, office, role } = principal;
    if (!isPermitted(role, handling.may)) throw new NotPermitted(`The role ${role} may not do this.`);
    const expectedRevision = expectedRevisionOf(request);
    return {
      authority,
      subject,
      actor: { office: `office:${office}`, role },
      commandId: commandIdOf(request, principal),
      correlationId: request.id,
      causationId: request.id,
      receivedAt: this.clock.now(),
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    };
  }

  private async mustExist(category: string, subject: string, request: FastifyRequest): Promise<void> {
    const { authority } = principalOf(request);
    if (!(await isOnRecord(this.log, streamName({ category, authority, id: subject })))) throw new NotKnown();
  }

  /** What a command leads to holds for good: a slip in the id of another record is found here. @throws Malformed */
  private async namedMustExist({ names = {} }: AnyCommandHandling, command: Command, authority: string): Promise<void> {
    for (const [field, category] of Object.entries(names)) {
      const id: unknown = Reflect.get(command, field);
      if (typeof id === 'string' && !(await this.records.has({ category, authority, id })))
        malformed(`/${field}`, `names no ${category} of this authority: it has to be on record first`);
    }
  }

  private async addHeaders(
    { handling }: CommandPlace,
    { subject, revision, position }: Outcome,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { authority } = principalOf(request);
    void reply.header('etag', entityTag(revision));
    if (handling.on === 'a new subject')
      void reply.header('location', `${request.url.split('?', 1)[0] ?? ''}/${subject}`);
    if (position !== undefined) void reply.header(CONSISTENCY_HEADER, await this.consistency.seal(position, authority));
  }
}

const subjectIn = ({ handling, parameter, idPrefix, onlyId }: CommandPlace, request: FastifyRequest): string => {
  if (handling.on === 'a new subject') return '';
  return onlyId ?? `${idPrefix}${subjectIdOf(request, parameter)}`;
};
