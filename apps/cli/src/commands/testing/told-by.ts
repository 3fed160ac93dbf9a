import { Command } from 'commander';

/** What a command said, and how it ended. */
export interface Told {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

/** Runs a command as the command line would, in this process. `define` puts it under `minutebook` by its name. */
export const toldBy =
  (name: string, define: (program: Command) => unknown) =>
  async (...words: readonly string[]): Promise<Told> => {
    const told = { out: '', err: '' };
    const program = new Command('minutebook').exitOverride().configureOutput({
      writeOut: (text) => (told.out += text),
      writeErr: (text) => (told.err += text),
    });
    define(program);
    try {
      await program.parseAsync([name, ...words], { from: 'user' });
      return { ...told, exitCode: 0 };
    } catch (error) {
      const { exitCode } = error as { exitCode?: number };
      if (exitCode === undefined) throw error;
      return { ...told, exitCode };
    }
  };
