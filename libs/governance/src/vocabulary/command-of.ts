import { plainToInstance } from 'class-transformer';
import { type Command, type CommandClass } from '#kernel';

/** The fields of a command, without what its class adds. */
export type FieldsOf<C extends Command> = Omit<C, 'kind'>;

/** A command with these fields, its nested values of their own classes, for callers that need no door. */
export const commandOf = <C extends Command>(type: CommandClass<C>, fields: FieldsOf<C>): C =>
  plainToInstance(type, fields);
