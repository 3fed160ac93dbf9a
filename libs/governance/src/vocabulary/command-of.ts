import { type Command, type CommandClass } from '#kernel';
import { readInput } from '#kernel/input/read-input';

/** The fields of a command, without what its class adds. */
export type FieldsOf<C extends Command> = Omit<C, 'kind'>;

/**
 * A command with these fields, checked as at the door.
 * @throws Malformed
 */
export const commandOf = <C extends Command>(type: CommandClass<C>, fields: FieldsOf<C>): C => readInput(type, fields);
