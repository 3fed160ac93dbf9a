import { type Command } from 'commander';

/** `minutebook projections`: the read models. The database is loaded only once a command has been read. */
export const defineProjections = (program: Command): void => {
  const projections = program
    .command('projections')
    .summary('look after the read models')
    .description(
      'The read models: folds over the log, kept as tables. They can be thrown away and built anew at any time.',
    );
  projections
    .command('status')
    .description('How far each has come, and which streams are parked.')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }, command: Command) => {
      const { status } = await import('./projection-actions.js');
      await status(options, command);
    });
  projections
    .command('rebuild')
    .description('Builds one of them, or all, anew from the whole log beside the live tables, and swaps.')
    .argument('[name]', 'which; all of them when it is left out')
    .action(async (name: string | undefined, _options: unknown, command: Command) => {
      const { rebuildNamed } = await import('./projection-actions.js');
      await rebuildNamed(name, command);
    });
  defineMending(projections);
};

const defineMending = (projections: Command): void => {
  projections
    .command('retry')
    .description('Replays the facts of parked streams, in order, once the read model is mended.')
    .argument('<name>', 'which')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { retry } = await import('./projection-actions.js');
      await retry(name, command);
    });
  projections
    .command('prune')
    .description(
      'Drops the tables of former versions, once nothing that reads them is running, and what a killed rebuild left.',
    )
    .action(async (_options: unknown, command: Command) => {
      const { prune } = await import('./projection-actions.js');
      await prune(command);
    });
};
