import { randomUUID } from 'node:crypto';
import { MinutebookModule } from '../../../dist/apps/api/src/minutebook.module.js';
import { OpenMatter, RecordConsultationOpened } from '../../../dist/libs/governance/src/matter-commands.js';
import { CommandDesk } from '../../../dist/libs/platform/src/commands/command-desk.js';
import { readConfiguration } from '../../../dist/libs/platform/src/config/configuration.js';
import { createHttpApp } from '../../../dist/libs/platform/src/http/http-app.js';
import { openStores } from '../../../dist/libs/platform/src/stores/stores.js';
import { setTimeout as pause } from 'node:timers/promises';

/** The last day of every window here, and the instant at which it is over in London. */
export const LAST_DAY = '2024-10-02';
export const DUE_AT = '2024-10-02T23:00:00.000Z';

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;

/** A clock that goes as fast as the machine's and can be set. */
export const settableClock = () => {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead).toISOString(),
    set: (instant) => {
      ahead = Date.parse(instant) - Date.now();
    },
  };
};

/** A worker of Minutebook in this process: its read models, its processes and its timers, over a database. */
export const openWorker = async (databaseUrl, environment, clock) => {
  const configuration = readConfiguration({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', ...environment });
  const stores = await openStores(configuration, { log: QUIET, now: () => clock.now() });
  const root = MinutebookModule.of({ configuration, stores, clock, serves: false, follows: true, keeps: true });
  const description = { title: 'A worker', version: '1', description: 'Keeps deadlines.' };
  const http = await createHttpApp(root, { log: { level: 'silent' }, description });
  return {
    app: http.app,
    log: stores.log,
    close: async () => {
      await http.close();
      await stores.close();
    },
  };
};

/**
 * What the log holds of one matter with an open consultation, its deadlines as Minutebook itself keeps them. Told on the
 * afternoon of the last day, when all reminders of the window lie in the past.
 */
export const exampleOf = async (databaseUrl, clock) => {
  clock.set(`${LAST_DAY}T15:00:00.000Z`);
  const worker = await openWorker(databaseUrl, {}, clock);
  try {
    const id = randomUUID();
    const tell = (type, fields) =>
      worker.app.get(CommandDesk).submit({
        category: 'matter',
        command: Object.assign(new type(), fields),
        envelope: {
          ...{ authority: 'coventry', subject: id, commandId: randomUUID(), correlationId: randomUUID() },
          ...{ causationId: randomUUID(), receivedAt: clock.now() },
          actor: { office: 'democratic-services', role: 'officer' },
        },
      });
    await tell(OpenMatter, { occurredOn: '2024-06-26', title: 'A plan', planKind: 'plan' });
    await tell(RecordConsultationOpened, { opensOn: '2024-07-10', closesOn: LAST_DAY, describedAs: 'citywide' });
    const streams = [`matter-coventry-${id}`, `deadlines-coventry-matter-${id}`];
    for (let left = 200; (await worker.log.readStream(streams[1])).length === 0; left -= 1) {
      if (left === 0) throw new Error('no deadline was set for an open consultation');
      await pause(50);
    }
    const facts = await Promise.all(streams.map((stream) => worker.log.readStream(stream)));
    return JSON.stringify(facts.flat());
  } finally {
    await worker.close();
  }
};

/** Tells the example again and again, under ids of its own each time, so many matters at once as group commit likes. */
export const tellAgain = async (log, example, count) => {
  let told = 0;
  const one = async () => {
    const fresh = new Map();
    const renew = (id) => fresh.get(id) ?? fresh.set(id, randomUUID()).get(id);
    const revisions = new Map();
    for (const { stream, context, facts } of appendsIn(JSON.parse(example.replaceAll(UUID, renew)))) {
      const revision = revisions.get(stream);
      await log.append(stream, facts, revision === undefined ? 'no stream' : { revision }, context);
      revisions.set(stream, (revision ?? -1) + facts.length);
    }
  };
  const caller = async () => {
    while (told < count) {
      told += 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: 64 }, caller));
};

/** Facts of one command, one after another in a stream, were one append. */
const appendsIn = (recorded) => {
  const appends = [];
  for (const { stream, id, type, data, metadata } of recorded) {
    const { commandId, payloadHash, correlationId, causationId, actor, capacity, authority } = metadata;
    const context = { commandId, payloadHash, correlationId, causationId, actor, capacity, authority };
    const fact = { id, type, data, schemaVersion: Number(metadata.schemaVersion) };
    const last = appends.at(-1);
    if (last?.stream === stream && last.context.commandId === commandId) last.facts.push(fact);
    else appends.push({ stream, context, facts: [fact] });
  }
  return appends;
};
