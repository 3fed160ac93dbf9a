import { type Command } from 'commander';

/** Puts a text on the standard output. */
export const say = (command: Command, text: string): void => command.configureOutput().writeOut?.(text);

/** Puts a text beside the standard output. */
export const aside = (command: Command, text: string): void => command.configureOutput().writeErr?.(text);

/** Ends the command with one line and an exit code, 1 unless told otherwise. */
export const fail = (command: Command, reason: string, exitCode = 1): never =>
  command.error(`minutebook: ${reason}`, { exitCode });

/** A driver's own words, which hold no password; for a refused connection it has only a code. */
export const reasonOf = (error: unknown): string => {
  const { message = '', code = '' } = error as { message?: string; code?: string };
  return message === '' ? code : message;
};

export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
