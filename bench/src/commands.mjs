import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { coventrySample } from '../../dist/libs/governance/src/sample/index.js';
import { newIdFor } from '../../dist/libs/platform/src/commands/ids.js';
import { findRunningPostgres } from '../../dist/libs/platform/src/embedded-postgres/runtime-file.js';
import { CALLERS } from './appends.mjs';
import { underLoad } from './load.mjs';
import { interleaved, summary } from './statistics.mjs';

const PROGRAM = fileURLToPath(new URL('../../dist/apps/api/src/main.js', import.meta.url));
const MATTERS = '/v1/authorities/coventry/matters';
/** So long no fact was added, when all that followed from the commands before is done. In milliseconds. */
const AT_REST = 2_000;

/** The sample's commands, sent by HTTP to a Minutebook in a process of its own: embedded, durable, its read models following. */
export const measureCommands = async (server, { rounds, seconds, progress }) => {
  const app = await startApp(join(server.folder, 'app'));
  try {
    await underLoad(16, 2 * seconds, () => teller(app));
    const measures = CALLERS.map((callers) => async () => {
      await atRest(app);
      return underLoad(callers, seconds, () => teller(app));
    });
    const results = await interleaved(rounds, measures, progress);
    return CALLERS.map((callers, index) => ({
      callers,
      ...summary(results[index].map(({ perSecond }) => perSecond)),
      p50: summary(results[index].map(({ p50 }) => p50)).median,
      p99: summary(results[index].map(({ p99 }) => p99)).median,
    }));
  } finally {
    await app.stop();
  }
};

/** Waits until what follows from earlier commands is done, so that nobody's commands wait for it. */
const atRest = async ({ client }) => {
  const facts = async () => (await client.query('select last from log.counter')).rows[0].last;
  for (let before = '', now = await facts(); before !== now; [before, now] = [now, await facts()]) await pause(AT_REST);
};

const startApp = async (dataDir) => {
  const env = { ...process.env, MINUTEBOOK_DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' };
  delete env.DATABASE_URL;
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [origin, token] = await new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`the application ended with ${code} before it was ready`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const found = /listens on (\S+)[^]*export TOKEN=(\S+)\n/.exec(said);
      if (found !== null) resolve(found.slice(1));
    });
  });
  child.removeAllListeners('exit');
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  const client = new pg.Client({ connectionString: findRunningPostgres(dataDir).url('minutebook') });
  await client.connect();
  return {
    client,
    post: (path, body) => post(agent, `${origin}${path}`, token, body),
    stop: async () => {
      agent.destroy();
      await client.end();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
};

const post = (agent, url, token, body) =>
  new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part));
      response.on('error', reject).on('end', () => {
        if (response.statusCode < 300) resolve(JSON.parse(text));
        else reject(new Error(`${url}: ${response.statusCode} ${text}`));
      });
    });
    sent.on('error', reject).end(body);
  });

const wordsOf = (name) => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();

/** The ids of new things to which later commands refer: as the sample has them, and as the application made them. */
const PURPOSES = ['recommendations', 'resolution'];
const STEPS = coventrySample.map(({ command, commandId }) => ({
  name: wordsOf(command.constructor.name),
  body: JSON.stringify(command),
  ids: PURPOSES.map((purpose) => newIdFor(commandId, purpose)),
}));

/** Tells one matter after the other, one command at a time, as an office would. */
const teller = (app) => {
  let step = 0;
  let matter = '';
  let known = new Map();
  return async () => {
    const { name, body, ids } = STEPS[step];
    const text = [...known].reduce((sent, [sample, ours]) => sent.replaceAll(sample, ours), body);
    const receipt = await app.post(step === 0 ? MATTERS : `${MATTERS}/${matter}/${name}`, text);
    if (receipt.facts.length !== 1) throw new Error(`${name} gave ${receipt.facts.length} facts instead of one`);
    if (step === 0) [matter, known] = [receipt.matter, new Map()];
    for (const [index, purpose] of PURPOSES.entries()) known.set(ids[index], newIdFor(receipt.commandId, purpose));
    step = (step + 1) % STEPS.length;
  };
};
