import { type Command } from 'commander';

/** `minutebook calendar`: the bank holidays of England and Wales. The database is loaded only once a command has been read. */
export const defineCalendar = (program: Command): void => {
  const calendar = program
    .command('calendar')
    .summary('record that a bank holiday was proclaimed or withdrawn')
    .description(
      'The bank holidays of England and Wales, for all authorities. What is recorded here comes after the table that\n' +
        'ships with Minutebook; every open deadline that it touches moves, by a fact that names this as its cause.',
    );
  calendar
    .command('proclaim')
    .description('A day was made a bank holiday.')
    .argument('<day>', 'as YYYY-MM-DD')
    .argument('<name>', 'what it is called: "Bank holiday for the coronation"')
    .requiredOption('--basis <text>', 'the proclamation or law on which it stands')
    .action(async (day: string, name: string, { basis }: { basis: string }, command: Command) => {
      const { proclaim } = await import('./calendar-actions.js');
      await proclaim({ day, name, basis }, command);
    });
  calendar
    .command('withdraw')
    .description('A day is no bank holiday after all; one that moves is withdrawn and proclaimed.')
    .argument('<day>', 'as YYYY-MM-DD')
    .requiredOption('--reason <text>', 'why')
    .action(async (day: string, { reason }: { reason: string }, command: Command) => {
      const { withdraw } = await import('./calendar-actions.js');
      await withdraw({ day, reason }, command);
    });
};
