import { type Command } from 'commander';
import { type CountOptions } from './count-answer.js';

/** `minutebook count`: what date a convention gives, and why. Exit code 1 and one line where it cannot be computed. */
export const defineCount = (program: Command): void => {
  program
    .command('count')
    .summary('count time under a convention, and say why')
    .description('Counts time under one of the conventions of the rules, and prints the result with its receipt.')
    .argument('<convention>', 'CLR_W, AFTER_C, BEGIN_M …; a wrong one is answered with the list')
    .argument('[amount]', "days, months, years or hours; an ISO 8601 period for EVERY; '-' for WINDOW")
    .argument('[anchor]', 'civil date; local date-time for HOURS_X; first/last for WINDOW')
    .option('--calendar <name>', 'which days are working days (default: england-and-wales)')
    .option('--times <n>', 'EVERY: how many dates after the anchor')
    .option('--cutoff <hh:mm>', "AFTER_W: the hour from which the anchor's time counts as the next working day's")
    .option('--skip <days>', 'HOURS_X: saturday,sunday (default), saturday, sunday, none or non-working')
    .option('--json', 'result and receipt as JSON')
    .action(
      async (
        convention: string,
        amount: string | undefined,
        anchor: string | undefined,
        options: CountOptions,
        command: Command,
      ) => {
        const { answerCount, CannotCompute } = await import('./count-answer.js');
        try {
          process.stdout.write(`${answerCount({ convention, amount, anchor }, options)}\n`);
        } catch (error) {
          if (!(error instanceof CannotCompute)) throw error;
          command.error(`minutebook: cannot compute: ${error.message.replaceAll(/\s+/g, ' ')}`, { exitCode: 1 });
        }
      },
    );
};
