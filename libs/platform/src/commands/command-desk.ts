import { Inject, Injectable, Optional } from '@nestjs/common';
import { InstanceWrapper } from '@nestjs/core/injector/instance-wrapper.js';
import { CommandBus, CommandHandler, type ICommandHandler, Command as Message } from '@nestjs/cqrs';
import { type AnyCommandHandling, type AnySubject, type Command, type Envelope } from '#kernel';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { orderOf } from './order.js';
import { CommandPipeline } from './pipeline.js';
import { type Outcome, type Submission } from './submission.js';

/** The subjects whose commands the desk takes, for Nest. */
export const SUBJECTS = Symbol('Subjects');

/** What a record may come to, in bytes, for Nest. */
export const RECORD_LIMIT = Symbol('RecordLimit');

/** What the bus carries: a command and its envelope. Each command of each subject has a class of its own, by which the bus knows its handler. */
class Dispatch extends Message<Outcome> {
  constructor(
    readonly command: Command,
    readonly envelope: Envelope,
  ) {
    super();
  }
}
type DispatchClass = new (command: Command, envelope: Envelope) => Dispatch;

/** The one front door for commands, whoever sends them: HTTP, a process, a deadline, the sample. */
@Injectable()
export class CommandDesk {
  private readonly dispatches = new Map<string, DispatchClass>();
  private readonly pipeline: CommandPipeline;

  constructor(
    private readonly bus: CommandBus,
    @Inject(SUBJECTS) subjects: readonly AnySubject[],
    @Inject(EVENT_LOG) log: EventLog,
    @Optional() @Inject(RECORD_LIMIT) largestRecord?: number,
  ) {
    this.pipeline = new CommandPipeline(log, largestRecord);
    for (const subject of subjects) for (const handling of subject.commands) this.register(subject, handling);
  }

  /**
   * Carries out a command whose fields were checked at the door.
   * @throws NotPermitted, NotKnown, CommandIdReused, StaleRevision, TooContended, `Refusal`, `Malformed`; an `Error` for
   * a command that the subject's table does not list
   */
  async submit({ category, command, envelope }: Submission): Promise<Outcome> {
    const name = command.constructor.name;
    const Dispatched = this.dispatches.get(placeOf(category, name));
    if (Dispatched === undefined) throw new Error(`no subject of category ${category} takes the command ${name}`);
    return this.bus.execute(new Dispatched(command, envelope));
  }

  private register(subject: AnySubject, handling: AnyCommandHandling): void {
    const place = placeOf(subject.category, handling.command.name);
    if (this.dispatches.has(place)) throw new Error(`two handlings of one command: ${place}`);
    const Dispatched = named(place, class extends Dispatch {});
    this.dispatches.set(place, Dispatched);
    this.bus.register([this.handlerOf(Dispatched, subject, handling)]);
  }

  private handlerOf(
    Dispatched: DispatchClass,
    subject: AnySubject,
    handling: AnyCommandHandling,
  ): InstanceWrapper<ICommandHandler<Dispatch>> {
    const { pipeline } = this;
    class Handler implements ICommandHandler<Dispatch> {
      execute(dispatch: Dispatch): Promise<Outcome> {
        return pipeline.run(orderOf(subject, handling, dispatch));
      }
    }
    CommandHandler(Dispatched)(Handler);
    return new InstanceWrapper({
      token: Handler,
      name: handling.command.name,
      metatype: Handler,
      instance: new Handler(),
      isResolved: true,
    });
  }
}

const placeOf = (category: string, command: string): string => `${category}/${command}`;

const named = (name: string, type: DispatchClass): DispatchClass =>
  Object.defineProperty(type, 'name', { value: name });
