import { describe, expect, it } from '@jest/globals';
import { defineProcesses } from './commands/processes.js';
import { toldBy } from './commands/testing/told-by.js';
import { defineTokens } from './commands/tokens.js';
import { defineHelp } from './help.js';

const run = (name: string) =>
  toldBy(name, (program) => {
    defineTokens(program);
    defineProcesses(program);
    defineHelp(program);
  });

describe('minutebook help', () => {
  it.each([
    ['minutebook', run('help'), []],
    ['minutebook help', run('help'), ['help']],
    ['minutebook tokens', run('help'), ['tokens']],
    ['minutebook tokens revoke', run('help'), ['tokens', 'revoke']],
    ['minutebook tokens revoke', run('tokens'), ['help', 'revoke']],
  ])('tells how %s is used', async (command, told, words) => {
    const { exitCode, out, err } = await told(...words);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Usage: ${command} \\[`));
  });

  it.each([
    [run('help'), ['nosuch'], "minutebook: there is no command 'minutebook nosuch'\n"],
    [run('help'), ['tokens', 'nosuch'], "minutebook: there is no command 'minutebook tokens nosuch'\n"],
    [run('tokens'), ['help', 'nosuch'], "minutebook: there is no command 'minutebook tokens nosuch'\n"],
  ])('names the word that it does not know', async (told, words, err) => {
    expect(await told(...words)).toEqual({ exitCode: 1, out: '', err });
  });
});
