import { type Command, InvalidArgumentError, Option } from 'commander';
import { type MintOptions, type RevokedOffice } from './token-actions.js';

const LONGEST_LIFE = 366;

/** `minutebook tokens`: the bearer tokens of offices. The database is loaded only once a command has been read. */
export const defineTokens = (program: Command): void => {
  const tokens = program
    .command('tokens')
    .summary('mint, revoke and list the tokens of offices')
    .description('The bearer tokens by which offices are known. They belong to offices, never to persons.');
  defineMint(tokens);
  tokens
    .command('revoke')
    .description('From now on the token opens nothing; or no token of an office that was retired does.')
    .argument('[id]', 'id of the token: the 16 characters after mb_, as `tokens list` shows them')
    .option('--authority <id>', 'of all tokens of an office: whose office it is')
    .option('--office <slug>', 'of all tokens of an office: the office')
    .action(async (id: string | undefined, office: Partial<RevokedOffice>, command: Command) => {
      const { revoke } = await import('./token-actions.js');
      await revoke({ id, ...office }, command);
    });
  tokens
    .command('list')
    .description('All tokens, the newest first; never their secrets.')
    .option('--authority <id>', 'only those of one authority')
    .option('--json', 'as JSON')
    .action(async (options: { authority?: string; json?: true }, command: Command) => {
      const { list } = await import('./token-actions.js');
      await list(options, command);
    });
};

const defineMint = (tokens: Command): void => {
  tokens
    .command('mint')
    .description('Makes a token and prints it, this once: only its hash is kept.')
    .requiredOption('--authority <id>', 'whose office it is: coventry')
    .requiredOption('--office <slug>', 'the office: democratic-services')
    .addOption(
      new Option('--role <role>', 'what it may do; see docs/roles.md')
        .choices(['officer', 'auditor', 'operator'])
        .makeOptionMandatory(),
    )
    .option('--days <n>', `how long it is good, at most ${LONGEST_LIFE} days`, daysIn, 90)
    .option('--note <text>', 'what it is for')
    .action(async (options: MintOptions, command: Command) => {
      const { mint } = await import('./token-actions.js');
      await mint(options, command);
    });
};

const daysIn = (text: string): number => {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > LONGEST_LIFE) throw new InvalidArgumentError(`It must be 1 to ${LONGEST_LIFE} days.`);
  return days;
};
