import { type Command } from 'commander';
import { readModels } from '#governance';
import { readConfiguration } from '#platform/config/configuration';
import { StartupProblem } from '#platform/config/startup-problem';
import { openReadModels } from '#platform/projections/open-read-models';
import { type ProjectionHealth, Projections } from '#platform/projections/projections';
import { RebuildUnderWay } from '#platform/projections/rebuild';
import { openLog } from '#platform/stores/open-log';
import { findDatabase } from '../database.js';
import { withBar } from '../progress-bar.js';
import { counted, fail, reasonOf, say } from '../telling.js';

/** Facts behind are counted no further than this. */
const COUNTED = 10_000;

export const status = async ({ json = false }: { readonly json?: boolean }, command: Command): Promise<void> => {
  await withProjections(command, async (projections) => {
    const standings = [];
    for (const health of await projections.health())
      standings.push({ ...health, behind: await projections.behind(health.name, COUNTED) });
    say(command, json ? `${JSON.stringify(standings, undefined, 2)}\n` : standings.map(linesOf).join(''));
  });
};

/** Progress goes beside the standard output, and only to a terminal. */
export const rebuildNamed = async (name: string | undefined, command: Command): Promise<void> => {
  await withProjections(command, async (projections) => {
    for (const each of name === undefined ? projections.names : [name]) {
      const { facts, parked } = await withBar(each, (onProgress) => projections.rebuild(each, onProgress));
      say(command, `${each} is rebuilt from ${counted(facts, 'fact')}${parkedIn(parked.length)}.\n`);
    }
  });
};

export const retry = async (name: string, command: Command): Promise<void> => {
  await withProjections(command, async (projections) => {
    const retried = await projections.retry(name);
    if (retried.size === 0) say(command, `${name} has no parked streams.\n`);
    for (const [stream, outcome] of retried) say(command, `${stream}: ${outcome}\n`);
    if ([...retried.values()].includes('still parked'))
      fail(command, 'some streams cannot be read yet; `minutebook projections status` says why');
  });
};

export const prune = async (command: Command): Promise<void> => {
  await withProjections(command, async (projections) => {
    const dropped = await projections.prune();
    say(command, dropped.length === 0 ? 'There is nothing to drop.\n' : `Dropped ${dropped.join(', ')}.\n`);
  });
};

const withProjections = async (command: Command, work: (projections: Projections) => Promise<void>): Promise<void> => {
  const opened = await open(command);
  try {
    await work(opened.projections);
  } catch (error) {
    if (error instanceof RangeError || error instanceof RebuildUnderWay) fail(command, error.message);
    throw error;
  } finally {
    await opened.close();
  }
};

const open = async (command: Command): Promise<{ projections: Projections; close: () => Promise<void> }> => {
  try {
    const databaseUrl = findDatabase(process.env);
    const now = (): string => new Date().toISOString();
    const log = await openLog(readConfiguration(process.env), databaseUrl, now);
    const dataSource = await openReadModels(databaseUrl, readModels);
    const projections = new Projections({ databaseUrl, dataSource, definitions: readModels, log, now });
    const close = async (): Promise<void> => {
      await projections.close();
      await dataSource.destroy();
      await log.close();
    };
    return { projections, close };
  } catch (error) {
    if (error instanceof StartupProblem) return fail(command, error.message);
    return fail(command, `the read models cannot be opened: ${reasonOf(error)}`);
  }
};

const linesOf = ({ name, version, ready, parked, behind }: ProjectionHealth & { readonly behind: number }): string => {
  const lag =
    behind === 0
      ? 'has seen everything'
      : `is ${behind === COUNTED ? 'at least ' : ''}${counted(behind, 'fact')} behind`;
  const first = `${name} v${version} ${ready ? lag : `is being built and ${lag}`}${parkedIn(parked.length)}\n`;
  const rest = parked.map(
    ({ stream, since, facts, error }) => `  ${stream}, ${counted(facts, 'fact')}, since ${since}: ${error}\n`,
  );
  return first + rest.join('');
};

const parkedIn = (streams: number): string => (streams === 0 ? '' : `, with ${counted(streams, 'stream')} parked`);
