import { Controller, HttpCode, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type AnyCommandHandling, type AnySubject } from '#kernel';
import { CommandDoor, type CommandPlace, type CommandReceipt } from './command-door.js';
import { describesCommand } from './command-documentation.js';

/** Where a subject's commands are: `{ path: 'matters', parameter: 'matter' }`. */
export interface CommandRoutes {
  readonly path: string;
  readonly parameter: string;
  /** Stands before the id of the path in the subject's own id: the deadlines of a matter are `matter-<id>`. */
  readonly idPrefix?: string;
  /** The id of the one subject that an authority has: then the path holds none, `…/<path>/<name of the command>`. */
  readonly onlyId?: string;
  /** What the record is called whose revision `If-Match` takes and the receipt tells: `deadlines`; the parameter where it is left out. */
  readonly record?: string;
  /** The heading under which the description lists the commands; the path where it is left out. */
  readonly tag?: string;
  /** Stands before the name of a command in the id of its operation, where another path takes commands of that name. */
  readonly operations?: string;
}

/**
 * A controller for all commands of a subject. The one that begins a subject is `POST /v1/authorities/:authority/<path>`,
 * the others are `POST /v1/authorities/:authority/<path>/:<parameter>/<name of the command>`. Commands that no role may
 * send, for automations alone, have no route.
 */
export const commandRoutes = (subject: AnySubject, routes: CommandRoutes): Type => {
  const { path, parameter, idPrefix = '', onlyId, record = parameter } = routes;
  const routed = subject.commands.filter(({ may }) => may.length > 0);
  const begins = routed.filter(({ on }) => on === 'a new subject');
  if (begins.length > 1) throw new Error(`${subject.category}: ${begins.map(nameOf).join(' and ')} both begin it`);

  @Controller(`v1/authorities/:authority/${path}`)
  class SubjectCommands {
    constructor(@Inject(CommandDoor) readonly door: CommandDoor) {}
  }
  Object.defineProperty(SubjectCommands, 'name', { value: `${subject.category}Commands` });
  for (const handling of routed)
    addRoute(SubjectCommands, { category: subject.category, handling, parameter, idPrefix, onlyId, record }, routes);
  return SubjectCommands;
};

const addRoute = (
  controller: Type<{ door: CommandDoor }>,
  place: CommandPlace,
  { path, tag = path, operations }: CommandRoutes,
): void => {
  const { handling, parameter, onlyId } = place;
  const begins = handling.on === 'a new subject';
  const name = wordsOf(nameOf(handling));
  const prototype = controller.prototype as object;
  const route = {
    value(this: { door: CommandDoor }, request: FastifyRequest, reply: FastifyReply): Promise<CommandReceipt> {
      return this.door.receive(place, request, reply);
    },
    writable: true,
    configurable: true,
  };
  Object.defineProperty(prototype, name, route);
  const decorators = [
    Post(begins ? '' : onlyId === undefined ? `:${parameter}/${name}` : name),
    HttpCode(begins ? 201 : 200),
    ...describesCommand(place, operations === undefined ? name : `${operations}-${name}`, tag),
  ];
  for (const decorate of decorators) decorate(prototype, name, route);
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
};

const nameOf = ({ command }: AnyCommandHandling): string => command.name;

/** `RecordConsultationOpened` as `record-consultation-opened`. */
const wordsOf = (name: string): string => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
