import { Command } from 'commander';
import { defineCalendar } from '#cli/commands/calendar';

/** What `minutebook calendar …` says on a database, as an operator has it. */
export const minutebookCalendar = async (databaseUrl: string, ...words: readonly string[]): Promise<string> => {
  let told = '';
  const tell = (text: string): void => void (told += text);
  const program = new Command('minutebook').exitOverride().configureOutput({ writeOut: tell, writeErr: tell });
  defineCalendar(program);
  process.env['DATABASE_URL'] = databaseUrl;
  try {
    await program.parseAsync(['calendar', ...words], { from: 'user' }).catch(() => undefined);
  } finally {
    delete process.env['DATABASE_URL'];
  }
  return told;
};
