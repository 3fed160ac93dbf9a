import { type Command } from 'commander';
import { fail } from './telling.js';

/** `help`, here and in each group of commands: the driver's own passes over a word that it does not know. */
export const defineHelp = (program: Command): void => {
  const groups = program.commands.filter(({ commands }) => commands.length > 0);
  for (const group of [program, ...groups])
    group
      .helpCommand(false)
      .command('help')
      .description('display help for command')
      .argument('[command...]', 'the words of the command')
      .action((words: readonly string[]) => {
        commandAt(group, words).help();
      });
};

const commandAt = (group: Command, words: readonly string[]): Command => {
  const [word, ...others] = words;
  if (word === undefined) return group;
  const found = group.commands.find((one) => one.name() === word);
  return found === undefined ? fail(group, `there is no command '${pathOf(group)} ${word}'`) : commandAt(found, others);
};

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
