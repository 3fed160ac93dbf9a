import { type Command, InvalidArgumentError } from 'commander';
import { type Position } from '#kernel';
import { type LogHead } from '#platform/event-log/verify';

/** `minutebook verify`: whether anybody rewrote the log. The database is loaded only once the command has been read. */
export const defineVerify = (program: Command): void => {
  program
    .command('verify')
    .summary('prove that no fact was rewritten')
    .description(
      'Reads the whole log, recomputes the chain of every stream, and names the first fact that does not fit.\n' +
        'In PostgreSQL it also finds facts that are missing, up to the counter of positions. Nothing is changed.\n' +
        'It ends with the head of the log, a hash over all facts, to be noted elsewhere: who has all rights over the\n' +
        'server can write chains anew, take out a whole matter, change the order or cut off the end, and is found only by\n' +
        'a head that was noted before. It also says where a trigger that guards the log in PostgreSQL is gone.',
    )
    .option(
      '--noted <position:hash>',
      'a head that was noted before: up to there the log must be what it was',
      readNoted,
    )
    .addHelpText('after', '\nEnds with 0 where all of it fits, 1 where something does not, 2 where it cannot be read.')
    .action(async ({ noted }: { readonly noted?: LogHead }, command: Command) => {
      const { verify } = await import('./verify-action.js');
      await verify(command, noted);
    });
};

const readNoted = (text: string): LogHead => {
  const [, position, hash] = /^([^:]+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === undefined || hash === undefined)
    throw new InvalidArgumentError(
      'It must be a position and a hash with a colon between, as an earlier verification ended.',
    );
  return { position: position as Position, hash };
};
