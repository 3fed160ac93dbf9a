import { type Command } from 'commander';

/** `minutebook calendar`: the bank holidays of each jurisdiction. The database is loaded only once a command has been read. */
export const defineCalendar = (program: Command): void => {
  const calendar = program
    .command('calendar')
    .summary('record that a bank holiday was proclaimed or withdrawn, and list what was')
    .description(
      'The bank holidays of a jurisdiction, for all authorities that count by its calendar. What is recorded here comes\n' +
        'after the table that ships with Minutebook; every open deadline that it touches moves, by a fact that names this\n' +
        'as its cause.',
    );
  ofJurisdiction(calendar.command('proclaim'))
    .description('A day was made a bank holiday.')
    .argument('<day>', 'as YYYY-MM-DD')
    .argument('<name>', 'what it is called: "Bank holiday for the coronation"')
    .requiredOption('--basis <text>', 'the proclamation or law on which it stands')
    .action(async (day: string, name: string, options: Of<{ basis: string }>, command: Command) => {
      const { proclaim } = await import('./calendar-actions.js');
      await proclaim({ day, name, basis: options.basis }, options.jurisdiction, command);
    });
  ofJurisdiction(calendar.command('withdraw'))
    .description('A day is no bank holiday after all; one that moves is withdrawn and proclaimed.')
    .argument('<day>', 'as YYYY-MM-DD')
    .requiredOption('--reason <text>', 'why')
    .action(async (day: string, options: Of<{ reason: string }>, command: Command) => {
      const { withdraw } = await import('./calendar-actions.js');
      await withdraw({ day, reason: options.reason }, options.jurisdiction, command);
    });
  ofJurisdiction(calendar.command('list'))
    .description('What was proclaimed and withdrawn since the table that ships, in the order in which it was recorded.')
    .action(async ({ jurisdiction }: Of<object>, command: Command) => {
      const { list } = await import('./calendar-actions.js');
      await list(jurisdiction, command);
    });
};

type Of<Options> = Options & { readonly jurisdiction: string };

const ofJurisdiction = (command: Command): Command =>
  command.option('--jurisdiction <name>', 'england-and-wales, scotland or northern-ireland', 'england-and-wales');
