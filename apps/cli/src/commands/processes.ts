import { type Command } from 'commander';

/** `minutebook processes`: what follows from facts. The database is loaded only once a command has been read. */
export const defineProcesses = (program: Command): void => {
  const processes = program
    .command('processes')
    .summary('look after what follows from facts')
    .description(
      'Processes do what follows from facts: they keep deadlines and open plans. What one cannot handle is parked, with all that follows for the same subject.',
    );
  processes
    .command('status')
    .description('Which subjects are parked, why and since when.')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }, command: Command) => {
      const { status } = await import('./process-actions.js');
      await status(options, command);
    });
  processes
    .command('retry')
    .description('Has the running Minutebook try again all that a process has parked, and says what became of it.')
    .argument('<name>', 'which')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { retry } = await import('./process-actions.js');
      await retry(name, command);
    });
};
