#!/usr/bin/env node
import { Command } from 'commander';
import { defineCalendar } from './commands/calendar.js';
import { defineProcesses } from './commands/processes.js';
import { defineProjections } from './commands/projections.js';
import { defineTokens } from './commands/tokens.js';
import { defineVerify } from './commands/verify.js';
import { defineCount } from './count-command.js';
import { defineHelp } from './help.js';

/**
 * The table of contents of `minutebook`. Each command's definition is light; what it does is imported when it is asked
 * for, so that counting days never loads a database driver.
 */
const program = new Command('minutebook').description(
  'The minute book of councils, for operators, auditors and officers',
);

defineCount(program);
defineTokens(program);
defineProjections(program);
defineProcesses(program);
defineCalendar(program);
defineVerify(program);
defineHelp(program);

await program.parseAsync();
