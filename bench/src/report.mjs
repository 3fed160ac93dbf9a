import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const PAGE = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
const BEGIN = '<!-- numbers: written by npm run bench -- --write -->';
const END = '<!-- end of numbers -->';

const whole = (number) => Math.round(number).toLocaleString('en-GB');
const milliseconds = (number) => `${number.toFixed(number < 10 ? 2 : 1)} ms`;
const range = ({ min, max }) => `${whole(min)}–${whole(max)}`;

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const appendRows = ({ stores }) =>
  stores.map((store) => [
    ...[store.name, store.callers, whole(store.median), range(store)],
    ...[milliseconds(store.p50), milliseconds(store.p99)],
  ]);

const bestOf = ({ limit }, connections) =>
  limit
    .filter((one) => one.connections === connections)
    .reduce((best, other) => (other.median > best.median ? other : best));

const at = ({ stores }, name, callers) =>
  stores.find((store) => store.name.startsWith(name) && store.callers === callers).median;

const judged = (name, reached, wanted, unit) => [
  name,
  `${reached.toFixed(reached < 1 ? 2 : 1)}${unit}`,
  `${wanted}${unit}`,
  reached >= wanted ? 'reached' : '**missed**',
];

const inTime = (name, measured, wanted, written, limit) => [
  name,
  written(measured),
  `under ${limit}`,
  measured < wanted ? 'reached' : '**missed**',
];

const timerTargets = ({ name, rearmed, atRest, stormed, bare }, { storm, rearm }) => [
  judged(
    `${whole(storm)} deadlines at one instant, of bare BullMQ, on ${name}`,
    stormed.perSecond / bare.perSecond,
    0.5,
    '',
  ),
  inTime(`lateness at rest, p99, on ${name}`, atRest.p99, 1_000, milliseconds, '1 s'),
  inTime(
    `arming ${whole(rearm)} anew, on ${name}`,
    rearmed.seconds,
    60,
    (seconds) => `${seconds.toFixed(1)} s`,
    '60 s',
  ),
];

/** What was to be reached, and what was. */
const targets = ({ appends, reads, catchUp, timers }) => {
  const rows = [];
  if (appends) {
    const ours = at(appends, 'Minutebook', 16);
    rows.push(
      judged('appends at 16 callers, beside Emmett', ours / at(appends, 'Emmett', 16), 5, '×'),
      judged('… beside message-db in one category', ours / at(appends, 'message-db, one', 16), 5, '×'),
      judged('… beside message-db in sixteen', ours / at(appends, 'message-db, 16', 16), 2.5, '×'),
      ...[1, 2].map((connections) =>
        judged(
          `appends at 64 callers, of the multi-row limit on ${connections === 1 ? 'one connection' : 'two'}`,
          at(appends, 'Minutebook', 64) / bestOf(appends, connections).median,
          0.5,
          '',
        ),
      ),
    );
  }
  if (reads) {
    const best = Math.max(...reads.slice(1).map(({ median }) => median));
    rows.push(judged('reading everything, of the better bare `pg`', reads[0].median / best, 0.8, ''));
  }
  if (catchUp)
    rows.push([
      'catch-up of all read models',
      `${whole(catchUp.catchUp.median)} facts/s`,
      '15,000 facts/s',
      catchUp.catchUp.median >= 15_000 ? 'reached' : '**missed**',
    ]);
  if (timers) rows.push(...timers.results.flatMap((result) => timerTargets(result, timers)));
  return table(['what', 'measured', 'to reach', ''], rows);
};

const sections = {
  appends: (appends) => [
    '### Appends of one fact',
    table(['store', 'callers', 'appends/s', 'lowest–highest round', 'p50', 'p99'], appendRows(appends)),
    'The limit: the same rows with the same indexes in multi-row inserts.',
    table(
      ['rows in a statement', 'connections', 'facts/s', 'lowest–highest round'],
      appends.limit.map((one) => [whole(one.batch), one.connections, whole(one.median), range(one)]),
    ),
  ],
  reads: (reads) => [
    '### Reading everything',
    table(
      ['reader', 'facts/s', 'lowest–highest round'],
      reads.map((reader) => [reader.name, whole(reader.median), range(reader)]),
    ),
  ],
  commands: (commands) => [
    '### Commands through HTTP',
    table(
      ['callers', 'commands/s', 'lowest–highest round', 'p50', 'p99'],
      commands.map((one) => [one.callers, whole(one.median), range(one), milliseconds(one.p50), milliseconds(one.p99)]),
    ),
  ],
  catchUp: ({ facts, matters, readModels, rows, catchUp, copy }) => [
    '### Catch-up of the read models',
    `${whole(facts)} facts of ${whole(matters)} matters, ${readModels} read models, ${whole(rows)} rows.`,
    table(
      ['', 'facts/s', 'lowest–highest round'],
      [
        ['all read models together', whole(catchUp.median), range(catchUp)],
        ['limit: `COPY` of the rows that came of it', whole(copy.median), range(copy)],
      ],
    ),
  ],
  timers: ({ storm, rearm, results }) => [
    '### Deadlines as timers',
    table(
      ['queue on', 'measure', 'a second', 'p50', 'p99'],
      results.flatMap(({ name, rearmed, atRest, stormed, bare }) => [
        [name, `${whole(rearm)} deadlines armed anew after a flush`, whole(rearmed.perSecond), '', ''],
        [name, `limit: as many jobs set by bare BullMQ`, whole(bare.armed), '', ''],
        [
          ...[
            name,
            `${whole(storm)} deadlines at one instant, until facts say that they passed`,
            whole(stormed.perSecond),
          ],
          ...[milliseconds(stormed.p50), milliseconds(stormed.p99)],
        ],
        [
          ...[name, `limit: as many jobs of bare BullMQ that do nothing`, whole(bare.perSecond)],
          ...[milliseconds(bare.p50), milliseconds(bare.p99)],
        ],
        [name, 'one timer after another, at rest', '', milliseconds(atRest.p50), milliseconds(atRest.p99)],
      ]),
    ),
  ],
};

/** Everything that was measured, as Markdown. */
export const report = (measured, { machine, notes }) =>
  [
    table(
      ['', ''],
      machine.map(([name, text]) => [name, text]),
    ),
    notes,
    '### What was to be reached',
    targets(measured),
    ...Object.entries(sections).flatMap(([name, write]) => (measured[name] ? write(measured[name]) : [])),
  ].join('\n\n');

/** Puts the report between the marks of docs/benchmarks.md. */
export const writeReport = async (text) => {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`docs/benchmarks.md lacks its marks ${BEGIN} and ${END}`);
  const written = `${page.slice(0, begin)}${BEGIN}\n\n${text}\n\n${page.slice(end)}`;
  writeFileSync(PAGE, await format(written, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
};
