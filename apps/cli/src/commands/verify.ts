import { type Command } from 'commander';

/** `minutebook verify`: whether anybody rewrote the log. The database is loaded only once the command has been read. */
export const defineVerify = (program: Command): void => {
  program
    .command('verify')
    .summary('prove that nobody rewrote the log')
    .description(
      'Reads the whole log, recomputes the chain of every stream, and names the first fact that does not fit.\n' +
        'In PostgreSQL it also finds facts that are missing, at the end of the log too. Nothing is changed.',
    )
    .addHelpText('after', '\nEnds with 0 where all of it fits, 1 where something does not, 2 where it cannot be read.')
    .action(async (_options: unknown, command: Command) => {
      const { verify } = await import('./verify-action.js');
      await verify(command);
    });
};
