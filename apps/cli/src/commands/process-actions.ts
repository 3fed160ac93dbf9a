import { type Command } from 'commander';
import { StartupProblem } from '#platform/config/startup-problem';
import { ParkedSubjects } from '#platform/processes/parked-subjects';
import { findDatabase } from '../database.js';
import { counted, fail, reasonOf, say } from '../telling.js';

export const status = async ({ json = false }: { readonly json?: boolean }, command: Command): Promise<void> => {
  await withParked(command, async (subjects) => {
    const standings = [];
    for (const name of await subjects.names()) standings.push({ name, parked: await subjects.of(name) });
    say(command, json ? `${JSON.stringify(standings, undefined, 2)}\n` : standings.map(linesOf).join(''));
  });
};

export const retry = async (name: string, command: Command): Promise<void> => {
  await withParked(command, async (subjects) => {
    const retried = await subjects.retry(name);
    if (retried === undefined) return fail(command, `nobody runs ${name} now; it tries again by itself when it starts`);
    if (retried.size === 0) say(command, `${name} has no parked subjects.\n`);
    for (const [stream, outcome] of retried) say(command, `${stream}: ${outcome}\n`);
    if ([...retried.values()].includes('still parked'))
      fail(command, 'some subjects cannot be handled yet; `minutebook processes status` says why');
  });
};

const withParked = async (command: Command, work: (subjects: ParkedSubjects) => Promise<void>): Promise<void> => {
  const subjects = await open(command);
  try {
    await work(subjects);
  } catch (error) {
    if (error instanceof RangeError) fail(command, error.message);
    throw error;
  } finally {
    await subjects.close();
  }
};

const open = async (command: Command): Promise<ParkedSubjects> => {
  try {
    return await ParkedSubjects.open(findDatabase(process.env));
  } catch (error) {
    if (error instanceof StartupProblem) return fail(command, error.message);
    return fail(command, `what is parked cannot be read: ${reasonOf(error)}`);
  }
};

const linesOf = ({
  name,
  parked,
}: {
  readonly name: string;
  readonly parked: Awaited<ReturnType<ParkedSubjects['of']>>;
}): string => {
  const first = `${name} has ${parked.length === 0 ? 'nothing' : counted(parked.length, 'subject')} parked\n`;
  const rest = parked.map(
    ({ stream, since, facts, error }) => `  ${stream}, ${counted(facts, 'fact')}, since ${since}: ${error}\n`,
  );
  return first + rest.join('');
};
