import { parseArgs } from 'node:util';
import { measureAppends } from './appends.mjs';
import { measureCatchUp } from './catch-up.mjs';
import { measureCommands } from './commands.mjs';
import { flushTime } from './flush.mjs';
import { describeMachine, load } from './machine.mjs';
import { measureReads } from './reads.mjs';
import { report, writeReport } from './report.mjs';
import { serverFacts, startServer } from './server.mjs';
import { measureTimers } from './timers.mjs';

const MEASURES = {
  appends: measureAppends,
  reads: measureReads,
  commands: measureCommands,
  catchUp: measureCatchUp,
  timers: measureTimers,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: Object.keys(MEASURES) },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    matters: { type: 'string', default: '5000' },
    storm: { type: 'string', default: '10000' },
    rearm: { type: 'string', default: '100000' },
    write: { type: 'boolean', default: false },
  },
});

const numberOf = (name) => {
  const number = Number(values[name]);
  if (!(number > 0)) throw new Error(`--${name} is "${values[name]}"; a number above 0 is needed`);
  return number;
};

const options = {
  rounds: Math.ceil(numberOf('rounds')),
  seconds: numberOf('seconds'),
  matters: Math.ceil(numberOf('matters')),
  storm: Math.ceil(numberOf('storm')),
  rearm: Math.ceil(numberOf('rearm')),
};
const unknown = values.only.find((name) => !(name in MEASURES));
if (unknown !== undefined) throw new Error(`--only is "${unknown}"; it may be ${Object.keys(MEASURES).join(', ')}`);
if (values.write && values.only.length < Object.keys(MEASURES).length)
  throw new Error('--write writes the whole page: leave out --only');

const say = (text) => process.stderr.write(`${text}\n`);
const server = await startServer();
try {
  const machine = describeMachine(server.folder, await serverFacts(server.admin));
  const loads = [load()];
  const flush = flushTime(server.folder);
  const measured = {};
  for (const name of values.only) {
    const progress = (round) => {
      loads.push(load());
      say(`${name}: round ${round}, load ${loads.at(-1)}`);
    };
    measured[name] = await MEASURES[name](server, { ...options, progress, say });
  }
  const notes =
    `One 8 kB write with its fdatasync took ${flush.toFixed(2)} ms. Load (1 minute) before the run ${loads[0]}, in it up to ` +
    `${Math.max(...loads.map(Number))}. Medians of ${options.rounds} rounds, but for the timers, which run once; ${options.seconds} s of load a round where callers are given.`;
  const text = report(measured, { machine, notes });
  process.stdout.write(`${text}\n`);
  if (values.write) await writeReport(text);
} finally {
  await server.stop();
}
